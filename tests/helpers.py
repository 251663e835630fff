"""What tests share: grading a text without a sandbox, in milliseconds, and with one, for real."""

from __future__ import annotations

import functools
import time
from pathlib import Path
from typing import Any

from grader.course.find import course_root
from grader.course.load import load_course
from grader.direct import graded_direct
from grader.grade import Rubric, grade, rubric
from grader.sandbox.launch import start
from grader.sandbox.limits import Limits
from grader.sandbox.session import Session
from grader.verdict import CheckResult, ExerciseResult

ROOT = Path(__file__).resolve().parent.parent
NORMAL_USER: dict[str, Any] = {"user": 65534, "group": 65534, "extra_groups": []}  # for subprocess, by root


@functools.cache
def rubric_of(exercise: str, seed: int = 0) -> Rubric:
    return rubric(load_course(course_root()), exercise, seed)


def grade_plain(source: str, exercise: str, seed: int = 0) -> ExerciseResult:
    """Grade a trusted text in this process."""
    return graded_direct(rubric_of(exercise, seed), source.encode())


def grade_sandboxed(source: bytes | str, exercise: str, seed: int = 0, limits: Limits | None = None) -> ExerciseResult:
    """Grade a text in a real worker."""
    wanted = rubric_of(exercise, seed)
    limits = limits or wanted.limits
    raw = source.encode() if isinstance(source, str) else source
    session = Session(raw, f"{exercise}.py", wanted.functions, limits, lambda: start(limits), wanted.preloads)
    return grade(wanted, raw, f"{exercise}.py", session, time.monotonic)


def check_named(result: ExerciseResult, id: str) -> CheckResult:
    return next(check for check in result.checks if check.id == id)
