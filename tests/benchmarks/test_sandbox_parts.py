"""The sandbox benchmark's parts, without a clock: everybody does the same work."""

from __future__ import annotations

import pytest
from helpers import rubric_of

from benchmarks import sandbox
from benchmarks.check import SAMPLES
from grader.sandbox.crew import Crew
from grader.sandbox.limits import Limits

SOURCE = (SAMPLES / "ana" / "rnn.py").read_bytes()


@pytest.mark.slow
def test_a_bare_fork_and_a_confined_child_answer_the_same_calls():
    wanted = rubric_of("rnn")
    calls = sandbox.calls_of(wanted, SOURCE)
    assert {call.function for call in calls} == set(wanted.functions)
    sandbox.bare_fork(SOURCE, calls)
    with Crew(Limits()) as crew:
        sandbox.isolated(SOURCE, calls, wanted, crew)
        sandbox.graded(wanted, SOURCE, crew)
        with pytest.raises(SystemExit, match="answered Died"):
            sandbox.isolated(b"import os\ndef rnn_step(*a): os._exit(1)", calls, wanted, crew)
        with pytest.raises(SystemExit, match="rnn does not pass"):
            sandbox.graded(wanted, b"def rnn_step(*a): pass", crew)


@pytest.mark.slow
def test_a_pytest_process_answers_every_call_that_needs_torch(tmp_path):
    assert sandbox.pytest_peer("torch_diagnosis", tmp_path).seconds() > 0


def test_ratios_are_of_medians_and_targets_stand_below():
    times = {
        "bare fork": [0.002, 0.002, 9.0],
        "calls, tier 2": [0.005],
        "graded, tier 2": [0.013],
        "pytest": [0.39, 0.1, 0.4],
    }

    lines = sandbox.table("rnn", "numpy", times)

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
