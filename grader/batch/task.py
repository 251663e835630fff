"""What a run consists of: tasks, the terms they share, and what comes of each. Frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Task:
    """One content of one exercise, to be graded once.

    Attributes:
        exercise: Its name in the course.
        sha256: Of the file as it was handed in.
        source: Python.
    """

    exercise: str
    sha256: str
    source: bytes


@dataclass(frozen=True)
class Terms:
    """What all results of a run have in common.

    Attributes:
        course: Root of the course.
        seed: Changes every generated input.
        confirm_seed: Every file is graded with this seed, too; None for once only.
        trusted: Files are run even where nothing confines them (tier 0).
    """

    course: Path
    seed: int
    confirm_seed: int | None = None
    trusted: bool = False


@dataclass(frozen=True)
class Graded:
    """What came of a task.

    Attributes:
        task: The task.
        record: The file's result as `check --format json` has it, with the run's seed.
        confirmed: The same with the second seed; None when nobody asked for one, or when it was never reached.
        tier: How confined it was (grader.sandbox.tiers); "" when no process came up for it.
        limits: What it was allowed: fields of grader.sandbox.limits.Limits.
        attempts: 2 when the first one failed for a reason of ours.
        wall_seconds: Of the last attempt, with both seeds.
    """

    task: Task
    record: dict[str, Any]
    confirmed: dict[str, Any] | None
    tier: str
    limits: dict[str, Any]
    attempts: int
    wall_seconds: float
