"""Canvas' gradebook import: the columns that Canvas exports, an assignment per exercise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from grader.errors import WorkspaceError
from grader.render.marks import Class, Marks, Points, number
from grader.render.safe import one_line
from grader.render.table import csv_rows, csv_text

_FIRST = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
_POINTS = "    Points Possible"  # with Canvas' own four spaces
_LISTED = 5


def gradebook_csv(marks: Class, points: Points) -> str:
    """Return a gradebook of our own. Canvas finds students by ID, and asks which assignments the columns are."""
    rows = [
        [one.student.name, one.student.id, "", "", "", *(number(one.score(name)) for name in points)] for one in marks
    ]
    possible = [_POINTS, "", "", "", "", *(f"{worth:.2f}" for worth in points.values())]
    return csv_text([[*_FIRST, *points], possible, *rows])


def filled_gradebook(exported: str, marks: Class, columns: dict[str, str]) -> str:
    """Return Canvas' own gradebook with our scores in it; nothing else changes.

    Args:
        exported: What Canvas exported.
        marks: The class.
        columns: Exercise -> Canvas' column, with or without its number: `bptt` -> `BPTT (23)`.

    Raises:
        WorkspaceError: It is no gradebook, has no such column, or none of the students.
    """
    rows = csv_rows(exported)
    if not rows or "ID" not in rows[0]:
        raise WorkspaceError("this is not a gradebook of Canvas: it has no column `ID`", todo="export it from Canvas")
    header = rows[0]
    at = {exercise: _column(header, name) for exercise, name in columns.items()}
    by_id = {one.student.id: one for one in marks}
    if by_id and by_id.keys().isdisjoint(row[header.index("ID")] for row in rows if len(row) == len(header)):
        what = f"none of {len(by_id)} students is in this gradebook: their ids are not Canvas'"
        raise WorkspaceError(what, todo="grade the submissions as Canvas exports them; their names carry the ids")
    for row in rows[1:]:
        one = by_id.get(row[header.index("ID")]) if len(row) == len(header) else None
        for exercise, column in at.items() if one else ():
            score = one.score(exercise) if one else None
            row[column] = row[column] if score is None else number(score)
    return csv_text(rows)


def left_out(exported: str, marks: Class, columns: dict[str, str], points: Points) -> Iterator[str]:
    """Yield what a filled gradebook does not say: who has a grade and no row, which column is worth something else.

    Args:
        exported: A gradebook that `filled_gradebook` has taken.
        marks: The class.
        columns: Exercise -> Canvas' column.
        points: What each exercise is worth.
    """
    header, *rows = csv_rows(exported)
    ids = {row[header.index("ID")] for row in rows if len(row) == len(header)}
    missing = [one.student.id for one in marks if one.student.id not in ids and _graded(one, columns)]
    if missing:
        more = f" and {len(missing) - _LISTED} more" if len(missing) > _LISTED else ""
        listed = ", ".join(one_line(id, 60) for id in missing[:_LISTED])
        yield f"with a grade and without a row in this gradebook, so left out: {listed}{more}"
    possible = next((row for row in rows if row[0].strip() == _POINTS.strip()), [])
    for exercise, name in columns.items():
        worth = _number(possible[_column(header, name)]) if len(possible) == len(header) else None
        if worth is not None and worth != points[exercise]:
            yield f"{exercise} has {points[exercise]:g} points and its column {worth:g}: scores are not scaled"


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:  # empty, or not Canvas' own
        return None


def _graded(one: Marks, columns: Iterable[str]) -> bool:
    return any(one.score(exercise) is not None for exercise in columns)


def columns_named(exported: str, exercises: Iterable[str]) -> dict[str, str]:
    """Return the exercises that have a column of their own name, each with it."""
    header = next(iter(csv_rows(exported)), [])
    titles = {title.rpartition(" (")[0] or title for title in header}
    return {name: name for name in exercises if name in titles}


def _column(header: list[str], name: str) -> int:
    for place, title in enumerate(header):
        if title == name or title.rpartition(" (")[0] == name:
            return place
    raise WorkspaceError(f"the gradebook has no column `{name}`", todo=f"name one of: {', '.join(header[5:])}")
