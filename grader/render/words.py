"""A record in words, for formats that take text: each check's finding, and what is wrong with the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from grader.record import Record
from grader.render.safe import visible


def check_text(check: Mapping[str, Any]) -> str:
    """Return what one check found: the message, where, the call, and the question to ask; empty when all is well."""
    return "\n".join(visible(line) for line in _check_lines(check) if line)


def _check_lines(check: Mapping[str, Any]) -> Iterator[str]:
    if check["status"] == "broken":
        yield "this check could not be run; that is not your fault and costs nothing"
    yield check["message"]
    yield check["where"]
    if check["call"]:
        case = f", with {check['case']}" if check.get("case") else ""
        yield f"called: {check['call']}{case}"
    yield check.get("others", "")
    yield check.get("note", "")
    for idea in check["misconceptions"][:1]:
        yield f"question: {idea['hint']}"


def error_text(record: Record) -> str:
    """Return what is wrong with the file as a whole, or ""."""
    error = record["error"]
    if not error:
        return ""
    return visible(f"line {error['line']}: {error['message']}" if error["line"] else error["message"])


def score_text(record: Record) -> str:
    """`7 of 10`."""
    return f"{record['score']:g} of {record['max_score']:g}"


def not_handed_in(exercise: str, points: float) -> Record:
    """Return the record of an exercise that nobody gave us: one check, which fell short."""
    check = {
        "id": f"{exercise}.was_handed_in",
        "function": exercise,
        "title": "was handed in",
        "status": "failed",
        "points": points,
        "earned": 0.0,
        "message": "nothing was handed in",
        "where": "",
        "call": "",
        "misconceptions": [],
    }
    grade = {"exercise": exercise, "file": f"{exercise}.py", "passed": False, "score": 0.0, "max_score": points}
    return {**grade, "wall_seconds": 0.0, "error": None, "stdout": "", "checks": [check]}
