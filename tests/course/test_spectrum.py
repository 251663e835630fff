"""Proves solutions/spectrum.py: laws of norms and eigenvalues first, then torch.linalg, closed forms and mpmath."""

import mpmath
import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.course.find import course_root
from grader.course.load import load_course, load_solution
from grader.numeric.cases import contraction, dense, generator
from grader.numeric.compare import first_difference

spectrum = load_solution(load_course(course_root()), "spectrum")

A = np.array([[0.0, -0.9], [0.9, 0.0]])
B = np.array([[0.0, 2.0], [0.0, 0.0]])
C = np.array([[0.9, 5.0], [0.0, 0.9]])
SIZES = [1, 2, 3, 5, 8, 20]
SCALES = [1, 1e-8, 1e-25, 1e-100, 1e60]


def matrix(n, seed=0):
    return dense(generator(seed, "test_spectrum", str(n)), n, n, scale=1 / np.sqrt(n))


def rotation(n, seed=0):
    """A matrix that changes no length."""
    return np.linalg.qr(matrix(n, seed))[0]


def agree(got, want, axis=None):
    """Relative to the whole, or step by step; shapes first."""
    assert np.shape(got) == np.shape(want)
    got, want = np.asarray(got, np.float64), np.asarray(want, np.float64)
    return first_difference(got, want, axis=axis, backward=False) is None


# Laws of the two sizes


@pytest.mark.parametrize("n", SIZES)
@pytest.mark.parametrize("scale", SCALES)
def test_both_sizes_scale_with_the_matrix_and_know_no_sign(n, scale):
    W = matrix(n)

    assert agree(spectrum.spectral_radius(-scale * W), scale * spectrum.spectral_radius(W))
    assert agree(spectrum.spectral_norm(-scale * W), scale * spectrum.spectral_norm(W))


@pytest.mark.parametrize("n", SIZES)
def test_a_transpose_has_the_same_sizes(n):
    W = matrix(n)

    assert agree(spectrum.spectral_radius(W.T), spectrum.spectral_radius(W))
    assert agree(spectrum.spectral_norm(W.T), spectrum.spectral_norm(W))


@pytest.mark.parametrize("n", SIZES)
def test_turning_before_and_after_changes_no_norm_and_turning_there_and_back_no_radius(n):
    W, one, other = matrix(n), rotation(n, 1), rotation(n, 2)

    assert agree(spectrum.spectral_norm(one @ W @ other), spectrum.spectral_norm(W))
    assert agree(spectrum.spectral_radius(one @ W @ one.T), spectrum.spectral_radius(W))


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 8), st.integers(0, 1000))
def test_the_radius_is_never_above_the_norm(n, seed):
    W = matrix(n, seed)

    assert spectrum.spectral_radius(W) <= spectrum.spectral_norm(W) * (1 + 1e-12)


@pytest.mark.parametrize("n", SIZES)
def test_for_a_symmetric_matrix_and_for_a_rotation_the_two_are_one_number(n):
    symmetric = matrix(n) + matrix(n).T

    for W in (symmetric, 0.9 * rotation(n)):
        assert agree(spectrum.spectral_radius(W), spectrum.spectral_norm(W))


@pytest.mark.parametrize("n", SIZES)
def test_no_vector_is_stretched_beyond_the_norm_and_one_comes_up_to_it(n):
    W = matrix(n)
    norm = spectrum.spectral_norm(W)

    vectors = generator(0, "vectors").standard_normal((n, 500))
    stretch = np.linalg.norm(W @ vectors, axis=0) / np.linalg.norm(vectors, axis=0)

    assert np.all(stretch <= norm * (1 + 1e-12))
    _, directions = np.linalg.eigh(W.T @ W)
    assert agree(np.linalg.norm(W @ directions[:, -1]), norm)


@pytest.mark.parametrize("n", SIZES)
def test_the_sizes_are_plain_numbers(n):
    assert type(spectrum.spectral_radius(matrix(n))) is float
    assert type(spectrum.spectral_norm(matrix(n))) is float


@pytest.mark.parametrize("n", [1, 2, 5])
def test_zeros_and_strict_triangles_have_radius_0(n):
    triangle = np.triu(matrix(n), 1)

    for W in (np.zeros((n, n)), triangle, triangle.T):
        assert spectrum.spectral_radius(W) == 0.0
    assert spectrum.spectral_norm(np.zeros((n, n))) == 0.0


