"""Proves solutions/jacobians.py: laws of linear maps first, then autograd, differences and mpmath."""

import itertools

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

jacobians = load_solution(load_course(course_root()), "jacobians")

SHAPES = [(6, 5), (7, 4), (1, 4), (5, 1), (1, 1), (12, 2), (60, 8)]  # (T, H)


def forward(T, H, norm=1.3, seed=0):
    """(hs, W_hh, inputs) of a forward pass; inputs are what is added inside the tanh."""
    rng = generator(seed, "test_jacobians", f"{T} {H}")
    W_hh, inputs = contraction(rng, H, norm), dense(rng, T, H, scale=0.5)
    hs = [0.8 * np.tanh(dense(rng, H))]
    for x in inputs:
        hs.append(np.tanh(W_hh @ hs[-1] + x))
    return np.array(hs), W_hh, inputs


def anywhere(T, H, norm=1.3, seed=0):
    """(hs, W_hh) of no forward pass, slopes from 0.04 to 1."""
    rng = generator(seed, "test_jacobians, anywhere", f"{T} {H}")
    return rng.uniform(-0.98, 0.98, (T + 1, H)), contraction(rng, H, norm)


def as_tensors(*arrays):
    return [torch.tensor(array, dtype=torch.float64) for array in arrays]


def network(W_hh, inputs):
    """The state after all inputs, as a function of the state before them, for autograd."""
    W_hh, inputs = as_tensors(W_hh, inputs)

    def run(h):
        for x in inputs:
            h = torch.tanh(W_hh @ h + x)
        return h

    return run


def agree(got, want, axis=None):
    """Relative to the whole array, or step by step; shapes first."""
    assert np.shape(got) == np.shape(want)
    return first_difference(np.asarray(got), np.asarray(want), axis=axis) is None


# Laws


@pytest.mark.parametrize(("T", "H"), [*SHAPES, (0, 4)])
def test_from_a_state_to_itself_nothing_changes(T, H):
    hs, W_hh, _ = forward(T, H)

    for t in range(T + 1):
        assert np.array_equal(jacobians.jacobian_product(hs, W_hh, t, t), np.eye(H))


@pytest.mark.parametrize(("T", "H"), SHAPES)
def test_a_product_of_one_step_is_that_step(T, H):
    hs, W_hh, _ = forward(T, H)

    for t in range(T):
        step = jacobians.step_jacobian(hs[t + 1], W_hh)
        assert np.array_equal(jacobians.jacobian_product(hs, W_hh, t, t + 1), step)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 9), min_size=3, max_size=3), st.integers(1, 5), st.integers(0, 20))
def test_the_way_to_the_end_is_the_way_to_the_middle_and_the_way_on(places, H, seed):
    start, middle, stop = sorted(places)
    hs, W_hh = anywhere(9, H, seed=seed)
    product = jacobians.jacobian_product

    at_once = product(hs, W_hh, start, stop)

    in_two = product(hs, W_hh, middle, stop) @ product(hs, W_hh, start, middle)
    scale = np.max(np.abs(product(hs, W_hh, middle, stop)) @ np.abs(product(hs, W_hh, start, middle)))
    assert np.max(np.abs(at_once - in_two)) <= 1e-12 * scale  # H = 5 may cancel: relative to what is summed


@pytest.mark.parametrize("H", [1, 2, 5])
def test_a_step_is_linear_in_the_weights_and_blind_to_the_sign_of_the_state(H):
    rng = generator(0, "linear", str(H))
    h, one, other = rng.uniform(-0.9, 0.9, H), dense(rng, H, H), dense(rng, H, H)

    together = jacobians.step_jacobian(h, one - 3 * other)

    apart = jacobians.step_jacobian(h, one) - 3 * jacobians.step_jacobian(-h, other)
    assert agree(together, apart)


def test_each_row_belongs_to_its_own_unit():
    rng = generator(0, "rows")
    h, W_hh = rng.uniform(-0.9, 0.9, 5), dense(rng, 5, 5)
    before = jacobians.step_jacobian(h, W_hh)

    for i in range(5):
        moved = h.copy()
        moved[i] = 0.5 * h[i]
        differs = np.any(jacobians.step_jacobian(moved, W_hh) != before, axis=1)
        assert list(np.flatnonzero(differs)) == [i]


def test_a_unit_at_rest_passes_everything_and_a_saturated_one_nothing():
    W_hh = dense(generator(0, "rest"), 3, 3)

    J = jacobians.step_jacobian(np.array([0.0, 1.0, -1.0]), W_hh)

    assert np.array_equal(J, [W_hh[0], np.zeros(3), np.zeros(3)])


@pytest.mark.parametrize("seed", range(5))
def test_pushing_forward_and_pulling_back_say_the_same(seed):
    """The adjoint identity: <g, J v> is <J^T g, v>, with J v from the product and J^T g from the norms' own walk."""
    hs, W_hh = anywhere(7, 4, seed=seed)
    rng = generator(seed, "adjoint")
    g = dense(rng, 4)

    pulled = g @ jacobians.jacobian_product(hs, W_hh, 0, 7)

    assert agree(jacobians.gradient_norms(hs, W_hh, g)[:1], np.array([np.linalg.norm(pulled)]), axis=0)


