"""What could not be graded of one student's, in words that name nobody else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from grader.submission import Problem, Student

_SHARED = "what your group handed in could not be graded; your instructor knows why"


def own_problems(student: Student, problems: Iterable[Problem]) -> Iterator[tuple[str, str]]:
    """Yield a student's problems: what it is about, and why.

    Paths and reasons of what several people handed in may hold a fellow's name: they are not told.

    Args:
        student: Whose.
        problems: Anybody's.
    """
    for one in problems:
        if one.students == (student.id,):
            yield one.path, one.reason
        elif student.id in one.students:
            yield one.exercise, _SHARED
