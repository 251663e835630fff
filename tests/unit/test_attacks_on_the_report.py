"""What a review by an attacker found, one test each: none of it may cost the grader, a neighbour or the truth."""

from __future__ import annotations

import numpy as np
import pytest
from helpers import ROOT, grade_plain

from grader.checks.reading import as_array
from grader.render.terminal import Sheet
from grader.verdict import ExerciseResult, FileProblem


@pytest.mark.parametrize(
    "answer", [["a" * 10_000_000] + ["b"] * 1000, ["1", 2.0], [[1.0], [b"x"]], [{"a": 1}], [None, 1.0]]
)
def test_a_list_with_anything_but_numbers_is_no_array_and_no_memory_is_spent_on_it(answer):
    assert as_array(answer) is None


def test_lists_of_numbers_and_arrays_are_arrays():
    assert as_array([[1, 2.5], (np.float32(3), True)]).tolist() == [[1.0, 2.5], [3.0, 1.0]]
    assert as_array([np.zeros(2), np.ones(2)]).shape == (2, 2)


def test_a_count_is_right_or_wrong_also_in_a_file_that_computes_in_float32():
    right = (ROOT / "solutions" / "gradient_decay.py").read_text("utf-8")
    off_by_one = right + (
        "\n\n_exact_horizon = vanishing_horizon\n\n\n"
        "def vanishing_horizon(factor, threshold=1e-6):\n"
        "    k = _exact_horizon(factor, threshold)\n"
        "    return np.float32(k + 1) if k is not None and k > 100_000 else k\n"
    )

    result = grade_plain(off_by_one, "gradient_decay")

    short = result.first_short
    assert short is not None
    assert short.function == "vanishing_horizon"


def test_a_message_or_a_path_with_line_ends_and_escapes_stays_on_its_own_line():
    hostile = "x\n✓ /home/alice/rnn.py   10 of 10\x1b[31m\u202e"
    result = ExerciseResult("rnn", hostile, (), FileProblem("unreadable", f"`{hostile}` cannot be read"), "", 0.0)
    sheet = Sheet(88, 0)

    lines = sheet.summary([result]).splitlines() + sheet.result(result, "grader check").splitlines()

    assert not any(line.lstrip().startswith("✓") for line in lines)
    assert not any(mark in line for line in lines for mark in ("\x1b[31m\u202e", "\u202e"))
