"""The sandbox benchmark's parts, without a clock: everybody does the same work."""

from __future__ import annotations

import pytest
from helpers import rubric_of

from benchmarks import floor, sandbox
from benchmarks.check import SAMPLES
from grader.sandbox.crew import Crew

SOURCE = (SAMPLES / "ana" / "rnn.py").read_bytes()


@pytest.mark.slow
def test_a_bare_fork_and_a_confined_child_answer_the_same_calls():
    wanted = rubric_of("rnn")
    with Crew() as crew:
        calls = sandbox.calls_in(crew, "rnn")
        assert {call.function for call in calls} == set(wanted.functions)
        assert floor.bare_fork(SOURCE, calls)
        sandbox.isolated(SOURCE, calls, wanted, crew)
        sandbox.graded(wanted, SOURCE, crew)
        with pytest.raises(SystemExit, match="answered Died"):
            sandbox.isolated(b"import os\ndef rnn_step(*a): os._exit(1)", calls, wanted, crew)
        with pytest.raises(SystemExit, match="rnn does not pass"):
            sandbox.graded(wanted, b"def rnn_step(*a): pass", crew)


@pytest.mark.slow
def test_a_pytest_process_answers_every_call_that_needs_torch(tmp_path):
    with Crew() as crew:
        calls = sandbox.calls_in(crew, "torch_diagnosis")
    assert sandbox.pytest_peer("torch_diagnosis", tmp_path, calls).seconds() > 0


@pytest.mark.slow
def test_the_floor_forks_in_a_process_of_its_own_and_says_so_when_a_fork_fails():
    with floor.Floor("rnn", SOURCE) as right:
        right.run()
        right.run()
    with floor.Floor("rnn", b"raise SystemExit(1)") as wrong, pytest.raises(SystemExit, match="did not answer"):
        wrong.run()


def test_a_line_for_an_exercise_names_what_it_missed():
    times = {"bare fork": [0.004, 0.004, 9.0], "graded, tier 2": [0.013, 0.011, 0.2]}

    assert sandbox.row("rnn", times) == (
        "rnn                   13.0 ms   11.0 ms      4.0 ms          3.25   "
        "at most 12 ms: 13.0 ms; at most 3 x bare fork: 3.25"
    )


def test_ratios_are_of_medians_and_targets_stand_below():
    times = {
        "bare fork": [0.002, 0.002, 9.0],
        "calls, tier 2": [0.005],
        "graded, tier 2": [0.013],
        "pytest": [0.39, 0.1, 0.4],
    }

    lines = sandbox.table("rnn", times)

    assert [line.split()[-2:] for line in lines[2:6]] == [
        ["1.00", "0.2"],
        ["2.50", "0.4"],
        ["6.50", "1.0"],
        ["195.00", "30.0"],
    ]
    assert lines[6:] == [
        "  target missed at most 12 ms: 13.0 ms",
        "  target missed at most 3 x bare fork: 6.50",
        "  target met    at least 20 x faster than pytest: 30.0",
    ]
