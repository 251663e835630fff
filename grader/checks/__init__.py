"""What is asked of each function: generators that yield calls and end in a finding. One module per exercise.

No process, file, clock or print in here: grader.grade makes the calls in the sandbox, direct.py makes them
here, for files of our own.
"""

from __future__ import annotations

import types
from collections.abc import Callable
from importlib import import_module
from typing import Any

from grader.checks.check import Check


def checks_of(exercise: str) -> tuple[Check, ...]:
    """Return an exercise's checks, in the order they are asked."""
    checks: tuple[Check, ...] = _module(exercise).CHECKS
    return checks


def stand_ins_of(exercise: str) -> dict[str, Callable[..., Any]]:
    """Return what works out the right answers when the solution itself cannot be asked on this side: torch exercises.

    A stand-in takes what its driver takes and is plain numpy, so that grading torch exercises needs no torch here.
    """
    return dict(getattr(_module(exercise), "STAND_INS", {}))


def preloads_of(exercise: str) -> tuple[str, ...]:
    """Return the modules a worker imports before its memory is limited: torch, or nothing."""
    return tuple(getattr(_module(exercise), "PRELOADS", ()))


def limits_of(exercise: str) -> dict[str, Any]:
    """Return what a file may use where it is not the usual: fields of grader.sandbox.limits.Limits by name."""
    return dict(getattr(_module(exercise), "LIMITS", {}))


def _module(exercise: str) -> types.ModuleType:
    return import_module(f"{__name__}.{exercise}")
