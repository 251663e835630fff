"""What a file may compute in, read from its code and never from its prose."""

from __future__ import annotations

import pytest
from helpers import ROOT, grade_plain

from grader.grade import _names_float32

RIGHT_TO_SIX_DIGITS = '''"""A single hidden unit; float32 and torch are mentioned here, and nowhere else."""
import numpy as np  # float32 would be another story


def rnn_step(x, h_prev, W_xh, W_hh, b):
    return np.tanh(W_xh @ x + W_hh @ h_prev + b) * (1 + 1e-6)
'''


@pytest.mark.parametrize("path", sorted((ROOT / "solutions").glob("*.py")), ids=lambda path: path.stem)
def test_a_lesson_that_speaks_of_float32_does_not_loosen_the_comparison(path):
    torch = b"import torch" in path.read_bytes()

    assert _names_float32(path.read_bytes()) == torch


@pytest.mark.parametrize(
    "code", [b"x.astype('f4')", b"np.float32(x)", b"a = np.single(1)", b"import torch", b'dtype="single"']
)
def test_code_that_names_float32_is_compared_as_float32(code):
    assert _names_float32(code)


def test_six_digits_fall_short_of_a_file_that_only_talks_about_float32():
    result = grade_plain(RIGHT_TO_SIX_DIGITS, "rnn")

    finding = next(check for check in result.checks if check.function == "rnn_step" and check.finding.ideas).finding
    assert "not" in finding.message
