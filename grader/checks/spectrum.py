"""`spectrum`: two sizes of a matrix on matrices where they part, the bound, its verdict, and powers that grow first."""

from __future__ import annotations

from typing import Any

import numpy as np

from grader.checks.check import HARDER_VALUES, VALUES, Case, Subject
from grader.checks.rungs import agrees, answers, leaves_arguments, refuses
from grader.numeric.cases import dense

Arguments = tuple[Any, ...]
Array = np.ndarray
Block = float | tuple[float, float]  # a real eigenvalue, or (size, angle) of a complex pair


# Inputs


def _basis(rng: np.random.Generator, n: int) -> Array:
    """Orthonormal columns."""
    return np.linalg.qr(rng.standard_normal((n, n)))[0]


def _with_eigenvalues(rng: np.random.Generator, *blocks: Block, coupling: float = 0.4) -> Array:
    """A dense, non-normal matrix with these eigenvalues: its real Schur form, seen from a random direction.

    Nothing stands below the blocks; what stands above them makes it non-normal, and its norm at least 0.8 coupling.
    """
    sizes = [2 if isinstance(block, tuple) else 1 for block in blocks]
    n = sum(sizes)
    schur = np.triu(coupling * rng.uniform(0.8, 1.2, (n, n)) * rng.choice([-1.0, 1.0], (n, n)), 1)
    for block, end, size in zip(blocks, np.cumsum(sizes), sizes, strict=True):
        schur[end - size : end, end - size : end] = _turn(*block) if isinstance(block, tuple) else block
    basis = _basis(rng, n)
    return np.asarray(basis @ schur @ basis.T)


def _turn(size: float, angle: float) -> Array:
    c, s = np.cos(angle), np.sin(angle)
    return np.asarray(size * np.array([[c, -s], [s, c]]))


def _with_norms(rng: np.random.Generator, *singular: float) -> Array:
    """A dense, non-normal matrix with these singular values."""
    return np.asarray((_basis(rng, len(singular)) * np.array(singular)) @ _basis(rng, len(singular)))


def _nilpotent(rng: np.random.Generator, n: int) -> Array:
    """Strictly triangular, so that every eigenvalue is 0 and the nth power is, too: exactly, in floating point."""
    return np.triu(dense(rng, n, n), 1)


def _negative(rng: np.random.Generator) -> Array:
    """One unit with a negative weight: the smallest matrix whose eigenvalue is not its size."""
    return -rng.uniform(0.6, 0.9, (1, 1))


# spectral_radius

RADIUS = Subject("spectral_radius", ("radius",))
DENSE = Case("a negative eigenvalue in front", lambda rng: (_with_eigenvalues(rng, 0.9, -1.3, (0.7, 1.9), 0.4),))
COMPLEX = Case("a complex pair in front", lambda rng: (_with_eigenvalues(rng, 0.5, (1.2, 2.0), -0.8, 0.7),))
QUARTER = Case("a quarter turn", lambda rng: (_turn(rng.uniform(0.7, 0.95), np.pi / 2),))
# numpy finds a triangular matrix's eigenvalues in the order of its diagonal: the largest is neither first nor last.
TRIANGULAR = Case("a triangular matrix", lambda rng: (np.triu(dense(rng, 3, 3), 1) + np.diag([0.6, -1.1, 0.8]),))
RADIUS_EDGES = (
    Case("one unit", lambda rng: (_negative(rng),)),
    Case("entries near 1e-10", lambda rng: (1e-10 * _with_eigenvalues(rng, 1.1, (0.8, 1.0), -0.6),)),
    Case("a strictly triangular matrix", lambda rng: (_nilpotent(rng, 4),)),
    Case("the zero matrix", lambda rng: (np.zeros((2, 2)),)),
)

# spectral_norm

NORM = Subject("spectral_norm", ("norm",))
STRETCHING = Case("five units", lambda rng: (_with_norms(rng, 1.7, 1.5, 1.1, 0.6, 0.3),))
SHRINKING = Case("a radius below its norm", lambda rng: (_with_eigenvalues(rng, 0.6, (0.7, 1.0), -0.5, coupling=0.8),))
NORM_EDGES = (
    Case("one unit", lambda rng: (_negative(rng),)),
    Case("a quarter turn", lambda rng: (_turn(rng.uniform(0.7, 0.95), np.pi / 2),)),
    Case("a strictly triangular matrix", lambda rng: (_nilpotent(rng, 2),)),
    Case("entries near 1e-10", lambda rng: (1e-10 * _with_norms(rng, 1.2, 0.9, 0.5),)),
    Case("the zero matrix", lambda rng: (np.zeros((3, 3)),)),
)

