"""Answers that share an unlikely amount of code, as a list to look at: it says in every row what it is not."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from grader.render.table import csv_text

_NOTE = "to look at, no verdict: habits, books and friends are shared, too"


@dataclass(frozen=True)
class Alike:
    """Students' answers to one exercise, two or equal ones. The fields: see `grader.batch.likeness.Likeness`."""

    exercise: str
    students: tuple[str, ...]
    share: float
    bits: float
    same: bool


def likeness_csv(found: Iterable[Alike]) -> str:
    """Return a row for each, the most surprising first; of equal answers, all others are in one cell."""
    header = ["exercise", "student", "other", "share", "bits", "same_but_for_names", "note"]
    return csv_text([header, *map(_row, found)])


def _row(one: Alike) -> list[str]:
    student, *others = one.students
    same = "yes" if one.same else "no"
    return [one.exercise, student, "; ".join(others), f"{one.share:g}", f"{one.bits:g}", same, _NOTE]


def likeness_json(found: Iterable[Alike]) -> str:
    """Return the same as one object."""
    return json.dumps({"schema_version": 1, "note": _NOTE, "alike": [asdict(one) for one in found]}, indent=1) + "\n"
