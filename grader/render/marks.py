"""One student's records: the row of every table and the heading of every letter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from grader.record import Record
from grader.submission import Student


@dataclass(frozen=True)
class Marks:
    """What one student achieved.

    Attributes:
        records: By exercise; an exercise that was not handed in, or could not be read, is absent.
        late: Exercises that were handed in late.
        ungraded: Exercises that were handed in and have no grade, by no fault of the student's: not graded yet, a check
            of ours broke, or a second seed gave other points. They count on neither side.
    """

    student: Student
    records: Mapping[str, Record]
    late: frozenset[str] = frozenset()
    ungraded: frozenset[str] = frozenset()

    def score(self, exercise: str) -> float | None:
        """Points for one exercise; None when there is no grade."""
        record = self.records.get(exercise)
        return None if record is None or exercise in self.ungraded else float(record["score"])

    @property
    def total(self) -> float:
        """Points for all of them."""
        return round(sum(self.score(name) or 0.0 for name in self.records), 6)

    def max_total(self, points: Mapping[str, float]) -> float:
        """Points that could be had: what we failed to check counts on neither side."""
        most = ((self.records.get(name, {}).get("max_score", worth), name) for name, worth in points.items())
        return round(sum(float(worth) for worth, name in most if name not in self.ungraded), 6)


def number(score: float | None) -> str:
    """A score as spreadsheets and platforms read it; empty for none."""
    return "" if score is None else f"{score:g}" if score == round(score, 2) else f"{score:.2f}"


Points = Mapping[str, float]  # exercise -> what it is worth, in the course's order
Class = Iterable[Marks]
