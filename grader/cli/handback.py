"""Pages and letters to hand back: one student's results, and nobody else's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from grader.batch.grades import Grades
from grader.cli.class_marks import marks_of
from grader.cli.class_options import student_named
from grader.cli.class_report import student_answers
from grader.cli.whole_file import made_folder, write_whole
from grader.render.feedback import feedback, feedback_name
from grader.render.report.student import student_html


def hand_back(grades: Grades, folder: Path, said: str | None) -> Iterator[Path]:
    """Write a page and a letter for one student, or for everyone; yield where the pages are.

    Args:
        grades: The gradebook.
        folder: Where they go.
        said: Who; None for everyone.

    Raises:
        click.UsageError: Nobody is called so, or several are.
        WorkspaceError: A file cannot be written.
    """
    made_folder(folder)
    points, problems = grades.points(), list(grades.problems())
    everybody = grades.students()
    for student in everybody if said is None else [student_named(said, everybody)]:
        entries = grades.entries(student.id)
        marks = marks_of(student, entries)
        letter = folder / feedback_name(marks)
        write_whole(letter, feedback(marks, points, problems))
        page = letter.with_suffix(".html")
        write_whole(page, student_html(marks, points, student_answers(entries), problems))
        yield page
