"""`clipping` against torch's own clipping, against sixty digits, and against what clipping means."""

from __future__ import annotations

import math
from typing import Any

import mpmath
import numpy as np
import pytest
import torch
from helpers import rubric_of
from hypothesis import given
from hypothesis import strategies as st

from grader.checks.clipping import BELOW, CLIP_EDGES, TRIANGLE
from grader.course.find import course_root
from grader.course.load import load_course, load_solution
from grader.numeric.cases import dense, generator
from grader.numeric.compare import first_difference

solution = load_solution(load_course(course_root()), "clipping")
global_norm, clip_by_value, clip_by_norm = solution.global_norm, solution.clip_by_value, solution.clip_by_norm

Arrays = list[np.ndarray]
SHAPES = ((), (1,), (5,), (3, 4), (2, 3, 2), (0, 3), (4, 1))


@st.composite
def gradients(draw: st.DrawFn) -> Arrays:
    """Up to four arrays of any shape, single numbers and arrays without entries included."""
    rng = np.random.default_rng(draw(st.integers(0, 10_000)))
    shapes = draw(st.lists(st.sampled_from(SHAPES), max_size=4))
    return [np.asarray(dense(rng, *shape)) for shape in shapes]


def agree(got: Any, want: Any) -> None:
    assert len(got) == len(want)
    for one, other in zip(got, want, strict=True):
        assert first_difference(np.asarray(one), np.asarray(other), limit=1e-13) is None


def close(got: float, want: float) -> bool:
    return abs(got - want) <= 1e-14 * abs(want)


# global_norm


@given(gradients())
def test_the_norm_is_that_of_one_long_vector(grads: Arrays) -> None:
    flat = [float(v) for g in grads for v in g.flat]

    assert close(global_norm(grads), math.hypot(*flat))


@given(gradients(), gradients())
def test_norms_of_two_lists_meet_at_a_right_angle(one: Arrays, other: Arrays) -> None:
    assert close(global_norm(one + other), math.hypot(global_norm(one), global_norm(other)))


@given(gradients(), st.integers(0, 3))
def test_zeros_and_order_do_not_matter(grads: Arrays, more: int) -> None:
    assert close(global_norm([np.zeros((more, 2)), *grads[::-1]]), global_norm(grads))


@pytest.mark.parametrize("size", [1e-140, 1e-100, 1e-30, 1.0, 1e30, 1e120, 1e140])
def test_the_norm_has_its_digits_at_any_size(size: float) -> None:
    grads = [size * dense(np.random.default_rng(1), *shape) for shape in SHAPES]
    with mpmath.workdps(60):
        want = mpmath.sqrt(sum(mpmath.mpf(float(v)) ** 2 for g in grads for v in g.flat))

        assert abs(mpmath.mpf(global_norm(grads)) / want - 1) < 1e-14


def test_an_empty_list_has_the_norm_0_as_a_float() -> None:
    assert global_norm([]) == 0.0
    assert type(global_norm([])) is float
    assert type(global_norm([np.ones((2, 2))])) is float


# clip_by_value


@given(gradients(), st.floats(0, 3))
def test_each_entry_is_the_nearest_number_in_the_interval(grads: Arrays, limit: float) -> None:
    """Inside, not farther than any other number of the interval, and the same again when clipped again."""
    clipped = clip_by_value(grads, limit)
    for g, c in zip(grads, clipped, strict=True):
        assert c.shape == g.shape
        assert (np.abs(c) <= limit).all()
        for other in np.linspace(-limit, limit, 11):
            assert (np.abs(c - g) <= np.abs(other - g)).all()
    agree(clip_by_value(clipped, limit), clipped)


@given(gradients(), st.floats(0.01, 3))
def test_torch_clips_values_alike(grads: Arrays, limit: float) -> None:
    if not grads:
        return  # torch raises
    parameters = [torch.nn.Parameter(torch.zeros(g.shape, dtype=torch.float64)) for g in grads]
    for parameter, g in zip(parameters, grads, strict=True):
        parameter.grad = torch.tensor(g)
    torch.nn.utils.clip_grad_value_(parameters, limit)

    agree(clip_by_value(grads, limit), [parameter.grad.numpy() for parameter in parameters])


def test_clipping_by_value_turns_the_lessons_gradient_to_45_degrees() -> None:
    by_value = clip_by_value([np.array([100.0, 1.0])], 1.0)[0]
    by_norm = clip_by_norm([np.array([100.0, 1.0])], 1.0)[0][0]

    assert by_value.tolist() == [1.0, 1.0]
    assert first_difference(by_norm, np.array([0.99995000375, 0.0099995000375]), limit=1e-11) is None


# clip_by_norm


