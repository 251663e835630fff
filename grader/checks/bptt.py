"""`bptt`: four gradients at every lag, finite differences, and what each step contributes."""

from __future__ import annotations

from typing import Any

import numpy as np

from grader.checks.check import HARDER_VALUES, Case, Subject
from grader.checks.rungs import agrees, answers, leaves_arguments, repeats
from grader.numeric.cases import contraction, dense
from grader.wire import ScalarField

Arguments = tuple[Any, ...]


# Inputs


def _states(rng: np.random.Generator, xs: np.ndarray, W_xh: np.ndarray, W_hh: np.ndarray) -> np.ndarray:
    """Run a forward pass from a state that is not 0, with a bias that is not 0."""
    hs = [0.7 * np.tanh(dense(rng, len(W_hh)))]
    b = dense(rng, len(W_hh), scale=0.3)
    for x in xs:
        hs.append(np.tanh(W_xh @ x + W_hh @ hs[-1] + b))
    return np.array(hs)


def _sequence(
    rng: np.random.Generator, T: int, D: int, H: int, norm: float = 1.2, last_only: bool = False
) -> Arguments:
    """(xs, hs, dhs, W_xh, W_hh) of a real forward pass; inputs small enough that no unit saturates."""
    W_xh, W_hh = dense(rng, H, D, scale=0.4), contraction(rng, H, norm)
    xs = dense(rng, T, D, scale=0.6)
    dhs = dense(rng, T, H)
    if last_only:
        dhs[:-1] = 0.0
    return xs, _states(rng, xs, W_xh, W_hh), dhs, W_xh, W_hh


def _louder(xs: np.ndarray, hs: np.ndarray, dhs: np.ndarray, W_xh: np.ndarray, W_hh: np.ndarray) -> Arguments:
    """The same call with upstream gradients that code which clips would clip."""
    return xs, hs, 1e3 * dhs, W_xh, W_hh


def _one_input_per_step(rng: np.random.Generator) -> Arguments:
    """Inputs and states that are non-zero in one place each, a different one at every step.

    Then column t of dW_xh and of dW_hh holds what step t alone contributes, and every lag can be read off. The
    states belong to no forward pass: nothing in bptt's arguments lets it know, and nothing in its formula cares.
    """
    T, D, H = 24, 25, 27
    xs, hs = np.zeros((T, D)), np.zeros((T + 1, H))
    xs[range(T), range(T)] = dense(rng, T)
    hs[range(T + 1), range(T + 1)] = rng.uniform(0.5, 0.9, T + 1) * rng.choice([-1, 1], T + 1)
    dhs = np.zeros((T, H))
    dhs[-1] = dense(rng, H)
    return xs, hs, dhs, dense(rng, H, D, scale=0.3), contraction(rng, H, 0.5)


def _one_unit(rng: np.random.Generator) -> Arguments:
    """One hidden unit whose terms all have one sign: a sum near 0 would cost a right float32 answer its digits."""
    T, D = 5, 3
    xs, dhs, W_xh = np.abs(dense(rng, T, D)), np.abs(dense(rng, T, 1)), np.abs(dense(rng, 1, D))
    return xs, rng.uniform(0.2, 0.8, (T + 1, 1)), dhs, W_xh, rng.uniform(0.4, 0.9, (1, 1))


def _contributions(rng: np.random.Generator, T: int, H: int) -> Arguments:
    xs, hs, dhs, _, W_hh = _sequence(rng, T, 2, H)
    return xs, hs, dense(rng, H) if T == 0 else dhs[-1], W_hh


def _fading_contributions(rng: np.random.Generator) -> Arguments:
    """40 shares that fall to between 1e-15 and 1e-11: gone for np.allclose, and float32 can still square them."""
    T, H = 40, 4
    hs = rng.uniform(0.2, 0.6, (T + 1, H)) * rng.choice([-1, 1], (T + 1, H))
    return dense(rng, T, 2), hs, dense(rng, H), contraction(rng, H, 0.6, spread=0.2)


def _field(rng: np.random.Generator, *shape: int) -> tuple[ScalarField, np.ndarray]:
    """A function with curvature in every direction and between entries, and a point to stand on."""
    parts = (dense(rng, *shape), rng.uniform(0.8, 1.6, shape), dense(rng, *shape, scale=0.3))
    return ScalarField(*parts), dense(rng, *shape)


# bptt

