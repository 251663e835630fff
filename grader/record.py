"""A result as the object that `grader check --format json` prints (schema_version 1). Add fields; never rename one."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from grader import __version__
from grader.verdict import CheckResult, ExerciseResult, Picture

SCHEMA_VERSION = 1

Record = Mapping[str, Any]  # what `record` returns, and one line of results.jsonl holds


def report(results: Sequence[ExerciseResult], seed: int) -> dict[str, Any]:
    """Return the whole answer of one command."""
    return {
        "schema_version": SCHEMA_VERSION,
        "grader_version": __version__,
        "seed": seed,
        "results": [record(result) for result in results],
    }


def record(result: ExerciseResult) -> dict[str, Any]:
    """Return one graded file."""
    error = result.error
    return {
        "exercise": result.exercise,
        "file": result.file,
        "passed": result.passed,
        "score": round(result.score, 6),
        "max_score": round(result.max_score, 6),
        "wall_seconds": round(result.wall_seconds, 4),
        "error": error and {"kind": error.kind, "message": error.message, "line": error.line},
        "stdout": result.printed,
        "checks": [_check(check) for check in result.checks],
    }


def is_broken(record: Record) -> bool:
    """Say whether we failed to obtain a result somewhere: nobody should be graded by it."""
    return any(check["status"] == "broken" for check in record["checks"])


def _check(check: CheckResult) -> dict[str, Any]:
    finding = check.finding
    return {
        "id": check.id,
        "function": check.function,
        "title": check.title,
        "status": finding.status.value,
        "points": check.points,
        "earned": check.earned,
        "message": finding.message,
        "where": finding.where,
        "call": finding.call,
        "case": finding.case,
        "others": finding.others,
        "note": finding.note,
        "line": finding.line,
        "misconceptions": [{"id": idea.id, "says": idea.says, "hint": idea.hint} for idea in finding.ideas],
        "picture": finding.picture and _picture(finding.picture),
    }


def _picture(picture: Picture) -> dict[str, Any]:
    return {
        "title": picture.title,
        "got": [_logarithm(value) for value in picture.got],
        "want": [_logarithm(value) for value in picture.want],
        "first_wrong": picture.first_wrong,
        "backward": picture.backward,
        "counts": picture.counts,
    }


# JSON has no infinities: what is exactly 0, and what is infinite or no number, is named.
ZERO, NOT_FINITE = "zero", "not finite"


def _logarithm(value: float) -> float | str:
    if value == -math.inf:
        return ZERO
    return round(value, 4) if math.isfinite(value) else NOT_FINITE


def picture_of(record: Mapping[str, Any]) -> Picture:
    """Return the picture that a check's record holds."""
    got, want = (tuple(_NAMED.get(value, value) for value in record[side]) for side in ("got", "want"))
    return Picture(record["title"], got, want, record["first_wrong"], record["backward"], record["counts"])


_NAMED = {ZERO: -math.inf, NOT_FINITE: math.nan}
