"""Gradescope's results.json: a test per check; all text is text, so that nothing of a learner's is read as markup."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from grader.record import Record
from grader.render.safe import one_line
from grader.render.words import check_text, error_text, score_text


def results(records: Sequence[Record]) -> dict[str, Any]:
    """Return the whole answer for one submission. Of broken checks, see `grader.record.is_broken`."""
    return {
        "score": round(sum(float(record["score"]) for record in records), 6),
        "execution_time": round(sum(float(record["wall_seconds"]) for record in records), 3),
        "output": "\n".join(_summary(record) for record in records),
        "output_format": "text",
        "test_output_format": "text",
        "test_name_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "tests": [
            _test(record, check, f"{first}.{second}")
            for first, record in enumerate(records, 1)
            for second, check in enumerate(record["checks"], 1)
        ],
    }


def _summary(record: Record) -> str:
    error = error_text(record)
    return f"{record['exercise']}: {score_text(record)}{f' · {error}' if error else ''}"


def _test(record: Record, check: dict[str, Any], number: str) -> dict[str, Any]:
    passed = check["status"] == "passed"
    broken = check["status"] == "broken"
    return {
        "name": one_line(f"{record['exercise']} · {check['function']}: {check['title']}"),
        "number": number,
        "score": check["earned"],
        "max_score": 0.0 if broken else check["points"],
        "status": "passed" if passed or broken else "failed",
        "output": check_text(check),
        "visibility": "visible",
    }