# ... and other people's numbers


@pytest.mark.parametrize("n", SIZES)
@pytest.mark.parametrize("seed", range(4))
def test_the_sizes_are_those_of_torch(n, seed):
    W = matrix(n, seed)
    other = torch.tensor(W)

    assert agree(spectrum.spectral_radius(W), torch.linalg.eigvals(other).abs().max().item())
    assert agree(spectrum.spectral_norm(W), torch.linalg.matrix_norm(other, 2).item())


@pytest.mark.parametrize("n", [2, 3, 4])
def test_the_sizes_are_those_of_forty_digits(n):
    W = matrix(n, 7)
    with mpmath.workdps(40):
        values = mpmath.eig(mpmath.matrix(W.tolist()), left=False, right=False)
        radius = float(max(abs(value) for value in values))
        norm = float(max(mpmath.svd_r(mpmath.matrix(W.tolist()), compute_uv=False)))

    assert agree(spectrum.spectral_radius(W), radius)
    assert agree(spectrum.spectral_norm(W), norm)


def test_a_long_power_knows_the_radius():
    """Gelfand: the k-th root of the norm of W^k tends to the radius; 2^20 powers by squaring, renormalised."""
    W = matrix(5)
    power, log = W, 0.0
    for _ in range(20):
        size = np.linalg.norm(power)
        power, log = (power / size) @ (power / size), 2 * (log + np.log(size))
    estimate = np.exp((log + np.log(np.linalg.norm(power))) / 2**20)

    assert first_difference(np.array(spectrum.spectral_radius(W)), np.array(estimate), limit=1e-5) is None


# rescale_to_radius


@pytest.mark.parametrize("n", SIZES)
@pytest.mark.parametrize("radius", [1e-20, 0.5, 0.95, 1, 3.0])
def test_a_rescaled_matrix_has_the_radius_and_the_directions(n, radius):
    W = matrix(n)

    rescaled = spectrum.rescale_to_radius(W, radius)

    assert agree(torch.linalg.eigvals(torch.tensor(rescaled)).abs().max().item(), radius)
    assert agree(rescaled / np.linalg.norm(rescaled), W / np.linalg.norm(W))


@pytest.mark.parametrize("scale", SCALES)
def test_it_does_not_matter_how_large_the_matrix_was(scale):
    W = matrix(4)

    assert agree(spectrum.rescale_to_radius(scale * W, 0.9), spectrum.rescale_to_radius(W, 0.9))


def test_rescaling_to_its_own_radius_changes_nothing():
    W = matrix(5)

    assert agree(spectrum.rescale_to_radius(W, spectrum.spectral_radius(W)), W)


@pytest.mark.parametrize("W", [np.zeros((1, 1)), np.zeros((3, 3)), B, B.T, np.triu(np.ones((5, 5)), 1)])
def test_a_radius_of_0_cannot_be_rescaled(W):
    with pytest.raises(ValueError, match="eigenvalue"):
        spectrum.rescale_to_radius(W, 0.9)


def test_arguments_are_left_as_they_were():
    W = matrix(4)
    before = W.copy()

    spectrum.rescale_to_radius(W, 0.9)
    spectrum.jacobian_bound(W, 0.25, 7)
    spectrum.must_vanish(W, 0.25)
    spectrum.transient_growth(W, 7)

    assert np.array_equal(W, before)


# jacobian_bound and must_vanish


def product_of_steps(W_hh, slopes):
    product = np.eye(len(W_hh))
    for d in slopes:
        product = d[:, np.newaxis] * (W_hh @ product)
    return product


@pytest.mark.parametrize("gamma", [0.25, 1.0])
@pytest.mark.parametrize("seed", range(10))
def test_no_product_of_steps_is_above_the_bound(gamma, seed):
    rng = generator(seed, "bound")
    W_hh = matrix(5, seed)

    for steps in range(12):
        product = product_of_steps(W_hh, rng.uniform(0, gamma, (steps, 5)))
        assert np.linalg.norm(product, 2) <= spectrum.jacobian_bound(W_hh, gamma, steps) * (1 + 1e-12)


