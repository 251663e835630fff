"""Pairs of answers that share an unlikely amount of code, as a list to look at: it says in every row what it is not."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from grader.render.table import csv_text

_NOTE = "to look at, no verdict: habits, books and friends are shared, too"


@dataclass(frozen=True)
class Pair:
    """Two students' answers to one exercise. `share` and `bits`: see `grader.batch.likeness.Likeness`."""

    exercise: str
    students: tuple[str, str]
    share: float
    bits: float
    same: bool


def likeness_csv(pairs: Iterable[Pair]) -> str:
    """Return a row per pair, the most surprising first."""
    header = ["exercise", "student", "other", "share", "bits", "same_but_for_names", "note"]
    rows = [
        [one.exercise, *one.students, f"{one.share:g}", f"{one.bits:g}", "yes" if one.same else "no", _NOTE]
        for one in pairs
    ]
    return csv_text([header, *rows])


def likeness_json(pairs: Iterable[Pair]) -> str:
    """Return the same as one object."""
    return json.dumps({"schema_version": 1, "note": _NOTE, "pairs": [asdict(one) for one in pairs]}, indent=1) + "\n"
