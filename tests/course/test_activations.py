"""The solution of `activations` against autograd, mpmath and the laws that slopes obey."""

from __future__ import annotations

import mpmath
import numpy as np
import pytest
import torch

from grader.course.find import course_root
from grader.course.load import load_course, load_solution
from grader.numeric.compare import TANH_PRIME_SLACK, first_difference

solution = load_solution(load_course(course_root()), "activations")

FUNCTIONS = ("tanh_derivative", "sigmoid_derivative", "relu_derivative", "leaky_relu_derivative")
SHAPES = ((), (1,), (7,), (0,), (3, 4), (2, 3, 4), (2, 0, 3))
# From numbers whose square is lost beside 1, over the knees, to where exp overflows.
LADDER = np.array([1e-200, 1e-12, 1e-3, 0.5, 1.0, 2.0, 3.0, 5.0, 10.0, 17.0, 25.0, 40.0, 200.0, 709.0, 710.0, 1000.0])
EVERYWHERE = np.concatenate([-LADDER[::-1], [0.0, -0.0], LADDER])


def by_autograd(function, z):
    """The slope of an element-wise function, by torch in float64."""
    leaf = torch.tensor(z, dtype=torch.float64, requires_grad=True)
    function(leaf).sum().backward()
    return leaf.grad.numpy()


def agree(got, want, floor=0.0):
    return first_difference(np.asarray(got), np.asarray(want), each=True, floor=floor, limit=1e-12) is None


# Laws


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_slope_has_the_shape_of_z(name, shape):
    z = np.random.default_rng(len(shape)).standard_normal(shape)

    assert np.shape(getattr(solution, name)(z)) == shape


@pytest.mark.parametrize("z", [0.0, -0.0, 2, -3, 0.5, -1000.0, 1000])
@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_number_gives_what_an_array_of_it_gives(name, z):
    function = getattr(solution, name)

    assert np.shape(function(z)) == ()
    assert float(function(z)) == function(np.array([float(z)]))[0]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_entry_stands_for_itself(name):
    function = getattr(solution, name)
    z = np.random.default_rng(5).uniform(-20, 20, (4, 5))

    assert np.array_equal(function(z)[::-1, ::-1], function(z[::-1, ::-1]))
    assert np.array_equal(function(z.T), function(z).T)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_z_is_left_as_it_was(name):
    z = EVERYWHERE.copy()

    getattr(solution, name)(z)

    assert z.tobytes() == EVERYWHERE.tobytes()


@pytest.mark.parametrize("name", ["tanh_derivative", "sigmoid_derivative"])
def test_the_slope_of_an_odd_function_is_even(name):
    function = getattr(solution, name)

    assert np.array_equal(function(EVERYWHERE), function(-EVERYWHERE))


def test_the_sigmoid_is_a_tanh_of_half_the_argument():
    """sigmoid(z) = (1 + tanh(z / 2)) / 2, so that its slope is a quarter of tanh's at half of z."""
    z = np.linspace(-20, 20, 401)

    assert agree(4 * solution.sigmoid_derivative(z), solution.tanh_derivative(z / 2), floor=TANH_PRIME_SLACK)


def test_the_peaks_are_one_and_a_quarter_and_lie_at_zero():
    z = np.linspace(-8, 8, 1601)
    tanh, sigmoid = solution.tanh_derivative(z), solution.sigmoid_derivative(z)

    assert (z[tanh.argmax()], tanh.max()) == (0.0, 1.0)
    assert (z[sigmoid.argmax()], sigmoid.max()) == (0.0, 0.25)


@pytest.mark.parametrize("name", ["tanh_derivative", "sigmoid_derivative"])
def test_the_slope_falls_all_the_way_out(name):
    out = getattr(solution, name)(np.linspace(0, 17, 300))

    assert np.all(np.diff(out) < 0)
    assert np.all(out > 0)