# rescale_to_radius

RESCALE = Subject("rescale_to_radius", ("rescaled",))
DOWN = Case(
    "a smaller radius", lambda rng: (_with_eigenvalues(rng, 0.9, -1.3, (0.7, 1.9), 0.4), rng.uniform(0.8, 0.95))
)
UP = Case("a larger radius", lambda rng: (_with_eigenvalues(rng, 0.3, (0.6, 2.0), -0.4), rng.uniform(1.1, 1.4)))
RESCALE_EDGES = (
    Case("one unit", lambda rng: (_negative(rng), rng.uniform(1.1, 1.4))),
    Case("a quarter turn", lambda rng: (_turn(rng.uniform(0.7, 0.95), np.pi / 2), 1.0)),
    Case("entries near 1e-10", lambda rng: (1e-10 * _with_eigenvalues(rng, 1.1, (0.8, 1.0), -0.6), 0.9)),
)
HOPELESS = (
    Case("a strictly upper triangular matrix", lambda rng: (_nilpotent(rng, 3), 0.9)),
    Case("a strictly lower triangular matrix", lambda rng: (_nilpotent(rng, 4).T.copy(), 1.2)),
    Case("the zero matrix", lambda rng: (np.zeros((2, 2)), 0.9)),
)

# jacobian_bound

BOUND = Subject("jacobian_bound", ("bound",))
TANH = Case("gamma 1", lambda rng: (_with_eigenvalues(rng, 0.9, (0.8, 1.9), -0.5), 1.0, 7))
SIGMOID = Case("gamma 1/4", lambda rng: (_with_norms(rng, 2.0 + rng.uniform(0, 0.4), 1.3, 0.9, 0.4), 0.25, 12))
BETWEEN = Case("another gamma", lambda rng: (_with_norms(rng, 2.2, 1.9, 1.5, 1.1, 0.7), rng.uniform(0.6, 0.8), 5))
# 25 steps: float32 gets the norm to 2e-7, and the power makes 25 times as much of it.
FADING = Case("25 steps", lambda rng: (_with_norms(rng, rng.uniform(0.4, 0.55), 0.3, 0.2), 0.25, 25))
BOUND_EDGES = (
    Case("no steps", lambda rng: (_with_norms(rng, 1.8, 0.9, 0.4), 0.25, 0)),
    Case("one step", lambda rng: (_with_norms(rng, 1.8, 0.9, 0.4), 0.25, 1)),
    Case("one unit", lambda rng: (_negative(rng), 1.0, 9)),
    Case("a strictly triangular matrix", lambda rng: (_nilpotent(rng, 2), 1.0, 4)),
)

# must_vanish: no matrix is near a tie, and every other criterion errs on one of them


def _one_connection(rng: np.random.Generator) -> Array:
    W_hh = rng.uniform(0.05, 0.12, (5, 5)) * rng.choice([-1.0, 1.0], (5, 5))
    W_hh[0, 1] = 1.5
    return np.asarray(W_hh)


