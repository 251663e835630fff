"""Classroom 50's result.json (schemas/result-v1): integers only, so points are counted in hundredths."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from grader.errors import WorkspaceError
from grader.record import Record
from grader.render.safe import one_line
from grader.render.words import check_text

_PER_POINT = 100
_FROM_ENVIRONMENT = {
    "classroom": "CLASSROOM",
    "assignment": "ASSIGNMENT",
    "owner": "USERNAME",
    "submission": "SUBMISSION_TAG",
    "commit": "COMMIT_URL",
    "release": "RELEASE_URL",
    "review": "REVIEW_URL",
}


def result(records: Sequence[Record], environment: Mapping[str, str], now: datetime) -> dict[str, Any]:
    """Return the whole answer for one submission.

    Args:
        records: Its graded files.
        environment: What the runner set: CLASSROOM, ASSIGNMENT, USERNAME, SUBMISSION_TAG and the three addresses.
        now: When it was graded, with a time zone.

    Raises:
        WorkspaceError: The runner's variables are not there.
    """
    missing = [name for name in _FROM_ENVIRONMENT.values() if name not in environment]
    if missing:
        todo = "run this in a Classroom 50 runner, or set them"
        raise WorkspaceError(f"the environment does not have {', '.join(missing)}", todo=todo)
    tests = [_test(record, check) for record in records for check in record["checks"] if check["status"] != "broken"]
    return {
        "schema": "classroom50/result/v1",
        **{field: environment[name] for field, name in _FROM_ENVIRONMENT.items()},
        "assignment_type": "individual",
        "datetime": now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "score": sum(test["score"] for test in tests),
        "max-score": sum(test["max-score"] for test in tests),
        "tests": tests,
    }


def _test(record: Record, check: dict[str, Any]) -> dict[str, Any]:
    worth = round(check["points"] * _PER_POINT)
    passed = check["status"] == "passed"
    return {
        "test-name": one_line(f"{record['exercise']} · {check['function']}: {check['title']}"),
        "passed": passed,
        "score": worth if passed else 0,
        "max-score": worth,
        "output": check_text(check),
    }
