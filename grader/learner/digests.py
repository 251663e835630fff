"""Whether a file, or an exercise of the course, is still what it was."""

from __future__ import annotations

import hashlib
from pathlib import Path

from grader.course.model import Course

_CHECKS = Path(__file__).resolve().parent.parent / "checks"


def digest(content: bytes) -> str:
    """Return the SHA-256 of a file's bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def exercise_digest(course: Course, exercise: str) -> str:
    """Return the SHA-256 of what decides a verdict: the solution and the exercise's own checks."""
    parts = (course.solution(exercise), _CHECKS / f"{exercise}.py")
    return digest(b"\0".join(path.read_bytes() if path.is_file() else b"" for path in parts))
