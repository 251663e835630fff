"""Where each exercise stands: new, started, passed, or changed since it passed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from grader.course.model import Course, Exercise
from grader.learner.digests import digest, exercise_digest
from grader.learner.progress import Pass, Progress
from grader.learner.workspace import Workspace
from grader.source import read_source
from grader.verdict import FileProblem


class Standing(StrEnum):
    """One word for an exercise."""

    NEW = "new"  # no file, or still the stub
    STARTED = "started"
    PASSED = "passed"
    CHANGED = "changed"  # passed, and since then the file or the exercise is another


@dataclass(frozen=True)
class Place:
    """One exercise of one learner.

    Attributes:
        file: Where its file is, or would be.
        points: What a pass brought; 0 before.
        seed: Of the inputs it passed with.
        changed: What is not as it was when it passed: "file", "exercise".
        gave_up: Its solution was shown before it had passed.
        hints: How many hints were shown.
    """

    exercise: Exercise
    file: Path
    standing: Standing
    points: float = 0.0
    seed: int = 0
    changed: tuple[str, ...] = ()
    gave_up: bool = False
    hints: int = 0


def places(course: Course, workspace: Workspace, progress: Progress) -> tuple[Place, ...]:
    """Return where every exercise of the course stands in a workspace."""
    return tuple(_place(course, exercise, workspace, progress) for exercise in course.exercises)


def untouched(course: Course) -> tuple[Place, ...]:
    """Return the exercises as they stand before anything has begun."""
    return tuple(Place(one, Path(f"{one.name}.py"), Standing.NEW) for one in course.exercises)


def next_place(all_places: Iterable[Place], after: str = "") -> Place | None:
    """Return the first exercise that has not passed, if need be from the beginning.

    Args:
        all_places: In the order of the course.
        after: Look behind this exercise first.
    """
    listed = list(all_places)
    names = [one.exercise.name for one in listed]
    turn = names.index(after) + 1 if after else 0
    ordered = [*listed[turn:], *listed[: max(0, turn - 1)]]
    return next((one for one in ordered if one.standing in (Standing.NEW, Standing.STARTED)), None)


def _place(course: Course, exercise: Exercise, workspace: Workspace, progress: Progress) -> Place:
    record, file = progress.record(exercise.name), workspace.file(exercise.name)
    source = read_source(file)
    gave_up, hints = record.gave_up is not None, sum(record.hints.values())
    if record.passed is None:
        standing = Standing.NEW if _untouched(course, exercise.name, source) else Standing.STARTED
        return Place(exercise, file, standing, gave_up=gave_up, hints=hints)
    changed = tuple(_changes(course, exercise.name, source, record.passed))
    standing = Standing.CHANGED if changed else Standing.PASSED
    passed = record.passed
    return Place(exercise, file, standing, passed.points, passed.seed, changed, gave_up, hints)


def _untouched(course: Course, name: str, source: bytes | FileProblem) -> bool:
    if isinstance(source, FileProblem):
        return source.kind in ("no_such_file", "empty_file")
    return source == course.stub(name).read_bytes()


def _changes(course: Course, name: str, source: bytes | FileProblem, passed: Pass) -> Iterator[str]:
    if isinstance(source, FileProblem) or digest(source) != passed.file:
        yield "file"
    if exercise_digest(course, name) != passed.exercise:
        yield "exercise"
