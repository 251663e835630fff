"""A letter to one student, in Markdown: what holds, what does not, one question each. No text in it is markup."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from grader.record import Record
from grader.render.marks import Marks, Points, number
from grader.render.own_problems import own_problems
from grader.render.safe import file_name, markdown, markdown_block
from grader.render.words import check_text, error_text, score_text
from grader.submission import Problem

_MARKS = {"passed": "✓", "skipped": "·", "broken": "!"}
_UNGRADED = (
    "The grader could not reach a verdict. That is not your fault, and costs nothing; your instructor will see to it."
)


def feedback_name(marks: Marks) -> str:
    """The name of the letter's file."""
    return f"{file_name(marks.student.id)}.md"


def feedback(marks: Marks, points: Points, problems: Iterable[Problem] = ()) -> str:
    """Return the letter: the total, each exercise's findings, what was not handed in or could not be read."""
    lines = [f"# {markdown(marks.student.name)}", ""]
    lines += [f"{number(marks.total)} of {number(marks.max_total(points))} points", ""]
    for name, worth in points.items():
        record = marks.records.get(name)
        if name in marks.ungraded:
            lines += [f"## {name}: no grade yet", "", _UNGRADED, ""]
        elif record is None:
            lines += [f"## {name}: no result, 0 of {worth:g}", ""]
        else:
            lines += _exercise(record, name in marks.late)
    found = list(own_problems(marks.student, problems))
    if found:
        lines += ["## What could not be graded", ""]
        lines += [f"- {markdown(what)}: {markdown(why)}" if what else f"- {markdown(why)}" for what, why in found]
        lines.append("")
    return "\n".join(lines)


def _exercise(record: Record, late: bool) -> Iterator[str]:
    yield f"## {record['exercise']}: {score_text(record)}{' (late)' if late else ''}"
    yield ""
    error = error_text(record)
    if error:
        yield markdown_block(error)
        yield ""
    for check in record["checks"]:
        yield from _check(check)
    yield ""


def _check(check: dict[str, Any]) -> Iterator[str]:
    mark = _MARKS.get(check["status"], "✗")
    yield f"- {mark} {markdown(check['function'])}: {markdown(check['title'])}"
    if check["status"] not in ("passed", "skipped"):
        yield ""
        yield from (f"  {line}" for line in markdown_block(check_text(check)).split("\n"))
        yield ""
