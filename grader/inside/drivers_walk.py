"""Driver of `lstm`: a walk back through many steps in one call. One step at a time, its way here and back took 8 ms."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

Array = np.ndarray


def walked_back(
    function: Callable[..., Any],
    dh: Array,
    dc: Array,
    xs: Array,
    hs: Array,
    cs: Array,
    next_cs: Array,
    gates: Array,
    W_x: Array,
    W_h: Array,
) -> Array:
    """Return dx of every step, (T, D): dh_prev and dc_prev of a step are dh and dc of the one before.

    Args:
        function: The learner's `lstm_step_backward`.
        dh: What the loss sends back to the last step's h, (H,).
        dc: What it sends back to the last step's c, (H,).
        xs: Inputs, (T, D).
        hs: The states before each step, (T, H).
        cs: The cells before each step, (T, H).
        next_cs: The cells after each step, (T, H).
        gates: (T, 4, H).
        W_x: (4H, D).
        W_h: (4H, H).
    """
    dxs = []
    for step in reversed(range(len(xs))):
        dx, dh, dc, *_ = function(dh, dc, xs[step], hs[step], cs[step], next_cs[step], gates[step], W_x, W_h)
        dh, dc = np.asarray(dh, np.float64), np.asarray(dc, np.float64)
        dxs.append(dx)
    return np.array(dxs[::-1])


DRIVERS: dict[str, Callable[..., Any]] = {"walked_back": walked_back}
