"""A solution taken apart: code, and comments with the line that they are about."""

from __future__ import annotations

import pytest
from helpers import ROOT
from learning import solution

from grader.learner.worked import worked

SOURCE = '''"""One sentence, which is
two lines long.

The rest of the lesson.
"""

import numpy as np

LIMIT = 3  # outside of any function


def f(x):
    """Return x."""
    # This block says
    # one thing.
    y = x + 1  # and this line another
    return "# no comment"
'''


def test_every_comment_goes_with_its_line_and_its_function():
    assert worked(SOURCE).notices == (
        ("", "LIMIT = 3", "outside of any function"),
        ("f", "y = x + 1  # and this line another", "This block says one thing."),
        ("f", "y = x + 1", "and this line another"),
    )


def test_the_lesson_is_its_first_paragraph_and_no_part_of_the_code():
    found = worked(SOURCE)

    assert found.lesson == "One sentence, which is\ntwo lines long."
    assert found.code.startswith("import numpy as np\n")
    assert found.code.endswith('return "# no comment"')


@pytest.mark.parametrize("file", sorted((ROOT / "solutions").glob("*.py")), ids=lambda file: file.stem)
def test_every_solution_of_the_course_has_something_to_notice(file):
    found = worked(solution(file.stem))

    assert found.notices
    assert all(line and text for _, line, text in found.notices)