VANISH = Subject("must_vanish", ("must_vanish",))
WEAK = Case("a norm of 0.85", lambda rng: (_with_norms(rng, 0.85, 0.75, 0.7, 0.6, 0.5),))
STRONG = Case("a radius of 2.2", lambda rng: (_with_eigenvalues(rng, 1.4, 2.2, (1.6, 1.2)),))
NEGATIVE = Case("a negative eigenvalue of -1.5", lambda rng: (_with_eigenvalues(rng, -1.5, 0.6, 0.4, 0.5),))
ONE_CONNECTION = Case("one strong connection among weak ones", lambda rng: (_one_connection(rng),))
NON_NORMAL = Case(
    "a radius of 0.7 and a norm above 1", lambda rng: (_with_eigenvalues(rng, 0.7, -0.6, 0.4, coupling=1.6),)
)
TRIANGLE = Case("a radius of 0 and a norm above 1", lambda rng: (np.array([[0.0, rng.uniform(1.5, 2.5)], [0.0, 0.0]]),))
SMALL_ENTRIES = Case("no entry above 0.42", lambda rng: (rng.uniform(0.28, 0.42, (5, 5)),))
ALL_BUT_ONE = Case("one direction that shrinks", lambda rng: (_with_norms(rng, 3.0, 1.7, 0.8),))
FLAT = Case("one direction that all but disappears", lambda rng: (_with_norms(rng, 3.0, 2.5, 0.05),))
WEAK_SIGMOID = Case("a norm of 3 and gamma 1/4", lambda rng: (_with_norms(rng, 3.0, 2.8, 2.5, 2.2, 1.5), 0.25))
WEAKER_SIGMOID = Case("a norm of 0.6 and gamma 1/4", lambda rng: (_with_norms(rng, 0.6, 0.5, 0.4), 0.25))
STRONG_SIGMOID = Case("a norm of 6 and gamma 1/4", lambda rng: (_with_norms(rng, 6.0, 3.0, 0.5), 0.25))
LARGE_GAMMA = Case("a norm of 0.8 and gamma 1.5", lambda rng: (_with_norms(rng, 0.8, 0.7, 0.3), 1.5))
ONE_UNIT = Case("one unit", lambda rng: (_negative(rng), 1.0))
IDENTITY = Case("the identity, which shrinks nothing", lambda rng: (np.eye(3),))  # its norm is 1 to the last bit
WITHOUT_GAMMA = (
    IDENTITY,
    WEAK,
    STRONG,
    NEGATIVE,
    ONE_CONNECTION,
    NON_NORMAL,
    TRIANGLE,
    SMALL_ENTRIES,
    ALL_BUT_ONE,
    FLAT,
)
WITH_GAMMA = (WEAK_SIGMOID, WEAKER_SIGMOID, STRONG_SIGMOID, LARGE_GAMMA, ONE_UNIT)


# transient_growth


def _relay(rng: np.random.Generator) -> Array:
    """Radius 0.8: each direction hands on more to the next than it keeps, and the last one lets go."""
    schur = np.diag([0.8, 0.6, 0.5, 0.4]) + np.diag(rng.uniform(1.2, 1.4, 3), 1)
    basis = _basis(rng, 4)
    return np.asarray(basis @ schur @ basis.T)


GROWTH = Subject("transient_growth", ("norms",), backward=False)
PER_STEP = {"norms": 0}
FIRST = Case("five units", lambda rng: (_with_eigenvalues(rng, 0.9, (0.8, 1.9), -0.5, 0.3), 7), PER_STEP)
HUMP = Case("a radius of 0.8 that grows at first", lambda rng: (_relay(rng), 14), PER_STEP)
GROWING = Case("a radius above 1", lambda rng: (_with_eigenvalues(rng, 1.3, (1.1, 1.0), -0.6), 12), PER_STEP)
VANISHED = Case("30 steps", lambda rng: (_with_eigenvalues(rng, 0.18, -0.15, 0.13, 0.1, coupling=0.1), 30), PER_STEP)
DEFECTIVE = (
    Case("a strictly triangular matrix", lambda rng: (_nilpotent(rng, 5), 8), PER_STEP),
    Case(
        "one eigenvalue twice and one direction for it",
        lambda rng: (np.array([[0.9, rng.uniform(2, 5)], [0.0, 0.9]]), 15),
        PER_STEP,
    ),
)
GROWTH_EDGES = (
    Case("no steps", lambda rng: (_with_norms(rng, 1.8, 0.9, 0.4), 0), PER_STEP),
    Case("one step", lambda rng: (_with_norms(rng, 1.8, 0.9, 0.4), 1), PER_STEP),
    Case("one unit", lambda rng: (_negative(rng), 9), PER_STEP),
    Case("a quarter turn", lambda rng: (_turn(rng.uniform(0.7, 0.95), np.pi / 2), 6), PER_STEP),
    Case("the zero matrix", lambda rng: (np.zeros((3, 3)), 2), PER_STEP),
)

