"""Calls that need what cannot travel: modules, parameters, a trained model. Built from arrays, around a function.

A driver takes the learner's function and a call's arguments, builds what the function needs, and returns plain arrays,
numbers and texts: what came back, and what it left behind. These are facts. What counts is decided outside.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from grader.inside import drivers_diagnosis, drivers_memory

DRIVERS: dict[str, Callable[..., Any]] = {**drivers_diagnosis.DRIVERS, **drivers_memory.DRIVERS}
