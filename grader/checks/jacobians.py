"""`jacobians`: one step entry by entry, the product in its order, and the norm of a gradient at every state."""

from __future__ import annotations

from typing import Any

import numpy as np

from grader.checks.check import HARDER_VALUES, Case, Subject
from grader.checks.rungs import agrees, answers, leaves_arguments, repeats
from grader.numeric.cases import contraction, dense

Arguments = tuple[Any, ...]


# Inputs


def _state(rng: np.random.Generator, *shape: int) -> np.ndarray:
    """States with slopes from 0.04 to 1: different enough that no two units can be mistaken for one another."""
    return np.asarray(rng.uniform(0.1, 0.98, shape) * rng.choice([-1.0, 1.0], shape))


def _step(rng: np.random.Generator, H: int) -> Arguments:
    return _state(rng, H), contraction(rng, H, 1.3)


def _at_the_stops(rng: np.random.Generator) -> Arguments:
    """Units at 0, at exactly 1 and -1, and two in between."""
    h, W_hh = _step(rng, 5)
    h[:3] = 0.0, 1.0, -1.0
    return rng.permutation(h), W_hh


def _forward(rng: np.random.Generator, T: int, H: int, norm: float = 1.3) -> tuple[np.ndarray, np.ndarray]:
    """(hs, W_hh) of a real forward pass; inputs large enough that the slopes differ from step to step."""
    W_hh = contraction(rng, H, norm)
    hs = [_state(rng, H)]
    for _ in range(T):
        hs.append(np.tanh(W_hh @ hs[-1] + dense(rng, H, scale=0.5)))
    return np.array(hs), W_hh


def _anywhere(rng: np.random.Generator, T: int, H: int, norm: float = 1.3) -> tuple[np.ndarray, np.ndarray]:
    """(hs, W_hh) that belong to no forward pass: nothing in the formulas cares."""
    return _state(rng, T + 1, H), contraction(rng, H, norm)


