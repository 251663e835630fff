"""The benchmark's parts, without a clock: what is compared is the same work."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from helpers import rubric_of

from benchmarks import check


def test_pytest_is_given_every_input_of_every_function_once():
    wanted = rubric_of("bptt")

    inputs = check.inputs_of(wanted)

    calls = {call.key for call in check._calls(wanted)}
    assert sum(map(len, inputs.values())) == len(calls)
    assert set(inputs) == set(wanted.functions)
    assert all(inputs.values())


@pytest.mark.slow
def test_both_ways_of_grading_reach_the_verdict_that_the_line_up_expects(tmp_path: Path):
    for contestant in check.contestants(tmp_path):
        assert contestant.seconds() > 0  # it ends the process when the exit code is another


def test_a_command_with_another_exit_code_gives_no_figure():
    broken = check.Contestant("broken", (sys.executable, "-c", "raise SystemExit(3)"))

    with pytest.raises(SystemExit, match="broken ended with 3, not 0"):
        broken.seconds()


def test_nobody_compiles_in_every_run_because_this_shell_keeps_no_bytecode(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    keeps = (sys.executable, "-c", "import sys; sys.exit(sys.dont_write_bytecode)")

    assert check.Contestant("keeps bytecode", keeps).seconds() > 0


def test_ratios_are_of_medians_and_to_numpy_and_to_the_peer():
    ours = check.Contestant("ours", (), peer="theirs")
    times = {"import numpy": [0.1, 0.1, 9.0], "ours": [0.2, 0.1, 0.3], "theirs": [0.4, 0.4, 0.4]}

    _, _, line, *_ = check.table([check.NUMPY, ours, check.Contestant("theirs", ())], times)

    assert line.split() == ["ours", "200", "ms", "100", "ms", "2.00", "0.50", "target", "met"]


@pytest.mark.parametrize(
    ("numpys", "pytests", "judged"),
    [(2.5, 0.9, "target met"), (2.6, 0.9, "target missed: numpy"), (1.0, 1.0, "target missed: pytest")],
)
def test_a_missed_target_is_said(numpys: float, pytests: float, judged: str):
    assert check._judged(numpys, pytests) == judged
