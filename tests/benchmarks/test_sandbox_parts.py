"""The sandbox benchmark's parts, without a clock: everybody does the same work."""

from __future__ import annotations

import pytest
from helpers import rubric_of

from benchmarks import sandbox
from benchmarks.check import SAMPLES, _calls
from grader.sandbox.crew import Crew
from grader.sandbox.limits import Limits

SOURCE = (SAMPLES / "ana" / "rnn.py").read_bytes()


@pytest.mark.slow
def test_a_bare_fork_and_a_confined_child_answer_the_same_calls():
    wanted = rubric_of("rnn")
    calls = sandbox.distinct(_calls(wanted))
    sandbox.bare_fork(SOURCE, calls)
    with Crew(Limits()) as crew:
        sandbox.isolated(SOURCE, calls, wanted.functions, crew)
        sandbox.graded(wanted, SOURCE, crew)
        with pytest.raises(SystemExit, match="answered Raised"):
            sandbox.isolated(b"def rnn_step(*a): raise ValueError", calls, wanted.functions, crew)


def test_ratios_are_of_medians_and_to_the_bare_fork():
    times = {"bare fork": [0.002, 0.002, 9.0], "calls, tier 2": [0.005], "graded, tier 2": [0.013]}

    lines = sandbox.table("rnn", times)

    assert [line.split()[-4:] for line in lines[3:]] == [["3", "x", "bare", "fork"], ["missed:", "<=", "12", "ms"]]
    assert "2.50   target met" in lines[3]
