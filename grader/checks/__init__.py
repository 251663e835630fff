"""What is asked of each function: generators that yield calls and end in a finding. One module per exercise.

No process, file, clock or print in here: grader.grade makes the calls in the sandbox, a test makes them in a
plain module.
"""

from __future__ import annotations

from importlib import import_module

from grader.checks.check import Check


def checks_of(exercise: str) -> tuple[Check, ...]:
    """Return an exercise's checks, in the order they are asked."""
    checks: tuple[Check, ...] = import_module(f"{__name__}.{exercise}").CHECKS
    return checks