# Harder checks ask an ordinary case once more, at no cost: an idea that fits the edge alone is then not named.
CHECKS = (
    answers(RADIUS, TRIANGULAR, id="spectrum.radius_returns", title="returns a number", points=0.5),
    agrees(
        RADIUS,
        (DENSE, COMPLEX, QUARTER, TRIANGULAR),
        id="spectrum.radius_matches",
        title="the radius agrees, with negative and complex eigenvalues in front",
        points=1.5,
    ),
    agrees(
        RADIUS,
        (*RADIUS_EDGES, DENSE),
        rung=HARDER_VALUES,
        id="spectrum.radius_edges",
        title="one unit, small entries and a radius of 0 work",
        points=0.5,
    ),
    answers(NORM, STRETCHING, id="spectrum.norm_returns", title="returns a number", points=0.5),
    agrees(NORM, (STRETCHING, SHRINKING), id="spectrum.norm_matches", title="the norm agrees", points=1),
    agrees(
        NORM,
        (*NORM_EDGES, STRETCHING),
        rung=HARDER_VALUES,
        id="spectrum.norm_edges",
        title="one unit, turns, triangles, small entries and zeros work",
        points=0.5,
    ),
    answers(RESCALE, DOWN, id="spectrum.rescale_returns", title="returns a matrix of W's shape", points=0.5),
    agrees(RESCALE, (DOWN, UP), id="spectrum.rescale_matches", title="every entry agrees, up and down", points=1),
    agrees(
        RESCALE,
        (*RESCALE_EDGES, DOWN),
        rung=HARDER_VALUES,
        id="spectrum.rescale_edges",
        title="one unit, a turn and small entries are rescaled, too",
        points=0.5,
    ),
    refuses(
        RESCALE,
        HOPELESS,
        "ValueError",
        id="spectrum.rescale_refuses",
        title="raises ValueError when the radius is 0",
        points=1,
    ),
    leaves_arguments(RESCALE, DOWN, id="spectrum.rescale_leaves_W", points=0.5),
    answers(BOUND, TANH, id="spectrum.bound_returns", title="returns a number", points=0.5),
    agrees(BOUND, (TANH, SIGMOID, BETWEEN), id="spectrum.bound_matches", title="the bound agrees", points=1),
    agrees(
        BOUND,
        (FADING, TANH),
        rung=HARDER_VALUES,
        id="spectrum.bound_fades",
        title="the bound agrees over 25 steps, below 1e-20",
        points=0.25,
    ),
    agrees(
        BOUND,
        (*BOUND_EDGES, TANH),
        rung=HARDER_VALUES,
        id="spectrum.bound_edges",
        title="no steps, one step, one unit and a triangle work",
        points=0.5,
    ),
    leaves_arguments(BOUND, SIGMOID, id="spectrum.bound_leaves_W", points=0.25),
    answers(VANISH, WEAK_SIGMOID, id="spectrum.vanish_returns", title="returns True or False", points=0.5),
    agrees(
        VANISH,
        WITHOUT_GAMMA,
        id="spectrum.vanish_decides",
        title="the verdict is right for gamma 1",
        points=0.75,
        rung=VALUES,
    ),
    agrees(
        VANISH,
        (*WITH_GAMMA, *WITHOUT_GAMMA),
        id="spectrum.vanish_decides_with_gamma",
        title="the verdict is right for any gamma",
        points=0.75,
        rung=VALUES,
    ),
    answers(GROWTH, FIRST, id="spectrum.growth_returns", points=0.5),
    agrees(
        GROWTH,
        (FIRST, HUMP, GROWING),
        id="spectrum.growth_matches",
        title="the norm of every power agrees, hump included",
        points=1,
    ),
    agrees(
        GROWTH,
        (VANISHED, FIRST),
        rung=HARDER_VALUES,
        id="spectrum.growth_vanishes",
        title="every norm agrees, below 1e-20 at last",
        points=0.25,
    ),
    agrees(
        GROWTH,
        (*DEFECTIVE, FIRST),
        rung=HARDER_VALUES,
        id="spectrum.growth_of_defective",
        title="matrices with too few eigenvectors work",
        points=0.25,
    ),
    agrees(
        GROWTH,
        (*GROWTH_EDGES, FIRST),
        rung=HARDER_VALUES,
        id="spectrum.growth_edges",
        title="no steps, one step, one unit and zeros work",
        points=0.5,
    ),
)
