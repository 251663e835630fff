"""`gru`: one step, unit by unit, and the four paths of its Jacobian."""

from __future__ import annotations

from typing import Any

import numpy as np

from grader.checks.check import HARDER_VALUES, Case, Subject
from grader.checks.rungs import agrees, answers, leaves_arguments
from grader.numeric.cases import contraction, dense
from grader.numeric.compare import TANH_PRIME_SLACK

Array = np.ndarray
Arguments = tuple[Any, ...]

_GATE_SLACK = 4 * float(np.finfo(np.float64).eps)  # 0.5 + 0.5 tanh(a/2) knows a closed gate to an ulp of 1, no better


# Inputs


def _step(rng: np.random.Generator, D: int, H: int) -> Arguments:
    """(x, h_prev, W_x, W_h, b_x, b_h): three different blocks, and two biases that are neither 0 nor alike."""
    W_h = np.vstack([contraction(rng, H, norm) for norm in (1.4, 1.1, 1.7)])
    h_prev = 0.8 * np.tanh(dense(rng, H))
    x, W_x = dense(rng, D, scale=0.7), dense(rng, 3 * H, D, scale=0.5)
    return x, h_prev, W_x, W_h, dense(rng, 3 * H, scale=0.4), dense(rng, 3 * H, scale=0.6)


def _one_unit(rng: np.random.Generator) -> Arguments:
    """One unit whose terms all have one sign: a sum near 0 would cost float32 its digits, with nothing beside it."""
    D, sign = 3, rng.choice([-1.0, 1.0])
    x, h_prev = sign * rng.uniform(0.2, 0.8, D), sign * rng.uniform(0.3, 0.9, 1)
    W_x, W_h = rng.uniform(0.1, 0.5, (3, D)), rng.uniform(0.4, 0.9, (3, 1))
    # The update gate opens when n is larger than h_prev and r adds to n: every path of the Jacobian has the same sign.
    n_is_ahead = sign * np.array([0.1, -0.2, 1.2])
    W_h[1] *= -sign
    W_h[0] *= sign
    return x, h_prev, W_x, W_h, n_is_ahead + sign * rng.uniform(0.0, 0.2, 3), sign * rng.uniform(0.2, 0.6, 3)


def _pushed(rng: np.random.Generator, z: float) -> Arguments:
    """As `_step`, with every update gate at exactly `z` and reset gates at both ends; exp(900) is no float64."""
    x, h_prev, W_x, W_h, b_x, b_h = _step(rng, 3, 6)
    r_bias, z_bias, _ = b_x.reshape(3, 6)  # views: what is set here is set in b_x
    r_bias[:4] = [900, -900, 900, -900]
    z_bias[:] = 900 if z else -900
    return x, h_prev, W_x, W_h, b_x, b_h


def _nearly_shut(rng: np.random.Generator) -> Arguments:
    """As `_step`, with z near 1e-6 and n within 1e-6 of ±1: a Jacobian whose entries are near 1e-6."""
    x, h_prev, W_x, W_h, b_x, b_h = _step(rng, 3, 5)
    x_part = (W_x @ x).reshape(3, 5)
    _, z_bias, n_bias = b_x.reshape(3, 5)  # views
    z_bias[:] = -rng.uniform(13, 14, 5) - x_part[1]
    n_bias[:] = rng.uniform(7, 8, 5) * rng.choice([-1, 1], 5) - x_part[2]
    return x, h_prev, W_x, W_h, b_x, b_h


def _jacobian_slack(x: Array, h_prev: Array, W_x: Array, W_h: Array, b_x: Array, b_h: Array) -> Array:
    """4 ulp for z on the diagonal and where it meets W_hz, 8 ulp for 1 - n**2, through the weights behind it."""
    H = len(h_prev)
    W_r, W_z, W_n = np.abs(W_h).reshape(3, H, H)
    bracket = np.abs(W_h[2 * H :] @ h_prev + b_h[2 * H :])[:, np.newaxis]
    slack = _GATE_SLACK * (np.eye(H) + (np.abs(h_prev)[:, np.newaxis] + 1) * W_z)
    return np.asarray(slack + TANH_PRIME_SLACK * (W_n + bracket * W_r / 4))


# gru_step

STEP = Subject("gru_step", ("h",))
NARROW = Case("more units than inputs", lambda rng: _step(rng, 3, 5))
WIDE = Case("more inputs than units", lambda rng: _step(rng, 6, 4))
EDGES = (Case("one hidden unit", _one_unit), Case("one input", lambda rng: _step(rng, 1, 4)))
ENDS = (
    Case("z at exactly 1", lambda rng: _pushed(rng, 1)),
    Case("z at exactly 0", lambda rng: _pushed(rng, 0)),
)

# gru_step_jacobian

JACOBIAN = Subject("gru_step_jacobian", ("J",), floor=_jacobian_slack)
SHUT = Case("gates nearly shut", _nearly_shut)

CHECKS = (
    answers(STEP, NARROW, id="gru.step_returns", points=0.5),
    agrees(STEP, (NARROW, WIDE), id="gru.step_matches", title="every unit agrees", points=3),
    agrees(
        STEP,
        EDGES,
        rung=HARDER_VALUES,
        id="gru.step_edges",
        title="one hidden unit and one input work",
        points=0.5,
    ),
    agrees(
        STEP,
        (*ENDS, NARROW),
        rung=HARDER_VALUES,
        id="gru.step_saturated",
        title="the state is kept at z = 1 and replaced at z = 0",
        points=1,
    ),
    leaves_arguments(STEP, NARROW, id="gru.step_leaves_arguments", points=0.5),
    answers(JACOBIAN, NARROW, id="gru.jacobian_returns", points=0.5),
    agrees(
        JACOBIAN,
        (NARROW, WIDE),
        id="gru.jacobian_matches",
        title="every entry agrees, by row and column",
        points=3.5,
    ),
    agrees(
        JACOBIAN,
        (*EDGES, *ENDS),
        rung=HARDER_VALUES,
        id="gru.jacobian_edges",
        title="one unit and one input work, and z = 1 gives the identity",
        points=1,
    ),
    agrees(
        JACOBIAN,
        (SHUT, NARROW),
        rung=HARDER_VALUES,
        id="gru.jacobian_small",
        title="every entry agrees where they are near 1e-6",
        points=1,
    ),
    leaves_arguments(JACOBIAN, NARROW, id="gru.jacobian_leaves_arguments", points=0.5),
)