@given(gradients(), st.floats(0.01, 20))
def test_clipping_never_lengthens_and_never_turns(grads: Arrays, max_norm: float) -> None:
    clipped, norm = clip_by_norm(grads, max_norm)
    factors = [c[g != 0] / g[g != 0] for g, c in zip(grads, clipped, strict=True)]
    factors = np.concatenate([np.ravel(one) for one in [*factors, np.ones(0)]])

    assert close(norm, global_norm(grads))
    assert global_norm(clipped) <= min(norm, max_norm) * (1 + 1e-14)
    if factors.size:
        assert np.ptp(factors) <= 1e-14
        assert close(float(factors[0]), min(1.0, max_norm / norm))


@given(gradients(), st.floats(0.01, 20), st.integers(-110, 120))
def test_clipping_knows_no_unit(grads: Arrays, max_norm: float, power: int) -> None:
    """Measured in units 10**power times smaller, everything comes out that much larger: no epsilon hides."""
    unit = 10.0**power
    clipped, norm = clip_by_norm(grads, max_norm)
    again, scaled = clip_by_norm([unit * g for g in grads], unit * max_norm)

    assert abs(scaled - unit * norm) <= 1e-14 * unit * norm
    agree(again, [unit * c for c in clipped])


@given(gradients(), st.floats(0.01, 20))
def test_torch_clips_norms_alike_but_for_its_epsilon(grads: Arrays, max_norm: float) -> None:
    if not grads:
        return
    parameters = [torch.nn.Parameter(torch.zeros(g.shape, dtype=torch.float64)) for g in grads]
    for parameter, g in zip(parameters, grads, strict=True):
        parameter.grad = torch.tensor(g)
    norm = float(torch.nn.utils.clip_grad_norm_(parameters, max_norm))
    factor = min(1.0, max_norm / (norm + 1e-6))  # what torch multiplied by
    ours, told = clip_by_norm(grads, max_norm)

    assert close(told, norm)
    epsilon = factor / min(1.0, max_norm / norm) if norm else 1.0
    agree([parameter.grad.numpy() for parameter in parameters], [epsilon * one for one in ours])


@pytest.mark.parametrize("size", [1e-100, 1e-30, 1e-9, 1.0, 1e120])
def test_a_long_gradient_gets_exactly_the_length_asked_for(size: float) -> None:
    rng = np.random.default_rng(2)
    grads = [size * dense(rng, 3, 4), size * dense(rng, 5)]
    clipped, _ = clip_by_norm(grads, 0.3 * size)
    with mpmath.workdps(60):
        length = mpmath.sqrt(sum(mpmath.mpf(float(v)) ** 2 for c in clipped for v in c.flat))

        assert abs(length / mpmath.mpf(0.3 * size) - 1) < 1e-14


def test_a_vanished_gradient_stays_what_it_was() -> None:
    """The erratum: clipping does nothing for vanishing."""
    grads = [np.full((3, 3), 1e-35), np.array(-2e-70)]
    clipped, norm = clip_by_norm(grads, 1.0)

    assert [c.tolist() for c in clipped] == [g.tolist() for g in grads]
    assert close(norm, 3e-35)


def test_a_norm_exactly_at_the_threshold_is_not_clipped() -> None:
    clipped, norm = clip_by_norm(TRIANGLE, 7.0)

    assert norm == 7.0
    assert [c.tolist() for c in clipped] == [t.tolist() for t in TRIANGLE]


def test_zeros_and_nothing_at_all_are_not_divided_by() -> None:
    clipped, norm = clip_by_norm([np.zeros((2, 3)), np.zeros(())], 0.1)

    assert norm == 0.0
    assert [c.tolist() for c in clipped] == [[[0.0] * 3] * 2, 0.0]
    assert clip_by_norm([], 0.1) == ([], 0.0)


@pytest.mark.parametrize("max_norm", [0.5, 50.0])
def test_the_list_is_new_and_the_arrays_are_as_they_were(max_norm: float) -> None:
    grads = [dense(np.random.default_rng(3), 3, 4), np.array(4.0)]
    before = [g.tobytes() for g in grads]

    assert clip_by_norm(grads, max_norm)[0] is not grads
    assert clip_by_value(grads, max_norm) is not grads
    global_norm(grads)
    assert [g.tobytes() for g in grads] == before


# The inputs of the checks


@pytest.mark.parametrize("seed", range(5))
def test_the_short_gradient_of_the_checks_is_long_by_wrong_measures(seed: int) -> None:
    """Below the threshold by its norm; above it by the norm's square and by the sum of norms."""
    grads, max_norm = BELOW.make(generator(seed, "clip_by_norm", BELOW.name))

    assert global_norm(grads) < max_norm
    assert global_norm(grads) ** 2 > max_norm
    assert sum(np.linalg.norm(g) for g in grads) > max_norm


def test_the_threshold_is_met_without_rounding() -> None:
    at = next(case for case in CLIP_EDGES if "exactly" in case.name)
    grads, max_norm = at.make(generator(0))

    assert global_norm(grads) == max_norm


def test_the_exercise_is_worth_ten_points() -> None:
    assert sum(check.points for check in rubric_of("clipping").checks) == 10
