"""Wrong ideas as functions: what each computes, and the one question that exposes it. One module per exercise."""

from __future__ import annotations

from importlib import import_module

from grader.misconceptions.misconception import Misconception


def misconceptions_of(exercise: str) -> tuple[Misconception, ...]:
    """Return an exercise's misconceptions in the order they are written: more likely ones first."""
    module = import_module(f"{__name__}.{exercise}")
    return tuple(value for value in vars(module).values() if isinstance(value, Misconception))
