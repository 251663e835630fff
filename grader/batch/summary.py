"""What a class achieved and which wrong ideas it holds, counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from grader.batch.entry import Entry


@dataclass(frozen=True)
class ExerciseSummary:
    """One exercise. `mean` is over the grades there are; None when there is none. `waiting` are not graded yet."""

    exercise: str
    points: float
    handed_in: int
    passed: int
    mean: float | None
    broken: int
    unstable: int
    waiting: int


@dataclass(frozen=True)
class IdeaSummary:
    """A wrong idea, the question that exposes it, and who holds it (ids)."""

    id: str
    exercise: str
    says: str
    hint: str
    students: tuple[str, ...]


@dataclass(frozen=True)
class Summary:
    """A class: its exercises in order, its ideas from the most to the least frequent."""

    students: int
    exercises: tuple[ExerciseSummary, ...]
    ideas: tuple[IdeaSummary, ...]


def summarised(points: Mapping[str, float], everybody: Iterable[tuple[str, Sequence[Entry]]]) -> Summary:
    """Return a class in numbers.

    Args:
        points: What each exercise is worth, in order.
        everybody: Each student's id and current entries; taken one by one.
    """
    columns = {name: _Column() for name in points}
    ideas: dict[str, tuple[str, dict[str, Any], list[str]]] = {}
    count = 0
    for student, entries in everybody:
        count += 1
        for entry in entries:
            columns[entry.exercise].count(entry)
            for idea in _ideas(entry):
                ideas.setdefault(idea["id"], (entry.exercise, idea, []))[2].append(student)
    held = [
        IdeaSummary(id, exercise, idea["says"], idea["hint"], tuple(students))
        for id, (exercise, idea, students) in ideas.items()
    ]
    held.sort(key=lambda idea: (-len(idea.students), idea.id))
    return Summary(count, tuple(columns[name].summary(name, worth) for name, worth in points.items()), tuple(held))


@dataclass
class _Column:
    handed_in: int = 0
    passed: int = 0
    grades: int = 0
    score: float = 0.0
    broken: int = 0
    unstable: int = 0
    waiting: int = 0

    def count(self, entry: Entry) -> None:
        self.handed_in += 1
        result = entry.result
        if result is None:
            self.waiting += 1
            return
        self.broken += result.broken
        self.unstable += result.unstable
        if result.is_grade:
            self.grades += 1
            self.passed += result.passed
            self.score += result.score

    def summary(self, name: str, points: float) -> ExerciseSummary:
        mean = round(self.score / self.grades, 3) if self.grades else None
        no_grade = (self.broken, self.unstable, self.waiting)
        return ExerciseSummary(name, points, self.handed_in, self.passed, mean, *no_grade)


def _ideas(entry: Entry) -> Iterator[dict[str, Any]]:
    """The most likely idea behind each check that fell short, each idea once; of what is no grade, none."""
    if entry.result is None or not entry.result.is_grade or entry.result.passed:
        return
    found = {one["id"]: one for check in entry.result.record["checks"] for one in check["misconceptions"][:1]}
    yield from found.values()
