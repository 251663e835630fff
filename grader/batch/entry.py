"""One answer of one student as the gradebook has it, and what every grade can be traced to."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any


@dataclass(frozen=True)
class Result:
    """What grading a file found, and on which terms.

    Attributes:
        run: The number of the run that made it.
        limits: As in `grader.sandbox.limits.Limits`.
        graded: When, in UTC.
        broken: We failed to obtain it somewhere.
        unstable: The second seed gives other points.
        text: The record as JSON.
    """

    run: int
    grader_version: str
    course_version: str
    seed: int
    confirm_seed: int | None
    tier: str
    limits: dict[str, Any]
    graded: str
    score: float
    max_score: float
    passed: bool
    broken: bool
    unstable: bool
    attempts: int
    text: str

    @cached_property
    def record(self) -> dict[str, Any]:
        """The object of `grader check --format json`."""
        record: dict[str, Any] = json.loads(self.text)
        return record

    @property
    def is_grade(self) -> bool:
        """Whether somebody may be graded by it."""
        return not (self.broken or self.unstable)


@dataclass(frozen=True)
class Entry:
    """One answer.

    Attributes:
        sha256: Of the file as it was handed in.
        origin: Where it was found; `!` leads into an archive.
        attempted: When it was handed in; "" where nobody said.
        current: No newer answer took its place.
        result: The result; None when there is none yet.
    """

    exercise: str
    sha256: str
    filename: str
    origin: str
    attempted: str
    late: bool
    current: bool
    result: Result | None