@pytest.mark.parametrize("gamma", [0.25, 1.0])
def test_a_rotation_with_the_steepest_slopes_reaches_the_bound(gamma):
    W_hh = 1.7 * rotation(5)

    product = product_of_steps(W_hh, np.full((9, 5), gamma))

    assert agree(np.linalg.norm(product, 2), spectrum.jacobian_bound(W_hh, gamma, 9))


def test_no_steps_are_bounded_by_one_and_one_step_by_gamma_times_the_norm():
    for n in SIZES:
        W_hh = matrix(n)
        assert spectrum.jacobian_bound(W_hh, 0.25, 0) == 1.0
        assert agree(spectrum.jacobian_bound(W_hh, 0.25, 1), 0.25 * np.linalg.norm(W_hh, 2))


@pytest.mark.parametrize(("size", "gamma", "steps"), [(0.5, 0.25, 40), (0.5, 0.25, 150), (0.9, 1, 3000), (3, 1, 600)])
def test_a_bound_is_a_power_at_any_horizon(size, gamma, steps):
    with mpmath.workdps(40):
        wanted = float((mpmath.mpf(size) * gamma) ** steps)

    assert agree(spectrum.jacobian_bound(size * np.eye(3), gamma, steps), wanted)


@pytest.mark.parametrize("seed", range(20))
def test_what_must_vanish_does_for_any_slopes(seed):
    rng = generator(seed, "vanish")
    W_hh = contraction(rng, 4, rng.uniform(0.5, 6.0))
    gamma = rng.choice([0.25, 1.0])
    slopes = np.full((400, 4), gamma)

    if spectrum.must_vanish(W_hh, gamma):
        assert gamma * np.linalg.norm(W_hh, 2) < 1
        assert np.linalg.norm(product_of_steps(W_hh, slopes), 2) <= spectrum.jacobian_bound(W_hh, gamma, 400) < 1
    else:
        assert spectrum.jacobian_bound(W_hh, gamma, 400) >= 1


def test_a_radius_of_0_promises_nothing_once_a_unit_is_saturated():
    """The lesson's last surprise: every power of W_hh vanishes, and with smaller slopes the product explodes."""
    W_hh = np.array([[2.0, -2.0], [2.0, -2.0]])
    product = product_of_steps(W_hh, np.tile([1.0, 0.1], (20, 1)))

    assert np.array_equal(W_hh @ W_hh, np.zeros((2, 2)))
    assert agree(spectrum.spectral_norm(W_hh), 4.0)
    assert agree(spectrum.spectral_radius(np.diag([1.0, 0.1]) @ W_hh), 1.8)
    assert agree(product, 1.8**19 * np.array([[2.0, -2.0], [0.2, -0.2]]))
    fifty = product_of_steps(W_hh, np.tile([1.0, 0.1], (50, 1)))
    assert f"{np.linalg.norm(fifty, 2):.0e}" == "9e+12"
    assert not spectrum.must_vanish(W_hh)


def test_what_need_not_vanish_may_vanish_all_the_same():
    assert not spectrum.must_vanish(B)
    assert np.array_equal(product_of_steps(B, np.ones((2, 2))), np.zeros((2, 2)))


@pytest.mark.parametrize(
    ("W_hh", "arguments", "verdict"),
    [
        (A, (), True),
        (A, (1.0,), True),
        (B, (), False),
        (B, (0.25,), True),
        (C, (), False),
        (C, (0.25,), False),
        (np.zeros((2, 2)), (), True),
        (np.array([[-3.0]]), (), False),
        (np.array([[-3.0]]), (0.25,), True),
    ],
)
def test_verdicts_are_truth_values_and_gamma_is_1_unless_told(W_hh, arguments, verdict):
    assert spectrum.must_vanish(W_hh, *arguments) is verdict
    assert spectrum.must_vanish(W_hh, **dict(zip(["gamma"], arguments, strict=False))) is verdict


# transient_growth


@pytest.mark.parametrize("n", SIZES)
def test_growth_starts_at_one_and_passes_through_the_norm(n):
    W = matrix(n)

    norms = spectrum.transient_growth(W, 6)

    assert norms.shape == (7,)
    assert norms[0] == 1.0
    assert agree(norms[1], spectrum.spectral_norm(W))


