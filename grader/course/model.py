"""What a course is: an index of exercises, and a folder where each has a stub and a solution."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Exercise:
    """One entry of course.yaml.

    Attributes:
        name: File stem, progress key, prefix of every id. Never renamed after release.
        title: What it is about, in half a line.
        points: What it is worth; its checks share them.
        minutes: How long a learner takes.
        difficulty: 1 (warm-up) to 5 (an evening).
        needs: Exercises to do before.
    """

    name: str
    title: str
    points: float
    minutes: int
    difficulty: int
    needs: tuple[str, ...]


@dataclass(frozen=True)
class Course:
    """A course: its root folder and its exercises in order."""

    root: Path
    exercises: tuple[Exercise, ...]

    def stub(self, name: str) -> Path:
        """Where an exercise's stub is."""
        return self.root / "exercises" / f"{name}.py"

    def solution(self, name: str) -> Path:
        """Where an exercise's solution is."""
        return self.root / "solutions" / f"{name}.py"

    def exercise(self, name: str) -> Exercise | None:
        """The exercise of that name, if there is one."""
        return next((one for one in self.exercises if one.name == name), None)

    @property
    def names(self) -> tuple[str, ...]:
        """Names in order."""
        return tuple(one.name for one in self.exercises)
