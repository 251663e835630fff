"""What a learner has passed, asked and given up, by the exercise's name: values, and how they change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime


@dataclass(frozen=True)
class Pass:
    """One exercise, passed.

    Attributes:
        when: The first time, with its zone.
        points: What it brought.
        seed: Of the inputs it passed with.
        file: SHA-256 of the file that passed.
        exercise: SHA-256 of the solution and checks as they were.
    """

    when: datetime
    points: float
    seed: int
    file: str
    exercise: str


@dataclass(frozen=True)
class Stuck:
    """The first check that fell short the last time, and the question its likeliest misconception asks."""

    check: str
    function: str
    title: str = ""
    question: str = ""


@dataclass(frozen=True)
class Record:
    """What is known of one exercise.

    Attributes:
        passed: How it passed, if it did.
        stuck: What fell short the last time; None after a pass.
        hints: The highest level of hint that was shown, by function.
        gave_up: When its solution was shown before it had passed.
    """

    passed: Pass | None = None
    stuck: Stuck | None = None
    hints: Mapping[str, int] = field(default_factory=dict)
    gave_up: datetime | None = None


NOTHING = Record()


@dataclass(frozen=True)
class Progress:
    """All of a workspace. Names that this course does not know stay: an exercise may come back.

    Attributes:
        last: The exercise that was graded last.
    """

    records: Mapping[str, Record] = field(default_factory=dict)
    last: str = ""

    def record(self, exercise: str) -> Record:
        """What is known of an exercise."""
        return self.records.get(exercise, NOTHING)

    def with_record(self, exercise: str, record: Record) -> Progress:
        """The same with another record of one exercise."""
        return replace(self, records={**self.records, exercise: record})


def with_pass(progress: Progress, exercise: str, passed: Pass) -> Progress:
    """Return the progress after a pass; the day of the first one stays."""
    before = progress.record(exercise)
    if before.passed is not None:
        passed = replace(passed, when=before.passed.when)
    changed = replace(before, passed=passed, stuck=None)
    return replace(progress.with_record(exercise, changed), last=exercise)


def with_stuck(progress: Progress, exercise: str, stuck: Stuck | None) -> Progress:
    """Return the progress after a verdict that fell short. An earlier pass stays: `grader verify` takes it back."""
    return replace(progress.with_record(exercise, replace(progress.record(exercise), stuck=stuck)), last=exercise)


def without_pass(progress: Progress, exercise: str) -> Progress:
    """Return the progress after a pass was found not to hold, or was undone."""
    return progress.with_record(exercise, replace(progress.record(exercise), passed=None, stuck=None))


def with_hint(progress: Progress, exercise: str, function: str, level: int) -> Progress:
    """Return the progress after a hint was shown."""
    before = progress.record(exercise)
    hints = {**before.hints, function: max(level, before.hints.get(function, 0))}
    return progress.with_record(exercise, replace(before, hints=hints))


def with_solution_shown(progress: Progress, exercise: str, when: datetime) -> Progress:
    """Return the progress after a solution was shown to somebody who had not passed; the first time counts."""
    before = progress.record(exercise)
    return progress.with_record(exercise, replace(before, gave_up=before.gave_up or when))
