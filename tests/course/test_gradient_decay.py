"""The solution of `gradient_decay` against mpmath, autograd through a real chain, and the laws of powers."""

from __future__ import annotations

import math

import mpmath
import numpy as np
import pytest
import torch

from grader.course.find import course_root
from grader.course.load import load_course, load_solution
from grader.numeric.compare import first_difference

solution = load_solution(load_course(course_root()), "gradient_decay")

FACTORS = [(0.9, 0.5), (0.6, 0.7), (1.0, 1.0), (1.3, 0.9), (2, 0.5), (3, 1), (1e-3, 0.5), (0.9999, 1.0)]
LENGTHS = [0, 1, 2, 7, 40, 200]


def agree(got, want, axis=None):
    return first_difference(np.asarray(got), np.asarray(want), axis=axis, limit=1e-12) is None


# Laws


@pytest.mark.parametrize(("a", "b"), FACTORS)
@pytest.mark.parametrize("length", LENGTHS)
def test_the_curve_ends_where_the_decay_arrives(length, a, b):
    curve = solution.decay_curve(length, a, b)

    assert curve.shape == (length + 1,)
    assert curve[0] == 1.0
    assert agree(curve[-1], solution.gradient_decay(length, a, b))


@pytest.mark.parametrize(("a", "b"), FACTORS)
def test_every_step_of_the_curve_multiplies_by_the_same_factor(a, b):
    curve = solution.decay_curve(60, a, b)

    assert agree(curve[1:], curve[:-1] * a * b, axis=0)


@pytest.mark.parametrize(("a", "b"), FACTORS)
def test_two_walks_in_a_row_are_one_long_walk(a, b):
    def decay(length):
        return solution.gradient_decay(length, a, b)

    assert agree(decay(13) * decay(24), decay(37))
    assert agree(decay(5) ** 5, decay(25))


@pytest.mark.parametrize(("a", "b"), FACTORS)
def test_the_two_factors_may_change_places(a, b):
    assert solution.gradient_decay(23, a, b) == solution.gradient_decay(23, b, a)
    assert solution.log10_gradient_decay(23, a, b) == solution.log10_gradient_decay(23, b, a)


@pytest.mark.parametrize("length", [1, 40, 10_000, 10_000_000])
def test_the_logarithm_is_a_straight_line_through_zero(length):
    one = solution.log10_gradient_decay(1, 0.9, 0.5)

    assert agree(solution.log10_gradient_decay(length, 0.9, 0.5), length * one)


@pytest.mark.parametrize("function", ["gradient_decay", "decay_curve", "log10_gradient_decay"])
def test_the_slope_is_one_half_unless_somebody_says_otherwise(function):
    function = getattr(solution, function)

    assert np.array_equal(function(9, 0.8), function(9, 0.8, 0.5))
    assert np.array_equal(function(9, 0.8, tanh_derivative=0.7), function(9, 0.8, 0.7))


# Oracles


@pytest.mark.parametrize(("a", "b"), FACTORS)
@pytest.mark.parametrize("length", LENGTHS)
def test_magnitude_and_logarithm_agree_with_mpmath(length, a, b):
    with mpmath.workdps(50):
        magnitude = (mpmath.mpf(a) * mpmath.mpf(b)) ** length
        exponent = float(mpmath.log10(magnitude))
    log = solution.log10_gradient_decay(length, a, b)

    if magnitude > mpmath.mpf("1e-290"):
        assert agree(solution.gradient_decay(length, a, b), float(magnitude))
    if abs(a * b - 1) > 1e-2 or a * b == 1:  # the logarithm of a number next to 1 is worth fewer digits
        assert agree(log, exponent)


@pytest.mark.parametrize("length", [500, 5000, 10_000])
def test_the_logarithm_outlives_the_magnitude(length):
    with mpmath.workdps(50):
        exponent = float(length * mpmath.log10(mpmath.mpf(0.3) * mpmath.mpf(0.5)))

    assert solution.gradient_decay(length, 0.3, 0.5) == 0.0
    assert agree(solution.log10_gradient_decay(length, 0.3, 0.5), exponent)


def test_the_model_is_a_chain_of_tanh_units_that_all_sit_at_the_same_place():
    """A unit that a bias keeps at tanh(z)**2 = 1/2 has a slope of 1/2 at every step: autograd walks back through it."""
    w, steps = 0.9, 30
    state = torch.tensor(math.sqrt(0.5), dtype=torch.float64, requires_grad=True)
    h = state
    for _ in range(steps):
        h = torch.tanh(w * h + (math.atanh(math.sqrt(0.5)) - w * math.sqrt(0.5)))
    h.backward()

    assert agree(state.grad.numpy(), solution.gradient_decay(steps, w, 0.5))


# The horizon


