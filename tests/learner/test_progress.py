"""How progress changes: what a verdict, a hint, a solution adds, and what it leaves alone."""

from __future__ import annotations

from datetime import UTC, datetime

from grader.learner.progress import (
    NOTHING,
    Pass,
    Progress,
    Record,
    Stuck,
    with_hint,
    with_pass,
    with_solution_shown,
    with_stuck,
    without_pass,
)

MONDAY, FRIDAY = datetime(2026, 11, 16, tzinfo=UTC), datetime(2026, 11, 20, tzinfo=UTC)
CARRY = Stuck("bptt.dW_hh_matches", "bptt", "dW_hh agrees at every lag", "Which state?")


def passed(when: datetime, file: str = "f") -> Pass:
    return Pass(when, 20.0, 0, file, "e")


def test_of_an_exercise_nobody_has_touched_nothing_is_known():
    assert Progress().record("bptt") == NOTHING


def test_a_second_pass_keeps_the_day_of_the_first_and_takes_the_rest():
    first = with_pass(Progress(), "bptt", passed(MONDAY))

    second = with_pass(first, "bptt", passed(FRIDAY, "another file"))

    assert second.record("bptt").passed == passed(MONDAY, "another file")


def test_a_pass_ends_being_stuck_and_keeps_hints_and_a_solution_shown():
    before = Record(stuck=CARRY, hints={"bptt": 2}, gave_up=MONDAY)

    after = with_pass(Progress({"bptt": before}), "bptt", passed(FRIDAY))

    assert after.record("bptt") == Record(passed(FRIDAY), None, {"bptt": 2}, MONDAY)
    assert after.last == "bptt"


def test_a_verdict_that_falls_short_takes_no_pass_away():
    before = with_pass(Progress(), "bptt", passed(MONDAY))

    after = with_stuck(before, "bptt", CARRY)

    assert after.record("bptt") == Record(passed(MONDAY), CARRY)


def test_a_pass_that_does_not_hold_is_gone_and_the_hints_are_not():
    before = Progress({"bptt": Record(passed(MONDAY), CARRY, {"bptt": 1})})

    assert without_pass(before, "bptt").record("bptt") == Record(hints={"bptt": 1})


def test_the_highest_level_of_a_function_s_hints_is_kept():
    after = with_hint(
        with_hint(with_hint(Progress(), "rnn", "rnn_step", 3), "rnn", "rnn_step", 1), "rnn", "rnn_step", 2
    )

    assert after.record("rnn").hints == {"rnn_step": 3}


def test_the_first_time_a_solution_was_shown_counts():
    shown = with_solution_shown(with_solution_shown(Progress(), "rnn", MONDAY), "rnn", FRIDAY)

    assert shown.record("rnn").gave_up == MONDAY


def test_other_exercises_stay_as_they_are():
    before = with_pass(Progress(), "rnn", passed(MONDAY))

    assert with_stuck(before, "bptt", CARRY).record("rnn") == before.record("rnn")
