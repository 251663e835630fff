"""What is to be graded, on which terms, and what came of it: what a run and its workers say to each other."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Task:
    exercise: str
    sha256: str
    source: bytes


@dataclass(frozen=True)
class Terms:
    course: Path
    seed: int
    confirm_seed: int | None
    trusted: bool


@dataclass(frozen=True)
class Graded:
    task: Task
    record: dict[str, Any]
    confirmed: dict[str, Any] | None
    tier: str
    limits: dict[str, Any]
    attempts: int
    wall_seconds: float