@pytest.mark.parametrize("scale", [1, -1, 1e-8, 1e-25, 1e-100, 1e25])
def test_a_gradient_scaled_by_any_factor_scales_every_norm(scale):
    hs, W_hh = anywhere(9, 5)
    g = dense(generator(0, "scale"), 5)

    scaled = jacobians.gradient_norms(hs, W_hh, scale * g)

    assert agree(scaled, abs(scale) * jacobians.gradient_norms(hs, W_hh, g), axis=0)


@pytest.mark.parametrize("cut", range(8))
def test_the_norms_of_a_part_are_a_part_of_the_norms(cut):
    hs, W_hh = anywhere(7, 4)
    g = dense(generator(0, "part"), 4)

    whole = jacobians.gradient_norms(hs, W_hh, g)

    at_cut = g @ jacobians.jacobian_product(hs, W_hh, cut, 7)
    assert agree(jacobians.gradient_norms(hs[: cut + 1], W_hh, at_cut), whole[: cut + 1], axis=0)


@pytest.mark.parametrize("seed", range(5))
def test_no_norm_is_above_the_product_of_norms(seed):
    hs, W_hh = anywhere(20, 6, seed=seed)
    g = dense(generator(seed, "bound"), 6)
    stretch = [np.linalg.norm(jacobians.step_jacobian(h, W_hh), 2) for h in hs[1:]]

    norms = jacobians.gradient_norms(hs, W_hh, g)

    most = np.linalg.norm(g) * np.array([np.prod(stretch[t:]) for t in range(21)])
    assert np.all(norms <= most * (1 + 1e-12))


def test_the_last_norm_is_the_given_gradients_and_the_only_one_without_steps():
    hs, W_hh = anywhere(0, 2)

    norms = jacobians.gradient_norms(hs, W_hh, np.array([3.0, -4.0]))

    assert norms.tolist() == [5.0]


def test_without_blame_at_the_end_there_is_none_anywhere():
    hs, W_hh = anywhere(6, 3)

    assert np.array_equal(jacobians.gradient_norms(hs, W_hh, np.zeros(3)), np.zeros(7))


def test_arguments_are_left_as_they_were():
    hs, W_hh = anywhere(6, 4)
    g = dense(generator(0, "arguments"), 4)
    before = hs.copy(), W_hh.copy(), g.copy()

    jacobians.step_jacobian(hs[2], W_hh)
    jacobians.jacobian_product(hs, W_hh, 1, 5)
    jacobians.gradient_norms(hs, W_hh, g)

    assert all(np.array_equal(one, old) for one, old in zip((hs, W_hh, g), before, strict=True))


def test_transposed_arrays_are_as_good_as_any():
    hs, W_hh = anywhere(6, 4)
    g = dense(generator(0, "order"), 4)
    as_columns, W_columns = np.asfortranarray(hs), np.asfortranarray(W_hh)

    assert agree(jacobians.jacobian_product(as_columns, W_columns, 1, 5), jacobians.jacobian_product(hs, W_hh, 1, 5))
    assert agree(jacobians.gradient_norms(as_columns, W_columns, g), jacobians.gradient_norms(hs, W_hh, g), axis=0)


# Wrong matrices that share every number: entries tell


@pytest.mark.parametrize("H", [2, 4, 5])
def test_wrong_sides_share_determinant_and_eigenvalues_and_not_the_entries(H):
    rng = generator(0, "sides", str(H))
    h, W_hh = rng.uniform(-0.95, 0.95, H), contraction(rng, H, 1.3)

    J = jacobians.step_jacobian(h, W_hh)

    for wrong in (W_hh * (1 - h**2), J.T):
        assert agree(np.poly(wrong), np.poly(J))  # the characteristic polynomial: all eigenvalues at once
        assert not agree(wrong, J)
    assert agree(np.linalg.norm(J.T, 2), np.linalg.norm(J, 2))


# Autograd, differences, mpmath


@pytest.mark.parametrize(("T", "H"), SHAPES)
def test_a_step_is_what_autograd_says(T, H):
    hs, W_hh, inputs = forward(T, H)

    for t in range(T):
        (start,) = as_tensors(hs[t])
        wanted = torch.autograd.functional.jacobian(network(W_hh, inputs[t : t + 1]), start)
        assert agree(jacobians.step_jacobian(hs[t + 1], W_hh), wanted.numpy())


