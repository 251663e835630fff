"""Whether a verdict depends on which inputs were drawn: two records of one file, of two seeds."""

from __future__ import annotations

from grader.record import Record, is_broken


def is_unstable(record: Record, confirmed: Record | None) -> bool:
    """Say whether the second seed gives other points. What we could not check on either side says nothing."""
    if confirmed is None or is_broken(record) or is_broken(confirmed):
        return False
    return record["passed"] != confirmed["passed"] or _passed(record) != _passed(confirmed)


def _passed(record: Record) -> set[str]:
    return {check["id"] for check in record["checks"] if check["status"] == "passed"}
