"""`rnn`: one step, unit by unit, and every state of a sequence in the order they come about."""

from __future__ import annotations

from typing import Any

import numpy as np

from grader.checks.check import HARDER_VALUES, Case, Subject
from grader.checks.rungs import agrees, answers, leaves_arguments, repeats
from grader.numeric.cases import contraction, dense

Arguments = tuple[Any, ...]


# Inputs


def _step(rng: np.random.Generator, D: int, H: int) -> Arguments:
    """(x, h_prev, W_xh, W_hh, b) in tanh's curved part: far enough from 0 to bend, far enough from 1 to tell."""
    h_prev = 0.8 * np.tanh(dense(rng, H))
    weights = dense(rng, H, D, scale=0.5), contraction(rng, H, 1.2)
    return dense(rng, D, scale=0.7), h_prev, *weights, dense(rng, H, scale=0.4)


def _sequence(rng: np.random.Generator, T: int, D: int, H: int, norm: float = 1.2) -> Arguments:
    """(xs, h0, W_xh, W_hh, b), as `_step`."""
    h0 = 0.8 * np.tanh(dense(rng, H))
    weights = dense(rng, H, D, scale=0.5), contraction(rng, H, norm)
    return dense(rng, T, D, scale=0.7), h0, *weights, dense(rng, H, scale=0.4)


def _one_unit(rng: np.random.Generator, *lead: int, D: int = 3) -> Arguments:
    """One unit whose terms all have one sign: with nothing to average over, a sum near 0 would cost float32 its digits.

    `lead` is (T,) for a sequence and empty for a step.
    """
    sign = rng.choice([-1.0, 1.0])
    xs, W_xh = sign * rng.uniform(0.2, 0.9, (*lead, D)), rng.uniform(0.1, 0.5, (1, D))
    h, b = sign * rng.uniform(0.3, 0.9, 1), sign * rng.uniform(0.1, 0.4, 1)
    return xs, h, W_xh, rng.uniform(0.4, 0.9, (1, 1)), b


def _saturated_step(rng: np.random.Generator) -> Arguments:
    """As `_step`, with inputs that push every unit beyond ±800, both signs: exp(800) is no float64 any more."""
    x, h_prev, W_xh, W_hh, b = _step(rng, 3, 6)
    W_xh = np.abs(W_xh) * np.where(np.arange(6) % 2, 1.0, -1.0)[:, np.newaxis]
    x = np.abs(x)
    return 1000 * x / np.abs(W_xh @ x).min(), h_prev, W_xh, W_hh, b


def _saturated_sequence(rng: np.random.Generator) -> Arguments:
    """A step that leaves every unit at its stop, then steps that are ordinary again."""
    x, h0, W_xh, W_hh, b = _saturated_step(rng)
    return np.vstack([x, dense(rng, 3, len(x), scale=0.7)]), h0, W_xh, W_hh, b


# rnn_step

STEP = Subject("rnn_step", ("h",))
DENSE = Case("more units than inputs", lambda rng: _step(rng, 3, 5))
WIDE = Case("more inputs than units", lambda rng: _step(rng, 6, 4))
STEP_EDGES = (
    Case("one hidden unit", lambda rng: _one_unit(rng)),
    Case("one input", lambda rng: _step(rng, 1, 4)),
)
PUSHED = Case("every unit saturated", _saturated_step)

# rnn_forward

FORWARD = Subject("rnn_forward", ("hs",), backward=False)
PER_STEP = {"hs": 0}
SHORT = Case("6 steps", lambda rng: _sequence(rng, 6, 3, 5), PER_STEP)
NARROW = Case("more inputs than units", lambda rng: _sequence(rng, 7, 6, 4), PER_STEP)
# Norm 0.9: an early rounding error cannot grow, so that float32 keeps its digits for 40 steps.
LONG = Case("40 steps", lambda rng: _sequence(rng, 40, 2, 4, norm=0.9), PER_STEP)
EDGES = (
    Case("no steps", lambda rng: _sequence(rng, 0, 3, 4), PER_STEP),
    Case("one step", lambda rng: _sequence(rng, 1, 3, 4), PER_STEP),
    Case("one hidden unit", lambda rng: _one_unit(rng, 5), PER_STEP),
)
STOPPED = Case("every unit saturated at first", _saturated_sequence, PER_STEP)

CHECKS = (
    answers(STEP, DENSE, id="rnn.step_returns", points=0.5),
    agrees(STEP, (DENSE, WIDE), id="rnn.step_matches", title="every unit agrees", points=2.5),
    agrees(
        STEP,
        STEP_EDGES,
        rung=HARDER_VALUES,
        id="rnn.step_edges",
        title="one hidden unit and one input work",
        points=0.5,
    ),
    agrees(
        STEP,
        (PUSHED,),
        rung=HARDER_VALUES,
        id="rnn.step_saturated",
        title="saturated units stand at 1 or -1",
        points=0.5,
    ),
    leaves_arguments(STEP, DENSE, id="rnn.step_leaves_arguments", points=0.5),
    answers(FORWARD, SHORT, id="rnn.forward_returns", points=0.5),
    agrees(
        FORWARD,
        (SHORT, NARROW),
        id="rnn.forward_matches",
        title="every state agrees, h0 first",
        points=2.5,
    ),
    agrees(
        FORWARD,
        (LONG, STOPPED),
        rung=HARDER_VALUES,
        id="rnn.forward_long",
        title="every state agrees over 40 steps, and after saturation",
        points=0.5,
    ),
    agrees(
        FORWARD,
        EDGES,
        rung=HARDER_VALUES,
        id="rnn.forward_edges",
        title="no steps, one step and one hidden unit work",
        points=1,
    ),
    leaves_arguments(FORWARD, SHORT, id="rnn.forward_leaves_arguments", points=0.5),
    repeats(FORWARD, SHORT, id="rnn.forward_same_twice", points=0.5),
)