@pytest.mark.parametrize(("T", "H"), SHAPES)
def test_products_are_what_autograd_says(T, H):
    hs, W_hh, inputs = forward(T, H)

    for start, stop in itertools.combinations(range(0, T + 1, max(1, T // 6)), 2):
        (state,) = as_tensors(hs[start])
        wanted = torch.autograd.functional.jacobian(network(W_hh, inputs[start:stop]), state)
        assert agree(jacobians.jacobian_product(hs, W_hh, start, stop), wanted.numpy())


@pytest.mark.parametrize(("T", "H"), [*SHAPES, (0, 4)])
def test_norms_are_those_of_autograds_gradients(T, H):
    hs, W_hh, inputs = forward(T, H)
    g = dense(generator(0, "autograd"), H)
    W, *_ = as_tensors(W_hh)
    states = [torch.tensor(hs[0], requires_grad=True)]
    for x in torch.tensor(inputs):
        states.append(torch.tanh(W @ states[-1] + x))
        states[-1].retain_grad()

    (states[-1] @ torch.tensor(g)).backward()

    wanted = np.array([np.linalg.norm(state.grad.numpy()) for state in states])
    assert agree(jacobians.gradient_norms(hs, W_hh, g), wanted, axis=0)


def test_a_small_push_arrives_where_the_product_says():
    hs, W_hh, inputs = forward(5, 4)
    run = network(W_hh, inputs[1:4])
    J = jacobians.jacobian_product(hs, W_hh, 1, 4)

    for j, direction in enumerate(np.eye(4)):
        ahead, behind = (run(torch.tensor(hs[1] + sign * 1e-5 * direction)).numpy() for sign in (1, -1))
        measured = (ahead - behind) / 2e-5
        assert first_difference(J[:, j], measured, limit=1e-7) is None  # the difference's own rounding and bend


def test_200_steps_are_right_to_the_last_digits_below_1e_100():
    hs, W_hh = anywhere(200, 3, norm=0.5)
    g = dense(generator(0, "mpmath"), 3)
    with mpmath.workdps(40):
        row = mpmath.matrix([g.tolist()])
        wanted = [float(mpmath.norm(row))]
        W = mpmath.matrix(W_hh.tolist())
        for h in hs[:0:-1]:
            row = row * mpmath.diag([1 - mpmath.mpf(float(x)) ** 2 for x in h]) * W
            wanted.append(float(mpmath.norm(row)))
        product = mpmath.eye(3)
        for h in hs[1:]:
            product = mpmath.diag([1 - mpmath.mpf(float(x)) ** 2 for x in h]) * W * product
        matrix = np.array(product.tolist(), dtype=np.float64)

    norms = jacobians.gradient_norms(hs, W_hh, g)

    assert wanted[-1] < 1e-100
    assert agree(norms, np.array(wanted[::-1]), axis=0)
    assert agree(jacobians.jacobian_product(hs, W_hh, 0, 200), matrix)


@pytest.mark.parametrize(("weight", "h", "T"), [(0.5, 0.6, 100), (-0.9, 0.1, 400), (1.7, 0.95, 80), (3.0, 0.2, 50)])
def test_a_unit_that_stays_where_it_is_multiplies_by_one_number(weight, h, T):
    hs, W_hh = np.full((T + 1, 1), h), np.array([[weight]])
    factor = weight * (1 - h**2)

    assert agree(jacobians.jacobian_product(hs, W_hh, 0, T), np.array([[factor**T]]))
    wanted = 2.0 * abs(factor) ** np.arange(T, -1, -1.0)
    assert agree(jacobians.gradient_norms(hs, W_hh, np.array([-2.0])), wanted, axis=0)


# The lesson's numbers


def test_the_lessons_two_units_are_these():
    J = jacobians.step_jacobian(np.array([0.9, 0.0]), np.array([[0.5, 1.0], [-0.8, 0.3]]))

    assert agree(J, np.array([[0.095, 0.19], [-0.8, 0.3]]))
    assert f"{np.linalg.det(J):.4f}" == "0.1805"
    assert sorted(f"{value:.4f}" for value in np.linalg.eigvals(J)) == ["0.1975+0.3762j", "0.1975-0.3762j"]


def test_the_lessons_forty_steps_are_these():
    rng = np.random.default_rng(0)
    W_hh, W_xh = rng.standard_normal((16, 16)) / 4, rng.standard_normal((16, 3)) / 2
    hs = [np.zeros(16)]
    for _ in range(40):
        hs.append(np.tanh(W_hh @ hs[-1] + W_xh @ rng.standard_normal(3)))
    stretch = [np.linalg.norm(jacobians.step_jacobian(h, W_hh), 2) for h in hs[1:]]
    g = rng.standard_normal(16)

    assert f"{min(stretch):.2f}" == "1.05"
    assert np.median(stretch) > 1.3
    assert f"{np.prod(stretch):.2g}" == "5.6e+05"
    assert f"{np.linalg.norm(jacobians.jacobian_product(np.array(hs), W_hh, 0, 40), 2):.1e}" == "3.5e-09"
    assert f"{jacobians.gradient_norms(np.array(hs), W_hh, g / np.linalg.norm(g))[0]:.0e}" == "1e-09"
