"""Moodle's grading worksheet: filled in, its header as it was, because Moodle takes it back in no other order."""

from __future__ import annotations

from html import escape

from grader.errors import WorkspaceError
from grader.render.marks import Class, Marks, Points, number
from grader.render.safe import one_line
from grader.render.table import csv_rows, csv_text
from grader.render.words import error_text, score_text

_IDENTIFIER, _GRADE, _MAXIMUM, _FEEDBACK = "Identifier", "Grade", "Maximum Grade", "Feedback comments"
_FINDING = 120  # characters; a cell of all exercises stays below the 4000 that are kept of it


def filled_worksheet(exported: str, marks: Class, points: Points, feedback: dict[str, str] | None = None) -> str:
    """Return the worksheet with grades, scaled to its maximum, and with feedback where it has a column for it.

    Args:
        exported: What Moodle's "Download grading worksheet" gave.
        marks: The class; ids are participant numbers, as collected from "Download all submissions".
        points: What each exercise is worth.
        feedback: HTML by student, made safe already; None to leave what is there.

    Raises:
        WorkspaceError: It is not such a worksheet, or has none of the students.
    """
    rows = csv_rows(exported)
    header = rows[0] if rows else []
    missing = [name for name in (_IDENTIFIER, _GRADE) if name not in header]
    if missing:
        todo = "download the grading worksheet from the assignment, with Moodle in English"
        raise WorkspaceError(f"this is not a grading worksheet: it has no column `{missing[0]}`", todo=todo)
    by_id = {one.student.id: one for one in marks}
    participants = [_participant(row, header) for row in rows[1:]]
    if by_id and by_id.keys().isdisjoint(participants):
        what = f"none of {len(by_id)} students is in this worksheet: their ids are not Moodle's participant numbers"
        raise WorkspaceError(what, todo="grade the submissions as Moodle exports them; their names carry the numbers")
    for row, participant in zip(rows[1:], participants, strict=True):
        one = by_id.get(participant)
        if one is None or not one.records.keys() - one.ungraded:
            continue
        row[header.index(_GRADE)] = number(_scaled(one.total, one.max_total(points), _maximum(row, header)))
        if feedback is not None and _FEEDBACK in header and one.student.id in feedback:
            row[header.index(_FEEDBACK)] = feedback[one.student.id]
    return csv_text(rows)


def feedback_html(marks: Marks, points: Points) -> str:
    """Return a line per exercise with the first thing that fell short, for the worksheet's feedback column."""
    return f"<p>{'<br>'.join(escape(_feedback_line(marks, name)) for name in points)}</p>"


def _feedback_line(marks: Marks, name: str) -> str:
    record = marks.records.get(name)
    if name in marks.ungraded:
        return f"{name}: no grade yet"
    if record is None:
        return f"{name}: no result"
    short = (check for check in record["checks"] if check["status"] not in ("passed", "skipped", "broken"))
    found = error_text(record) or next((check["message"] for check in short), "")
    return f"{name}: {score_text(record)}{f' · {one_line(found, _FINDING)}' if found else ''}"


def _participant(row: list[str], header: list[str]) -> str:
    if len(row) != len(header):
        return ""
    return row[header.index(_IDENTIFIER)].removeprefix("Participant ").strip()


def _maximum(row: list[str], header: list[str]) -> float | None:
    try:
        return float(row[header.index(_MAXIMUM)].replace(",", "."))
    except ValueError:  # no such column, or no number in it: a scale
        return None


def _scaled(total: float, max_total: float, maximum: float | None) -> float:
    if maximum is None or not max_total:
        return total
    return round(total / max_total * maximum, 2)
