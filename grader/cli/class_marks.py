"""The gradebook's entries as what tables and letters are made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from grader.batch.entry import Entry
from grader.batch.grades import Grades
from grader.render.marks import Marks
from grader.submission import Student


def marks_of(student: Student, entries: Sequence[Entry], *, scores_only: bool = False) -> Marks:
    """Return one student's marks.

    Args:
        student: Whose.
        entries: Of that student.
        scores_only: Leave the checks out: a class of records does not fit into memory.
    """
    results = {one.exercise: one.result for one in entries if one.result is not None}
    records = {
        name: {"score": one.score, "max_score": one.max_score} if scores_only else one.record
        for name, one in results.items()
    }
    late = frozenset(one.exercise for one in entries if one.late)
    ungraded = frozenset(one.exercise for one in entries if one.result is None or not one.result.is_grade)
    return Marks(student, records, late, ungraded)


def class_marks(grades: Grades) -> Iterator[Marks]:
    """Yield every student's scores."""
    for student in grades.students():
        yield marks_of(student, grades.entries(student.id), scores_only=True)
