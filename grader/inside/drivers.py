"""Calls that need what cannot travel: modules, parameters, a trained model. Built from arrays, around a function.

A driver takes the learner's function and a call's arguments, builds what the function needs, and returns plain arrays,
numbers and texts: what came back, and what it left behind. These are facts. What counts is decided outside.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from grader.inside import drivers_draws, drivers_walk

_OF_NUMPY = {**drivers_draws.DRIVERS, **drivers_walk.DRIVERS}


def driver(name: str) -> Callable[..., Any]:
    """Return one of our drivers."""
    if name in _OF_NUMPY:
        return _OF_NUMPY[name]
    from grader.inside import drivers_diagnosis, drivers_memory  # noqa: PLC0415  torch

    return {**drivers_diagnosis.DRIVERS, **drivers_memory.DRIVERS}[name]
