"""What a file may compute in, read from its code and never from its prose."""

from __future__ import annotations

import pytest
from helpers import ROOT, grade_plain

from grader.grade import _names_float32
from grader.verdict import Status

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

    short = result.first_short
    assert short is not None
    assert (short.function, short.finding.status) == ("rnn_step", Status.FAILED)


def test_a_framework_in_a_numpy_exercise_is_seen_and_named_and_costs_no_points():
    honest = (ROOT / "solutions" / "rnn.py").read_text("utf-8")
    helped = honest.replace(
        "import numpy as np\n", "import numpy as np\n\nif np is None:\n    from torch import autograd\n", 1
    )

    result = grade_plain(helped, "rnn")

    assert grade_plain(honest, "rnn").passed
    assert not result.passed
    assert result.score == result.max_score
    assert result.error is not None
    assert (result.error.kind, result.error.line) == ("framework", helped[: helped.index("from torch")].count("\n") + 1)
    assert result.error.message == (
        "imports torch, which does for you what this exercise asks of you: "
        "what would you write if it were not installed?"
    )


def test_a_framework_in_a_comment_or_lesson_is_none():
    source = (ROOT / "solutions" / "rnn.py").read_text("utf-8") + '\n# import torch\n"""\nimport torch\n"""\n'

    assert grade_plain(source, "rnn").passed
