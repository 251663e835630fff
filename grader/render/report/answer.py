"""One student's answer to one exercise, as a report tells it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from grader.record import Record


@dataclass(frozen=True)
class Answer:
    """One answer.

    Attributes:
        record: What grading found; None when there is no result.
        attempted: When it was handed in, ISO 8601; "" where nobody said.
        late: It came after it was due.
        broken: We failed to obtain a verdict somewhere.
        unstable: The verdict changes with the seed.
        sha256: Of the file as it was handed in.
        origin: Where it was found.
        trace: What makes the same result again: seed, course version, tier, limits.
    """

    exercise: str
    record: Record | None
    attempted: str
    late: bool
    broken: bool
    unstable: bool
    sha256: str
    origin: str
    trace: Mapping[str, Any]

    @property
    def state(self) -> str:
        """One word: passed, short, ungraded, or none when there is no result."""
        if self.record is None:
            return "none"
        if self.broken or self.unstable:
            return "ungraded"
        return "passed" if self.record["passed"] else "short"