@pytest.mark.parametrize(("name", "rise"), [("tanh_derivative", 2.0), ("sigmoid_derivative", 1.0)])
def test_a_slope_adds_up_to_the_rise(name, rise):
    """The trapezoid rule is exact to all digits for a smooth bump that is flat at both ends."""
    z = np.linspace(-50, 50, 2001)

    assert agree(np.trapezoid(getattr(solution, name)(z), z), rise)


# Oracles


def test_tanh_agrees_with_mpmath_up_to_its_own_rounding():
    with mpmath.workdps(60):
        want = [float(mpmath.sech(mpmath.mpf(one)) ** 2) for one in EVERYWHERE.tolist()]

    assert agree(solution.tanh_derivative(EVERYWHERE), want, floor=TANH_PRIME_SLACK)


def test_the_sigmoid_agrees_with_mpmath_in_every_digit_down_to_the_end_of_float64():
    z = EVERYWHERE[np.abs(EVERYWHERE) < 650]
    with mpmath.workdps(60):
        want = [float(1 / (2 + mpmath.exp(one) + mpmath.exp(-one))) for one in map(mpmath.mpf, z.tolist())]

    assert agree(solution.sigmoid_derivative(z), want)


def test_smooth_slopes_agree_with_autograd():
    z = np.random.default_rng(1).uniform(-6, 6, (5, 7))

    assert agree(solution.tanh_derivative(z), by_autograd(torch.tanh, z), floor=TANH_PRIME_SLACK)
    assert agree(solution.sigmoid_derivative(z), by_autograd(torch.sigmoid, z), floor=TANH_PRIME_SLACK)


@pytest.mark.parametrize("slope", [0.01, 0.2, 0.0, 1.0])
def test_rectifiers_agree_with_autograd_at_zero_too(slope):
    def leaky(leaf):
        return torch.nn.functional.leaky_relu(leaf, slope)

    assert np.array_equal(solution.relu_derivative(EVERYWHERE), by_autograd(torch.relu, EVERYWHERE))
    assert np.array_equal(solution.leaky_relu_derivative(EVERYWHERE, slope), by_autograd(leaky, EVERYWHERE))


# Edges


def test_the_sigmoid_warns_nowhere_up_to_1000():
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        slopes = solution.sigmoid_derivative(np.concatenate([EVERYWHERE, np.linspace(-1000, 1000, 4001)]))

    assert np.all(np.isfinite(slopes))
    assert np.all(slopes >= 0)


def test_both_zeros_belong_to_the_negative_side():
    zeros = np.array([0.0, -0.0])

    assert solution.relu_derivative(zeros).tolist() == [0.0, 0.0]
    assert solution.leaky_relu_derivative(zeros).tolist() == [0.01, 0.01]
    assert solution.leaky_relu_derivative(zeros, 0.3).tolist() == [0.3, 0.3]


def test_the_smallest_positive_number_is_positive():
    smallest = np.nextafter(0.0, 1.0)

    assert solution.relu_derivative(smallest) == 1.0
    assert solution.relu_derivative(-smallest) == 0.0


def test_a_whole_number_does_not_cut_the_slope_off():
    assert solution.leaky_relu_derivative(-2) == 0.01
    assert solution.leaky_relu_derivative(np.array([3, -3])).tolist() == [1.0, 0.01]


# The lesson's numbers


@pytest.mark.parametrize(
    ("z", "slope"), [(0, "1"), (2, "0.0707"), (5, "0.000182"), (3, "0.00987"), (17, "6.88e-15"), (20, "0")]
)
def test_the_numbers_of_the_lesson_are_its_functions_values(z, slope):
    assert f"{float(solution.tanh_derivative(z)):.3g}" == slope


def test_ten_steps_at_two_leave_3e_12_and_ten_best_sigmoids_less_than_a_millionth():
    assert f"{float(solution.tanh_derivative(2)) ** 10:.0e}" == "3e-12"
    assert float(solution.sigmoid_derivative(0)) ** 10 < 1e-6


def test_at_20_the_true_slope_is_lost_to_rounding():
    assert mpmath.nstr(mpmath.sech(20) ** 2, 2) == "1.7e-17"
    assert solution.tanh_derivative(20.0) == 0.0