BPTT = Subject("bptt", ("dW_xh", "dW_hh", "db", "dh0"))
DENSE = Case("a loss at every step", lambda rng: _sequence(rng, 6, 3, 5))
LOUD = Case("a loss a thousand times as large", lambda rng: _louder(*_sequence(rng, 5, 4, 6)))
LAST = Case("a loss at the last step only", lambda rng: _sequence(rng, 7, 4, 5, last_only=True))
LAGS = Case("one input per step", _one_input_per_step, {"dW_xh": 1, "dW_hh": 1}, length=24)
LONG = Case("40 steps", lambda rng: _sequence(rng, 40, 2, 4, norm=0.34, last_only=True))
EDGES = (
    Case("no steps", lambda rng: _sequence(rng, 0, 3, 4)),
    Case("one step", lambda rng: _sequence(rng, 1, 3, 4)),
    Case("one hidden unit", _one_unit),
)

# numerical_gradient


def _difference_slack(f: ScalarField, w: np.ndarray, eps: float = 1e-5) -> float:
    """Bound f's own rounding, a few ulp of |f|, divided by the step: what no central difference can avoid."""
    size = float(np.sum(np.abs(f.a)) + np.sum(np.abs(f.c * w)) ** 2)
    return 8 * float(np.finfo(np.float64).eps) * size / eps


DIFFERENCES = Subject("numerical_gradient", ("gradient",), floor=_difference_slack)
MATRIX = Case("the step it has by default", lambda rng: _field(rng, 3, 4))
COARSE = Case("a coarse step of 0.3", lambda rng: (*_field(rng, 2, 5), 0.3))
VECTOR = Case("a vector", lambda rng: (*_field(rng, 6), 1e-3))

# step_contributions

CONTRIBUTIONS = Subject("step_contributions", ("norms",))
PER_STEP = {"norms": 0}
SHORT = Case("6 steps", lambda rng: _contributions(rng, 6, 5), PER_STEP)
FADING = Case("40 steps", _fading_contributions, PER_STEP)
NOTHING = Case("no steps", lambda rng: _contributions(rng, 0, 4), PER_STEP)

# The weights' gradients come first among the values: theirs are the pictures.
CHECKS = (
    answers(BPTT, DENSE, id="bptt.returns_four_gradients", points=1),
    agrees(
        BPTT,
        (DENSE, LAST, LOUD, LAGS),
        output="dW_xh",
        id="bptt.dW_xh_matches",
        title="dW_xh agrees at every lag",
        points=2,
    ),
    agrees(
        BPTT,
        (DENSE, LAST, LOUD, LAGS),
        output="dW_hh",
        id="bptt.dW_hh_matches",
        title="dW_hh agrees at every lag",
        points=3,
    ),
    agrees(BPTT, (DENSE, LAST, LOUD), output="db", id="bptt.db_matches", title="db agrees", points=1),
    agrees(BPTT, (DENSE, LAST, LOUD), output="dh0", id="bptt.dh0_matches", title="dh0 agrees", points=2),
    agrees(
        BPTT,
        (LONG,),
        output="dh0",
        rung=HARDER_VALUES,
        id="bptt.dh0_after_40_steps",
        title="dh0 agrees after 40 steps, below 1e-20",
        points=2,
    ),
    agrees(
        BPTT,
        EDGES,
        rung=HARDER_VALUES,
        id="bptt.edges",
        title="no steps, one step and one hidden unit work",
        points=1,
    ),
    leaves_arguments(BPTT, DENSE, id="bptt.leaves_arguments", points=0.5),
    repeats(BPTT, DENSE, id="bptt.same_twice", points=0.5),
    answers(DIFFERENCES, MATRIX, id="bptt.numerical_gradient_returns", points=0.5),
    agrees(
        DIFFERENCES,
        (MATRIX, COARSE, VECTOR),
        id="bptt.numerical_gradient_matches",
        title="every entry is the central difference",
        points=2.5,
    ),
    leaves_arguments(DIFFERENCES, COARSE, id="bptt.numerical_gradient_leaves_w", points=0.5),
    answers(CONTRIBUTIONS, SHORT, id="bptt.step_contributions_returns", points=0.5),
    agrees(
        CONTRIBUTIONS,
        (SHORT, FADING),
        id="bptt.step_contributions_match",
        title="every step's share agrees, below 1e-10 as well",
        points=2.5,
    ),
    agrees(
        CONTRIBUTIONS,
        (NOTHING,),
        rung=HARDER_VALUES,
        id="bptt.step_contributions_without_steps",
        title="no steps give no entries",
        points=0.5,
    ),
)
