"""Calls that need what cannot travel: modules, parameters, a trained model. Built from arrays, around a function."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

DRIVERS: dict[str, Callable[..., Any]] = {}
