"""A stub is its solution with the answers taken out, and nothing else."""

from __future__ import annotations

import pytest

from grader.course.stubs import stub_of
from grader.errors import CourseError

SOLUTION = '''"""The lesson."""

import math

import numpy as np

_TABLE = {1: 2}


def area(
    radius,  # metres
    pi=math.pi,
):
    """Return pi r**2.

    Shapes:
        radius: a number
    """
    # The idea is Archimedes'.
    return pi * _square(radius)


def _square(x):
    return x * x
'''

STUB = '''"""The lesson."""

import math

import numpy as np


def area(
    radius,  # metres
    pi=math.pi,
):
    """Return pi r**2.

    Shapes:
        radius: a number
    """
    # TODO: write area, then run: grader check circles
    raise NotImplementedError("not written yet")
'''


def test_lesson_imports_signature_and_docstring_stay_to_the_letter_and_the_rest_goes():
    assert stub_of(SOLUTION, "circles") == STUB


def test_a_solution_without_a_lesson_is_refused():
    with pytest.raises(CourseError) as caught:
        stub_of("import math\n", "circles")

    assert str(caught.value) == "the solution of `circles` has no lesson\n  to do: begin it with a docstring"


def test_a_function_without_a_docstring_is_refused_by_line():
    with pytest.raises(CourseError) as caught:
        stub_of('"""Lesson."""\n\n\ndef area(r):\n    return r\n', "circles")

    assert str(caught.value) == (
        "`area` has no docstring to learn from\n"
        "  where: solutions/circles.py:4\n"
        "  to do: say what it returns, with shapes"
    )
