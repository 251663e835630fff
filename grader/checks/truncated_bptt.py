"""`truncated_bptt`: four gradients, each lag by itself, on both sides of every cut."""

from __future__ import annotations

from typing import Any

import numpy as np

from grader.checks.check import HARDER_VALUES, Case, Subject
from grader.checks.rungs import agrees, answers, leaves_arguments, refuses, repeats
from grader.numeric.cases import contraction, dense

Arguments = tuple[Any, ...]


# Inputs


def _sequence(
    rng: np.random.Generator,
    T: int,
    D: int,
    H: int,
    window: int,
    norm: float = 1.2,
    losses: slice = slice(None),
    spread: float = 0.5,
) -> Arguments:
    """(xs, hs, dhs, W_xh, W_hh, window) of a real forward pass, from a state and with a bias that are not 0."""
    W_xh, W_hh, b = dense(rng, H, D, scale=0.4), contraction(rng, H, norm, spread), dense(rng, H, scale=0.3)
    xs = dense(rng, T, D, scale=0.6)
    hs = [0.7 * np.tanh(dense(rng, H))]
    for x in xs:
        hs.append(np.tanh(W_xh @ x + W_hh @ hs[-1] + b))
    return xs, np.array(hs), _losses(rng, T, H, losses), W_xh, W_hh, window


def _one_input_per_step(rng: np.random.Generator, window: int, norm: float, losses: slice) -> Arguments:
    """Inputs and states that are non-zero in one place each, a different one at every step.

    Then column t of dW_xh and of dW_hh holds what step t alone contributes: a share that crossed a cut, or was lost
    at one, shows at its step. The states belong to no forward pass, and nothing in the formula cares.
    """
    T, D, H = 24, 25, 27
    xs, hs = np.zeros((T, D)), np.zeros((T + 1, H))
    xs[range(T), range(T)] = dense(rng, T)
    hs[range(T + 1), range(T + 1)] = rng.uniform(0.5, 0.9, T + 1) * rng.choice([-1, 1], T + 1)
    dhs = _losses(rng, T, H, losses)
    return xs, hs, dhs, dense(rng, H, D, scale=0.3), contraction(rng, H, norm), window


def _losses(rng: np.random.Generator, T: int, H: int, where: slice) -> np.ndarray:
    """Direct gradients at some steps, zeros at the others."""
    dhs = np.zeros((T, H))
    dhs[where] = dense(rng, T, H)[where]
    return dhs


def _positive(arguments: Arguments) -> Arguments:
    """The same with positive entries: a sum that is a single number must not cancel, or float32 loses its digits."""
    *arrays, window = arguments
    return *(np.abs(array) for array in arrays), window


EVERY, LAST = slice(None), slice(-1, None)
PER_STEP = {"dW_xh": 1, "dW_hh": 1}

TRUNCATED = Subject("truncated_bptt", ("dW_xh", "dW_hh", "db", "dh0"))
UNEVEN = Case("a last window that is shorter", lambda rng: _sequence(rng, 8, 2, 5, 3))
EVEN = Case("windows that fit", lambda rng: _sequence(rng, 12, 3, 5, 4))
LAGS = Case("one input per step", lambda rng: _one_input_per_step(rng, 7, 0.5, EVERY), PER_STEP, length=24)
LONE_LOSS = Case(
    "one input per step and a loss at the last step only",
    lambda rng: _one_input_per_step(rng, 9, 0.5, LAST),
    PER_STEP,
    length=24,
)
# Inside a window the credit fades from 1 to 1e-8; losses sit on the cuts, where they are easily lost.
CUT_LOSSES = Case(
    "one input per step and losses at the cuts only",
    lambda rng: _one_input_per_step(rng, 8, 0.12, slice(7, None, 8)),
    PER_STEP,
    length=24,
)
FADING = Case(
    "40 steps and the loss at the end of the first window",
    lambda rng: _sequence(rng, 40, 2, 4, 20, norm=0.1, losses=slice(19, 20), spread=0.1),
)
WHOLE = (
    Case("a window of T steps", lambda rng: _sequence(rng, 6, 3, 4, 6)),
    Case("a window longer than T", lambda rng: _sequence(rng, 7, 2, 4, 50)),
)
EDGES = (
    Case("a window of one step", lambda rng: _sequence(rng, 6, 2, 4, 1)),
    Case("no steps", lambda rng: _sequence(rng, 0, 3, 4, 2)),
    Case("one step", lambda rng: _sequence(rng, 1, 3, 4, 2)),
    Case("one hidden unit", lambda rng: _positive(_sequence(rng, 7, 3, 1, 2))),
    Case("a last window of one step", lambda rng: _sequence(rng, 7, 2, 4, 3)),
)
NO_WINDOW = (
    Case("a window of no steps", lambda rng: _sequence(rng, 5, 2, 4, 0)),
    Case("a window of -3 steps", lambda rng: _sequence(rng, 5, 2, 4, -3)),
)

CHECKS = (
    answers(TRUNCATED, UNEVEN, id="truncated_bptt.returns_four_gradients", points=1),
    agrees(TRUNCATED, (UNEVEN, EVEN), output="dh0", id="truncated_bptt.dh0_matches", title="dh0 agrees", points=1.5),
    agrees(TRUNCATED, (UNEVEN, EVEN), output="db", id="truncated_bptt.db_matches", title="db agrees", points=0.5),
    agrees(
        TRUNCATED,
        (UNEVEN, LAGS, LONE_LOSS, CUT_LOSSES),
        output="dW_xh",
        id="truncated_bptt.dW_xh_matches",
        title="dW_xh agrees at every lag, on both sides of each cut",
        points=1.5,
    ),
    agrees(
        TRUNCATED,
        (UNEVEN, LAGS, LONE_LOSS, CUT_LOSSES),
        output="dW_hh",
        id="truncated_bptt.dW_hh_matches",
        title="dW_hh agrees at every lag, on both sides of each cut",
        points=2,
    ),
    agrees(
        TRUNCATED,
        WHOLE,
        rung=HARDER_VALUES,
        id="truncated_bptt.whole_sequence",
        title="a window of T steps or more is full backpropagation",
        points=1,
    ),
    agrees(
        TRUNCATED,
        (FADING, UNEVEN),  # UNEVEN again: an idea that is wrong there does not explain an answer that is right
        rung=HARDER_VALUES,
        id="truncated_bptt.dh0_after_20_steps",
        title="dh0 agrees after a window of 20 steps, below 1e-20",
        points=0.5,
    ),
    agrees(
        TRUNCATED,
        EDGES,
        rung=HARDER_VALUES,
        id="truncated_bptt.edges",
        title="windows of one step, no steps, one step and one hidden unit work",
        points=0.5,
    ),
    refuses(
        TRUNCATED,
        NO_WINDOW,
        "ValueError",
        id="truncated_bptt.refuses_no_window",
        title="a window below 1 is refused with a ValueError",
        points=0.5,
    ),
    leaves_arguments(TRUNCATED, UNEVEN, id="truncated_bptt.leaves_arguments", points=0.5),
    repeats(TRUNCATED, UNEVEN, id="truncated_bptt.same_twice", points=0.5),
)
