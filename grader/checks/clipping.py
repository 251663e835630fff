"""`clipping`: one norm for all arrays, entries into an interval, and one factor that only ever shortens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from grader.checks.check import HARDER_VALUES, Case, Check, Given, Steps, Subject
from grader.checks.rungs import agrees, answers, leaves_arguments
from grader.numeric.cases import dense

Arrays = list[np.ndarray]
SHAPES = ((5,), (3, 4), (2, 3, 2))


# Inputs


def _of_norms(rng: np.random.Generator, *norms: float, shapes: Sequence[tuple[int, ...]] = SHAPES) -> Arrays:
    """Arrays with entries of both signs; each as long as it is told to be."""
    arrays = [dense(rng, *shape) for shape in shapes]
    return [array * (norm / np.linalg.norm(array)) for array, norm in zip(arrays, norms, strict=True)]


def _around(rng: np.random.Generator, limit: float) -> Arrays:
    """Arrays with entries above, below and inside [-limit, limit], in each of them."""
    arrays = [limit * dense(rng, *shape, scale=0.6) for shape in SHAPES]
    for array in arrays:
        array.reshape(-1)[:4] = limit * np.array([2.5, -3.1, 0.4, -0.7]) * rng.uniform(0.9, 1.1, 4)
    return arrays


def _numbers(rng: np.random.Generator) -> Arrays:
    """Single numbers as arrays of shape () beside a vector."""
    return [np.array(3.2), dense(rng, 4), np.array(-0.7)]


def _of_all_sizes(rng: np.random.Generator) -> Arrays:
    """An array for each size, so that each is compared by itself: 1e-25 counts as much as 1000."""
    return [size * dense(rng, 1, 2) for size in (1e-25, 1e-9, 1.0, 1e3)]


# A right triangle in three arrays: 2**2 + 3**2 + 6**2 is 7**2, without rounding.
TRIANGLE = [np.array([[2.0, -3.0, 0.0]]), np.zeros((2, 2)), np.array([-6.0])]
NOTHING = [np.zeros((2, 3)), np.zeros(4), np.zeros(())]


def at_the_ends(double: Check, single: Check) -> Check:
    """Ask `double` of most files and `single` of those that compute in float32, which ends at 1e-38 and 1e38."""

    def steps(given: Given) -> Steps:
        return (single if given.single else double).steps(given)

    return replace(double, steps=steps)


def _sizes(subject: Subject, tiny: float, huge: float, known: Sequence[Case], **told: Any) -> Check:
    """Gradients around `tiny` and `huge`; of two functions it is asked to cut them down to a third.

    The known cases hold when this is asked: an idea that is wrong there does not explain what goes wrong here.
    """

    def case(size: float) -> Case:
        def make(rng: np.random.Generator) -> tuple[Any, ...]:
            grads = _of_norms(rng, 4 * size, 2 * size, size)
            return (grads,) if subject is NORM else (grads, 1.5 * size)

        return Case(f"gradients around {size:g}", make)

    cases = (case(tiny), case(huge), *known)
    return agrees(subject, cases, rung=HARDER_VALUES, title="tiny and huge gradients work", **told)


# global_norm

NORM = Subject("global_norm", ("norm",))
THREE = Case("three arrays of different shapes", lambda rng: (_of_norms(rng, 4.0, 0.9, 2.0),))
ONE = Case("one matrix", lambda rng: (_of_norms(rng, 7.0, shapes=[(4, 6)]),))
SHORT = Case("a norm below 1", lambda rng: (_of_norms(rng, 0.1, 0.25, 0.12),))
NORM_EDGES = (
    Case("an empty list", lambda rng: ([],)),
    Case("zeros", lambda rng: (NOTHING,)),
    Case("single numbers", lambda rng: (_numbers(rng),)),
    Case("negative entries", lambda rng: ([-np.abs(g) for g in _of_norms(rng, 2.0, 1.0, 3.0)],)),
)

# clip_by_value

VALUE = Subject("clip_by_value", ("clipped",))
MIXED = Case("entries on both sides of both limits", lambda rng: (_around(rng, 1.3), 1.3))
INSIDE = Case("no entry beyond the limit", lambda rng: ([0.1 * g for g in _around(rng, 0.8)], 0.8))
FINE = Case("a limit below 1", lambda rng: (_around(rng, 0.02), 0.02))
VALUE_EDGES = (
    Case("an empty list", lambda rng: ([], 1.5)),
    Case("a limit of 0", lambda rng: (_around(rng, 1.0), 0.0)),
    Case("entries exactly at the limit", lambda rng: (TRIANGLE, 3.0)),
    Case("single numbers", lambda rng: (_numbers(rng), 0.9)),
    Case("arrays of very different sizes", lambda rng: (_of_all_sizes(rng), 2.0)),
)

# clip_by_norm

CLIP = Subject("clip_by_norm", ("clipped", "norm"))
ABOVE = Case("a norm above the threshold", lambda rng: (_of_norms(rng, 4.0, 0.9, 2.0), 1.3))
ABOVE_ONE = Case("one matrix above the threshold", lambda rng: (_of_norms(rng, 7.0, shapes=[(4, 6)]), 2.5))
FAR_ABOVE = Case("a norm far above a small threshold", lambda rng: (_of_norms(rng, 1.0, 30.0, 2.0), 0.05))
# 1.5, 1.2 and 0.83 together have the norm 2.1; their sum, and the norm's square, lie above the threshold.
BELOW = Case("a norm below the threshold", lambda rng: (_of_norms(rng, 1.5, 1.2, 0.83), 2.6))
ZEROS = Case("zeros", lambda rng: (NOTHING, 0.5))
WELL_BELOW = Case("a norm well below the threshold", lambda rng: (_of_norms(rng, 0.1, 0.2, 0.15), 0.8))
CLIP_EDGES = (
    Case("an empty list", lambda rng: ([], 1.5)),
    Case("a norm exactly at the threshold", lambda rng: (TRIANGLE, 7.0)),
    Case("single numbers", lambda rng: (_numbers(rng), 1.1)),
    Case("arrays of very different sizes", lambda rng: (_of_all_sizes(rng), 2.0)),
)
# Arrays of one shape, so that a change can be shown as an entry.
CHANGEABLE = Case("two matrices", lambda rng: (_of_norms(rng, 3.0, 0.6, shapes=[(2, 3)] * 2), 1.3))
CHANGEABLE_NORM = Case("two matrices", lambda rng: (_of_norms(rng, 3.0, 0.6, shapes=[(2, 3)] * 2),))
CHANGEABLE_VALUES = Case("two matrices", lambda rng: ([g.reshape(3, 4) for g in _around(rng, 1.3)[1:]], 1.3))

CHECKS = (
    answers(NORM, THREE, id="clipping.global_norm_returns", points=0.5, title="returns one number"),
    agrees(
        NORM,
        (THREE, ONE, SHORT),
        id="clipping.global_norm_matches",
        title="every entry of every array counts",
        points=1,
    ),
    at_the_ends(
        _sizes(NORM, 1e-30, 1e120, (THREE,), id="clipping.global_norm_of_any_size", points=0.25),
        _sizes(NORM, 1e-12, 1e12, (THREE,), id="clipping.global_norm_of_any_size", points=0.25),
    ),
    agrees(
        NORM,
        NORM_EDGES,
        rung=HARDER_VALUES,
        id="clipping.global_norm_edges",
        title="an empty list, zeros, single numbers and negative entries work",
        points=0.5,
    ),
    leaves_arguments(NORM, CHANGEABLE_NORM, id="clipping.global_norm_leaves_arguments", points=0.25),
    answers(
        VALUE, MIXED, id="clipping.by_value_returns", points=0.5, title="returns a list of arrays of the same shapes"
    ),
    agrees(
        VALUE,
        (MIXED, INSIDE, FINE),
        id="clipping.by_value_matches",
        title="each entry is the nearest number in [-limit, limit]",
        points=1,
    ),
    at_the_ends(
        _sizes(VALUE, 1e-30, 1e120, (MIXED, INSIDE), id="clipping.by_value_of_any_size", points=0.25),
        _sizes(VALUE, 1e-12, 1e12, (MIXED, INSIDE), id="clipping.by_value_of_any_size", points=0.25),
    ),
    agrees(
        VALUE,
        VALUE_EDGES,
        rung=HARDER_VALUES,
        id="clipping.by_value_edges",
        title="an empty list, a limit of 0, entries at the limit and single numbers work",
        points=0.5,
    ),
    leaves_arguments(VALUE, CHANGEABLE_VALUES, id="clipping.by_value_leaves_arguments", points=0.5),
    answers(CLIP, ABOVE, id="clipping.by_norm_returns", points=0.5, title="returns a list of arrays and a number"),
    agrees(
        CLIP,
        (ABOVE, ABOVE_ONE, BELOW),
        output="norm",
        id="clipping.by_norm_norm_matches",
        title="norm is the one before clipping",
        points=0.5,
    ),
    agrees(
        CLIP,
        (ABOVE, ABOVE_ONE, FAR_ABOVE),
        output="clipped",
        id="clipping.by_norm_clipped_matches",
        title="long gradients keep their direction and get the length max_norm",
        points=1.5,
    ),
    agrees(
        CLIP,
        (BELOW, WELL_BELOW, ZEROS),
        output="clipped",
        id="clipping.by_norm_leaves_short_ones",
        title="short gradients stay as they are, zeros among them",
        points=1,
    ),
    at_the_ends(
        _sizes(CLIP, 1e-30, 1e120, (ABOVE, BELOW), id="clipping.by_norm_of_any_size", points=0.25),
        _sizes(CLIP, 1e-12, 1e12, (ABOVE, BELOW), id="clipping.by_norm_of_any_size", points=0.25),
    ),
    agrees(
        CLIP,
        CLIP_EDGES,
        rung=HARDER_VALUES,
        id="clipping.by_norm_edges",
        title="an empty list, a norm at the threshold and single numbers work",
        points=0.5,
    ),
    leaves_arguments(CLIP, CHANGEABLE, id="clipping.by_norm_leaves_arguments", points=0.5),
)
