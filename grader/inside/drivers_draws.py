"""Driver of `initialisation`: dozens of matrices in one call. The way here and back takes 0.1 ms a call."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

FAR = 1 << 64  # further than any function draws


def drawn(function: Callable[..., Any], *arguments: Any) -> Any:
    """Return what `count` calls of function(*size, rng) return; as one array when they are arrays that are alike.

    Args:
        function: The learner's.
        arguments: *size, rng, count. Between two calls rng goes far on: a function that draws from a copy of it, and
            leaves it where it was, does not get the same numbers twice.
    """
    *size, rng, count = arguments
    draws = []
    for _ in range(count):
        draws.append(function(*size, rng))
        rng.bit_generator.advance(FAR)
    return np.array(draws) if _alike(draws) else draws


def _alike(draws: list[Any]) -> bool:
    first = draws[0]
    return type(first) is np.ndarray and all(
        type(one) is np.ndarray and one.shape == first.shape and one.dtype == first.dtype for one in draws
    )


DRIVERS: dict[str, Callable[..., Any]] = {"drawn": drawn}
