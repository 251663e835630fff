"""PrairieLearn's results.json of an external grader: a score from 0 to 1, and at most a megabyte."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from grader.record import Record
from grader.render.safe import one_line
from grader.render.words import check_text, error_text, score_text

# A file that could not be graded at all costs no attempt.
_UNGRADABLE = frozenset(("no_such_file", "unreadable", "not_a_file", "link", "too_large", "empty_file", "not_utf8"))
_UNGRADABLE |= {"syntax_error"}
_MAX_TEXT = 2000  # characters of one test; a hundred of them stay far below the megabyte


def results(records: Sequence[Record]) -> dict[str, Any]:
    """Return the whole answer for one submission."""
    errors = [error_text(one) for one in records if one["error"] and one["error"]["kind"] in _UNGRADABLE]
    if errors:
        return {"gradable": False, "format_errors": errors}
    most = sum(float(record["max_score"]) for record in records)
    return {
        "gradable": True,
        "score": round(sum(float(record["score"]) for record in records) / most, 6) if most else 0.0,
        "message": "\n".join(_summary(record) for record in records),
        "tests": [
            _test(record, check) for record in records for check in record["checks"] if check["status"] != "broken"
        ],
    }


def _summary(record: Record) -> str:
    error = error_text(record)
    return f"{record['exercise']}: {score_text(record)}{f' · {error}' if error else ''}"


def _test(record: Record, check: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": one_line(f"{record['exercise']} · {check['function']}: {check['title']}"),
        "points": check["earned"],
        "max_points": check["points"],
        "message": check_text(check)[:_MAX_TEXT],
    }