@pytest.mark.parametrize("n", SIZES)
def test_a_shorter_story_is_the_beginning_of_a_longer_one(n):
    W = matrix(n)
    whole = spectrum.transient_growth(W, 9)

    assert all(np.array_equal(spectrum.transient_growth(W, steps), whole[: steps + 1]) for steps in range(10))


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 6), st.integers(0, 1000))
def test_norms_of_powers_lie_between_powers_of_the_radius_and_powers_of_the_norm(n, seed):
    W = matrix(n, seed)
    k = np.arange(11)

    norms = spectrum.transient_growth(W, 10)

    assert np.all(norms <= spectrum.spectral_norm(W) ** k * (1 + 1e-9))
    assert np.all(norms >= spectrum.spectral_radius(W) ** k * (1 - 1e-9))
    assert all(norms[i + j] <= norms[i] * norms[j] * (1 + 1e-9) for i in range(6) for j in range(5))


@pytest.mark.parametrize("n", SIZES)
def test_a_normal_matrix_has_no_hump(n):
    norms = spectrum.transient_growth(0.9 * rotation(n), 60)

    assert agree(norms, 0.9 ** np.arange(61.0), axis=0)


@pytest.mark.parametrize("n", [1, 2, 5])
def test_the_powers_of_a_strict_triangle_come_to_nothing(n):
    norms = spectrum.transient_growth(np.triu(np.ones((n, n)), 1), n + 2)

    assert np.all(norms[:n] > 0)
    assert np.array_equal(norms[n:], np.zeros(3))


def test_the_zeroth_power_of_zero_is_the_identity():
    assert spectrum.transient_growth(np.zeros((3, 3)), 2).tolist() == [1.0, 0.0, 0.0]
    assert spectrum.transient_growth(matrix(3), 0).tolist() == [1.0]


@pytest.mark.parametrize(("a", "b"), [(0.9, 5.0), (0.5, 2.0), (-0.8, 3.0), (1.1, 0.5)])
def test_a_jordan_block_grows_and_fades_as_its_closed_form_says(a, b):
    """W^k is [[p, q], [0, p]] with p = a^k, q = k a^(k-1) b; its norm solves s - p^2/s = |q|."""
    k = np.arange(200.0)
    p, q = np.abs(a) ** k, np.abs(k * a ** (k - 1) * b)

    norms = spectrum.transient_growth(np.array([[a, b], [0.0, a]]), 199)

    assert agree(norms, (q + np.sqrt(q**2 + 4 * p**2)) / 2, axis=0)


@pytest.mark.parametrize("seed", range(4))
def test_powers_are_those_of_torch(seed):
    W = matrix(5, seed)
    wanted = [torch.linalg.matrix_norm(torch.linalg.matrix_power(torch.tensor(W), k), 2).item() for k in range(31)]

    assert agree(spectrum.transient_growth(W, 30), np.array(wanted), axis=0)


def test_150_powers_are_right_below_1e_100():
    W = contraction(generator(0, "fade"), 3, 0.2)
    with mpmath.workdps(60):
        power, wanted = mpmath.eye(3), []
        for _ in range(151):
            wanted.append(float(max(mpmath.svd_r(power, compute_uv=False))))
            power = power * mpmath.matrix(W.tolist())

    assert 1e-140 < wanted[-1] < 1e-100
    assert agree(spectrum.transient_growth(W, 150), np.array(wanted), axis=0)


# The lesson's numbers


def test_the_lessons_three_matrices_have_these_sizes():
    sizes = [(f"{spectrum.spectral_radius(W):.3g}", f"{spectrum.spectral_norm(W):.3g}") for W in (A, B, C)]

    assert sizes == [("0.9", "0.9"), ("0", "2"), ("0.9", "5.16")]
    assert f"{spectrum.transient_growth(A, 10)[10]:.2f}" == "0.35"


def test_the_lessons_hump_is_this_one():
    norms = spectrum.transient_growth(C, 100)

    shown = [f"{norms[k]:.3g}" for k in (0, 1, 2, 4, 9, 20, 40, 54, 55, 100)]
    assert shown == ["1", "5.16", "9.07", "14.6", "19.4", "13.5", "3.28", "1.01", "0.93", "0.0148"]
    assert np.argmax(norms) == 9
    assert np.flatnonzero(norms < 1)[0] == 55


def test_the_lessons_bounds_are_a_million_and_a_millionth():
    assert spectrum.jacobian_bound(2 * np.eye(2), 1, 20) == 2**20
    assert f"{spectrum.jacobian_bound(2 * np.eye(2), 0.25, 20):.1e}" == "9.5e-07"