def _fading(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """40 steps that leave less than 1e-20: W_hh alone shrinks everything by 3 to 4, and the slopes add to it."""
    T, H = 40, 4
    hs = 0.5 * _state(rng, T + 1, H)
    return hs, contraction(rng, H, 0.35, spread=0.3)


def _one_unit(rng: np.random.Generator, T: int) -> tuple[np.ndarray, np.ndarray]:
    return _state(rng, T + 1, 1), dense(rng, 1, 1)


# step_jacobian

STEP = Subject("step_jacobian", ("J",))
DENSE = Case("five units", lambda rng: _step(rng, 5))
OTHER = Case("four units", lambda rng: _step(rng, 4))
STEP_EDGES = (
    Case("units at 0, 1 and -1", _at_the_stops),
    Case("one hidden unit", lambda rng: (_state(rng, 1), dense(rng, 1, 1))),
)

# jacobian_product

PRODUCT = Subject("jacobian_product", ("J",))
MIDDLE = Case("steps in the middle", lambda rng: (*_forward(rng, 8, 5), 2, 6))
WHOLE = Case("the whole sequence", lambda rng: (*_forward(rng, 5, 4), 0, 5))
ARBITRARY = Case("states of no forward pass", lambda rng: (*_anywhere(rng, 7, 6), 1, 4))
EMPTY = (
    Case("start == stop", lambda rng: (*_forward(rng, 6, 4), 3, 3)),
    Case("start == stop == 0", lambda rng: (*_forward(rng, 6, 4), 0, 0)),
    Case("start == stop == T", lambda rng: (*_forward(rng, 6, 4), 6, 6)),
    Case("no steps at all", lambda rng: (*_forward(rng, 0, 5), 0, 0)),
)
PRODUCT_EDGES = (
    Case("one step", lambda rng: (*_forward(rng, 6, 4), 3, 4)),
    Case("one hidden unit", lambda rng: (*_one_unit(rng, 5), 1, 5)),
)
PRODUCT_LONG = Case("40 steps", lambda rng: (*_fading(rng), 0, 40))

# gradient_norms

NORMS = Subject("gradient_norms", ("norms",))
PER_STEP = {"norms": 0}
SHORT = Case("6 steps", lambda rng: (*_forward(rng, 6, 5), dense(rng, 5)), PER_STEP)
LOOSE = Case("states of no forward pass", lambda rng: (*_anywhere(rng, 7, 4), dense(rng, 4)), PER_STEP)
GROWING = Case(
    "a W_hh that makes it grow",
    lambda rng: (0.3 * _state(rng, 11, 4), contraction(rng, 4, 3.0), dense(rng, 4)),
    PER_STEP,
)
# It falls by more than 1e-20 and sets out at 1e5, so that its squares, of which a norm is made, are numbers that
# float32 can hold.
LONG = Case("40 steps", lambda rng: (*_fading(rng), 1e5 * dense(rng, 4)), PER_STEP)
NORMS_EDGES = (
    Case("no steps", lambda rng: (*_forward(rng, 0, 4), dense(rng, 4)), PER_STEP),
    Case("one step", lambda rng: (*_forward(rng, 1, 4), dense(rng, 4)), PER_STEP),
    Case("one hidden unit", lambda rng: (*_one_unit(rng, 5), dense(rng, 1)), PER_STEP),
)

# Harder checks ask an ordinary case once more, at no cost: an idea that fits the edge alone is then not named.
CHECKS = (
    answers(STEP, DENSE, id="jacobians.step_returns", points=0.5),
    agrees(STEP, (DENSE, OTHER), id="jacobians.step_matches", title="every entry agrees", points=2),
    agrees(
        STEP,
        (*STEP_EDGES, DENSE),
        rung=HARDER_VALUES,
        id="jacobians.step_edges",
        title="saturated units and a single one work",
        points=0.5,
    ),
    leaves_arguments(STEP, DENSE, id="jacobians.step_leaves_arguments", points=0.5),
    answers(PRODUCT, MIDDLE, id="jacobians.product_returns", points=0.5),
    agrees(
        PRODUCT,
        (MIDDLE, WHOLE, ARBITRARY),
        id="jacobians.product_matches",
        title="every entry of the product agrees",
        points=2,
    ),
    agrees(
        PRODUCT,
        (*EMPTY, MIDDLE),
        rung=HARDER_VALUES,
        id="jacobians.product_of_nothing",
        title="no steps between start and stop give the identity",
        points=0.5,
    ),
    agrees(
        PRODUCT,
        (*PRODUCT_EDGES, MIDDLE),
        rung=HARDER_VALUES,
        id="jacobians.product_edges",
        title="one step and one hidden unit work",
        points=0.25,
    ),
    agrees(
        PRODUCT,
        (PRODUCT_LONG, MIDDLE),
        rung=HARDER_VALUES,
        id="jacobians.product_over_40_steps",
        title="every entry agrees over 40 steps, below 1e-20",
        points=0.5,
    ),
    answers(NORMS, SHORT, id="jacobians.norms_returns", points=0.5),
    agrees(
        NORMS,
        (SHORT, LOOSE, GROWING),
        id="jacobians.norms_match",
        title="the norm agrees at every state, vanishing or growing",
        points=2,
    ),
    agrees(
        NORMS,
        (LONG, SHORT),
        rung=HARDER_VALUES,
        id="jacobians.norms_over_40_steps",
        title="every norm agrees over 40 steps that leave less than 1e-20",
        points=1,
    ),
    agrees(
        NORMS,
        (*NORMS_EDGES, SHORT),
        rung=HARDER_VALUES,
        id="jacobians.norms_edges",
        title="no steps, one step and one hidden unit work",
        points=0.5,
    ),
    leaves_arguments(NORMS, SHORT, id="jacobians.norms_leave_arguments", points=0.5),
    repeats(NORMS, SHORT, id="jacobians.norms_same_twice", points=0.25),
)
