"""One student's records: the row of every table and the heading of every letter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from grader.render.words import Record
from grader.submission import Student


@dataclass(frozen=True)
class Marks:
    """What one student achieved.

    Attributes:
        records: By exercise; an exercise that was not handed in, or could not be read, is absent.
        late: Exercises that the platform marked late.
    """

    student: Student
    records: Mapping[str, Record]
    late: frozenset[str] = frozenset()

    def score(self, exercise: str) -> float | None:
        """Points for one exercise; None when there is no result."""
        record = self.records.get(exercise)
        return None if record is None else float(record["score"])

    @property
    def total(self) -> float:
        """Points for all of them."""
        return round(sum(float(record["score"]) for record in self.records.values()), 6)

    def max_total(self, points: Mapping[str, float]) -> float:
        """Points that could be had: what we failed to check counts on neither side."""
        return round(
            sum(float(self.records.get(name, {}).get("max_score", worth)) for name, worth in points.items()), 6
        )


def number(score: float | None) -> str:
    """A score as spreadsheets and platforms read it; empty for none."""
    return "" if score is None else f"{score:g}" if score == round(score, 2) else f"{score:.2f}"


Points = Mapping[str, float]  # exercise -> what it is worth, in the course's order
Class = Sequence[Marks]
