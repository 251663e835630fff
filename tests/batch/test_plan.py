"""What is still to be graded: decided from values alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from grader.batch.plan import Had, Plan, Standard, plan

STANDARD = Standard("c1", 7, None, trusted=False)
KEY = ("bptt", "aa")
HAD = Had(KEY, "c1", 7, None, "2", broken=False)


def test_an_empty_gradebook_leaves_everything_to_grade_in_the_order_collected():
    wanted = [("rnn", "bb"), ("bptt", "aa"), ("bptt", "bb")]

    assert plan(wanted, [], STANDARD) == Plan(tuple(wanted), reused=0, again=0)


def test_the_same_content_of_one_exercise_is_graded_once_and_of_two_exercises_twice():
    assert plan([KEY, ("rnn", "aa"), KEY, KEY], [], STANDARD).to_grade == (KEY, ("rnn", "aa"))


def test_what_was_graded_is_reused_and_what_is_missing_is_graded():
    assert plan([KEY, ("bptt", "bb")], [HAD], STANDARD) == Plan((("bptt", "bb"),), reused=1, again=0)


@pytest.mark.parametrize(
    "other",
    [
        {"course_version": "c0"},
        {"seed": 8},
        {"confirm_seed": 9},
        {"tier": "0"},
        {"broken": True},
    ],
)
def test_another_course_seed_or_second_seed_no_walls_or_a_failure_of_ours_means_grading_again(other):
    assert plan([KEY], [replace(HAD, **other)], STANDARD) == Plan((KEY,), reused=0, again=1)


def test_a_result_that_counts_is_found_among_those_that_do_not_whatever_their_order():
    stale = replace(HAD, seed=8)

    assert plan([KEY], [stale, HAD, stale], STANDARD) == Plan((), reused=1, again=0)


def test_who_trusts_the_class_takes_results_that_were_had_without_walls():
    assert plan([KEY], [replace(HAD, tier="0")], replace(STANDARD, trusted=True)).reused == 1


def test_results_of_files_that_are_no_longer_there_are_left_alone():
    assert plan([], [HAD], STANDARD) == Plan((), reused=0, again=0)
