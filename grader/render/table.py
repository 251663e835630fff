"""grades.csv: a row per student, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from grader.errors import WorkspaceError
from grader.render.marks import Class, Points, number
from grader.render.safe import cell


def grades_csv(marks: Class, points: Points) -> str:
    """Return `student`, a column per exercise, `total`, `max_total` and `late`; no result is an empty cell.

    `late` names the exercises that came late, with spaces between: what that costs is the instructor's to decide.
    """
    header = ["student", *points, "total", "max_total", "late"]
    rows = [
        [
            one.student.id,
            *(number(one.score(name)) for name in points),
            number(one.total),
            number(one.max_total(points)),
            " ".join(name for name in points if name in one.late),
        ]
        for one in marks
    ]
    return csv_text([header, *rows])


def csv_rows(text: str) -> list[list[str]]:
    """Return the rows of a table that a platform exported, empty ones left out.

    Raises:
        WorkspaceError: It is no CSV.
    """
    try:
        return [row for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"))) if row]
    except csv.Error as error:
        todo = "name the CSV as the platform exported it"
        raise WorkspaceError(f"the table cannot be read: {error}", todo=todo) from error


def csv_text(rows: Iterable[Sequence[str]]) -> str:
    """Return rows as CSV, every cell guarded against formulas."""
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerows([cell(text) for text in row] for row in rows)
    return file.getvalue()