@pytest.mark.parametrize("factor", [0.0, 1e-300, 1e-3, 0.1, 0.3, 0.45, 0.5, 0.7, 0.9, 0.99, 0.999, 0.9999])
@pytest.mark.parametrize("threshold", [1e-300, 1e-12, 1e-6, 2.0**-20, 0.1, 0.5, 0.999999, 1.0, 1.5, 1e9])
def test_the_horizon_is_the_first_step_below_the_threshold(factor, threshold):
    k = solution.vanishing_horizon(factor, threshold)

    assert type(k) is int
    assert factor**k < threshold
    assert k == 0 or factor ** (k - 1) >= threshold


@pytest.mark.parametrize("seed", range(5))
def test_the_horizon_is_what_counting_gives(seed):
    rng = np.random.default_rng(seed)
    for factor, threshold in zip(
        rng.uniform(0, 0.98, 50).tolist(), (10 ** rng.uniform(-12, 1, 50)).tolist(), strict=True
    ):
        counted = next(k for k in range(3000) if factor**k < threshold)

        assert solution.vanishing_horizon(factor, threshold) == counted


@pytest.mark.parametrize("exponent", range(1, 60))
@pytest.mark.parametrize("base", [1, 2, 3])
def test_a_power_of_two_that_meets_the_threshold_is_not_below_it(base, exponent):
    assert solution.vanishing_horizon(2.0**-base, 2.0 ** (-base * exponent)) == exponent + 1


@pytest.mark.parametrize("factor", [1, 1.0, 1.0000001, 1.5, 1e10])
def test_what_does_not_shrink_has_no_horizon_unless_it_is_below_from_the_start(factor):
    assert solution.vanishing_horizon(factor) is None
    assert solution.vanishing_horizon(factor, 1.0) is None
    assert solution.vanishing_horizon(factor, 1.25) == 0


# Edges


@pytest.mark.parametrize(("a", "b"), [*FACTORS, (0.0, 0.5), (0.9, 0.0), (0, 0)])
def test_no_step_leaves_everything(a, b):
    assert solution.gradient_decay(0, a, b) == 1.0
    assert solution.decay_curve(0, a, b).tolist() == [1.0]
    assert solution.log10_gradient_decay(0, a, b) == 0.0


@pytest.mark.parametrize(("a", "b"), [(0.0, 0.5), (0.9, 0.0), (0, 0)])
def test_a_factor_of_zero_leaves_nothing_after_one_step(a, b):
    assert solution.gradient_decay(3, a, b) == 0.0
    assert solution.decay_curve(3, a, b).tolist() == [1.0, 0.0, 0.0, 0.0]
    assert solution.log10_gradient_decay(3, a, b) == -math.inf
    assert solution.vanishing_horizon(a * b) == 1


def test_whole_numbers_do_not_overflow():
    assert solution.decay_curve(200, 4, 2)[-1] == 8.0**200
    assert solution.gradient_decay(200, 4, 2) == 8.0**200


# The lesson's numbers


@pytest.mark.parametrize(
    ("length", "with_tanh", "without"),
    [
        (10, "3.41e-04", "3.49e-01"),
        (20, "1.16e-07", "1.22e-01"),
        (50, "4.58e-18", "5.15e-03"),
        (100, "2.10e-35", "2.66e-05"),
    ],
)
def test_the_lesson_holds_the_table_that_the_formula_gives(length, with_tanh, without):
    assert f"{solution.gradient_decay(length, 0.9):.2e}" == with_tanh
    assert f"{solution.gradient_decay(length, 0.9, 1.0):.2e}" == without
    assert with_tanh in solution.__doc__
    assert without in solution.__doc__


def test_the_other_table_is_no_power_of_anything():
    """Fifty steps are five times ten: the logarithms of a power would be as 5 to 1."""
    ten, fifty = 3.49e-03, 5.20e-14

    assert f"{ten**5:.1e}" == "5.2e-13"
    assert 9 < ten**5 / fifty < 11


@pytest.mark.parametrize(("factor", "horizon"), [(0.45, 18), (0.9, 132), (0.99, 1375), (0.9999, 138_149)])
def test_the_horizons_of_the_lesson(factor, horizon):
    assert solution.vanishing_horizon(factor) == horizon


def test_ten_thousand_steps_are_3467_decades():
    assert f"{solution.log10_gradient_decay(10_000, 0.9):.1f}" == "-3467.9"


def test_float32_gives_out_after_130_steps_and_float64_before_a_thousand():
    left = np.cumprod(np.full(200, 0.45, dtype=np.float32))

    assert int(np.argmax(left == 0)) + 1 == 130
    assert solution.gradient_decay(1000, 0.9) == 0.0


def test_a_slope_of_one_half_is_a_unit_at_0_88():
    assert f"{math.atanh(math.sqrt(0.5)):.2f}" == "0.88"
