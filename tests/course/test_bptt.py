"""Proves solutions/bptt.py: laws first, then autograd, closed forms and mpmath, which know nothing of it."""

import mpmath
import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.course.find import course_root
from grader.course.load import load_course, load_solution
from grader.numeric.cases import contraction, dense, generator
from grader.numeric.compare import LIMIT, first_difference
from grader.wire import ScalarField

solution = load_solution(load_course(course_root()), "bptt")

NAMES = ("dW_xh", "dW_hh", "db", "dh0")
SHAPES = [(6, 3, 5), (7, 6, 4), (0, 3, 4), (1, 3, 4), (5, 3, 1), (5, 1, 4), (1, 1, 1), (60, 2, 8)]


class Network:
    """One sequence, run forward by torch: (xs, hs, dhs, W_xh, W_hh) for the solution, gradients by autograd."""

    def __init__(self, T, D, H, norm=1.2, scale=0.6, seed=0, last_only=False):
        rng = generator(seed, "test_bptt", f"{T} {D} {H}")
        self.xs, self.W_xh, self.W_hh = (
            dense(rng, T, D, scale=scale),
            dense(rng, H, D, scale=0.4),
            contraction(rng, H, norm),
        )
        self.h0, self.b, self.dhs = 0.7 * np.tanh(dense(rng, H)), dense(rng, H, scale=0.3), dense(rng, T, H)
        if last_only:
            self.dhs[:-1] = 0.0
        self.hs = self.states()

    def states(self):
        with torch.no_grad():
            rows = self.unrolled(self.W_xh, [self.W_hh] * len(self.xs), self.b, self.h0)
        return torch.stack(rows).numpy()

    def unrolled(self, W_xh, W_hhs, b, h0):
        """All states, as tensors, with one recurrent matrix for each step."""
        W_xh, b, h0 = (torch.as_tensor(value) for value in (W_xh, b, h0))
        states = [h0]
        for x, W_hh in zip(torch.as_tensor(self.xs), W_hhs, strict=True):
            states.append(torch.tanh(W_xh @ x + torch.as_tensor(W_hh) @ states[-1] + b))
        return states

    def loss(self, states):
        """sum(dhs * hs[1:]): its direct gradient at every state is dhs."""
        return sum((torch.as_tensor(d) @ h for d, h in zip(self.dhs, states[1:], strict=True)), 0 * states[0].sum())

    @property
    def arguments(self):
        return self.xs, self.hs, self.dhs, self.W_xh, self.W_hh

    def autograd(self):
        """(dW_xh, dW_hh, db, dh0), and dL/dhs[t] for every t, (T+1, H)."""
        leaves = [leaf(value) for value in (self.W_xh, self.W_hh, self.b, self.h0)]
        W_xh, W_hh, b, h0 = leaves
        states = self.unrolled(W_xh, [W_hh] * len(self.xs), b, h0)
        wanted = [*leaves, *states]
        found = torch.autograd.grad(self.loss(states), wanted, allow_unused=True)
        arrays = [np.zeros(of.shape) if grad is None else grad.numpy() for of, grad in zip(wanted, found, strict=True)]
        return arrays[:4], np.array(arrays[4:])

    def autograd_contributions(self):
        """The gradient of each step's own copy of W_hh, (T, H, H), for a loss on the last state."""
        copies = [leaf(self.W_hh) for _ in self.xs]
        last = self.unrolled(self.W_xh, copies, self.b, self.h0)[-1]
        return np.array([g.numpy() for g in torch.autograd.grad(torch.as_tensor(self.dhs[-1]) @ last, copies)])


def leaf(value):
    return torch.tensor(value, dtype=torch.float64, requires_grad=True)


def difference(got, want, axis=None, limit=LIMIT, **how):
    """Where two arrays part, step by step along `axis`; shapes first."""
    got, want = np.asarray(got), np.asarray(want)
    assert got.shape == want.shape
    return first_difference(got, want, axis=axis, limit=limit, **how)


def differences(got, want):
    """{name: where it parts}, for the outputs that do."""
    parts = {name: difference(*pair) for name, *pair in zip(NAMES, got, want, strict=True)}
    return {name: part for name, part in parts.items() if part is not None}


# Laws of bptt


@pytest.mark.parametrize(("T", "D", "H"), SHAPES)
def test_gradients_are_linear_in_the_losses(T, D, H):
    net = Network(T, D, H)
    xs, hs, one, W_xh, W_hh = net.arguments
    other = dense(generator(1, "other"), T, H)

    mixed = solution.bptt(xs, hs, 3 * one - 0.5 * other, W_xh, W_hh)
    parts = (solution.bptt(xs, hs, dhs, W_xh, W_hh) for dhs in (one, other))

    assert differences(mixed, [3 * a - 0.5 * b for a, b in zip(*parts, strict=True)]) == {}


@pytest.mark.parametrize("factor", [1e-250, 1e-25, -1.0, 1e12])
def test_a_loss_scaled_by_any_factor_scales_every_digit(factor):
    xs, hs, dhs, W_xh, W_hh = Network(7, 3, 5).arguments

    scaled = solution.bptt(xs, hs, factor * dhs, W_xh, W_hh)

    assert differences(scaled, [factor * part for part in solution.bptt(xs, hs, dhs, W_xh, W_hh)]) == {}


def tangent(net, directions):
    """How the states move, (T+1, H), when weights, bias and h0 move along `directions`: a walk forward in time."""
    dW_xh, dW_hh, db, dh = directions
    moves = [dh]
    for t, x in enumerate(net.xs):
        da = dW_xh @ x + dW_hh @ net.hs[t] + db + net.W_hh @ moves[-1]
        moves.append((1 - net.hs[t + 1] ** 2) * da)
    return np.array(moves)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize(("T", "D", "H"), SHAPES)
def test_the_walk_back_is_the_adjoint_of_the_walk_forward(T, D, H, seed):
    net = Network(T, D, H, norm=0.9)
    rng = generator(seed, "directions")
    directions = [dense(rng, H, D), dense(rng, H, H), dense(rng, H), dense(rng, H)]

    forward = np.sum(net.dhs * tangent(net, directions)[1:])
    terms = [g * d for g, d in zip(solution.bptt(*net.arguments), directions, strict=True)]
    backward = sum(np.sum(term) for term in terms)

    # Both are sums of terms of either sign: their rounding is that of the terms, not of what is left.
    rounding = 1e-14 * sum(np.sum(np.abs(term)) for term in terms)
    assert difference(backward, forward, floor=rounding) is None


@pytest.mark.parametrize("cut", range(8))
def test_a_walk_in_two_parts_is_the_whole_walk(cut):
    xs, hs, dhs, W_xh, W_hh = Network(7, 3, 5).arguments

    *late, arriving = solution.bptt(xs[cut:], hs[cut:], dhs[cut:], W_xh, W_hh)
    first = dhs[:cut].copy()
    first[-1:] += arriving
    *early, dh0 = solution.bptt(xs[:cut], hs[: cut + 1], first, W_xh, W_hh)
    parts = [a + b for a, b in zip(early, late, strict=True)]

    assert differences([*parts, dh0 if cut else arriving], solution.bptt(xs, hs, dhs, W_xh, W_hh)) == {}


def test_db_is_what_dW_xh_says_of_an_input_that_is_always_one():
    xs, hs, dhs, W_xh, W_hh = Network(7, 3, 5).arguments

    dW, _, db, _ = solution.bptt(np.c_[xs, np.ones(7)], hs, dhs, np.c_[W_xh, np.ones(5)], W_hh)

    assert difference(db, dW[:, -1]) is None


def test_no_steps_give_zeros_in_the_right_shapes():
    got = solution.bptt(*Network(0, 3, 4).arguments)

    assert [(part.shape, np.any(part)) for part in got] == [
        ((4, 3), False),
        ((4, 4), False),
        ((4,), False),
        ((4,), False),
    ]


def test_arguments_are_left_as_they_were():
    net = Network(6, 3, 5)
    f, w = field(3, 4)
    given_arrays = [*net.arguments, w]
    before = [array.copy() for array in given_arrays]

    solution.bptt(*net.arguments)
    solution.step_contributions(net.xs, net.hs, net.dhs[-1], net.W_hh)
    solution.numerical_gradient(f, w)

    assert all(np.array_equal(array, old) for array, old in zip(given_arrays, before, strict=True))


# bptt and autograd


@given(T=st.integers(0, 9), D=st.integers(1, 6), H=st.integers(2, 6), seed=st.integers(0, 10**6))
@settings(max_examples=60)
def test_gradients_are_those_of_autograd_for_any_shape(T, D, H, seed):
    net = Network(T, D, H, seed=seed)

    assert differences(solution.bptt(*net.arguments), net.autograd()[0]) == {}


@pytest.mark.parametrize("last_only", [False, True])
@pytest.mark.parametrize(("T", "D", "H"), SHAPES)
def test_gradients_are_those_of_autograd(T, D, H, last_only):
    net = Network(T, D, H, last_only=last_only)

    assert differences(solution.bptt(*net.arguments), net.autograd()[0]) == {}


@pytest.mark.parametrize("scale", [3.0, 30.0, 1e4])
def test_gradients_through_saturated_units_are_those_of_autograd(scale):
    net = Network(6, 3, 5, scale=scale)

    assert differences(solution.bptt(*net.arguments), net.autograd()[0]) == {}


@pytest.mark.parametrize("seed", range(3))
def test_after_200_steps_every_step_is_right_below_1e_30(seed):
    net = Network(200, 3, 5, norm=0.8, seed=seed, last_only=True)
    xs, hs, dhs, W_xh, W_hh = net.arguments
    gradients, at_states = net.autograd()

    got = solution.bptt(*net.arguments)
    # What arrives at hs[t] is dh0 of the sequence that starts there; at hs[T] only the direct part is left.
    arriving = [solution.bptt(xs[t:], hs[t:], dhs[t:], W_xh, W_hh)[3] for t in range(200)]
    arriving = np.array([*arriving, dhs[-1]])
    arriving[1:-1] += dhs[:-1]

    assert 0 < np.abs(got[3]).max() < 1e-30
    assert differences(got, gradients) == {}
    assert difference(arriving, at_states, axis=0) is None


def test_every_lag_of_200_can_be_read_off_dW_xh():
    net = Network(200, 200, 5, norm=0.8, last_only=True)
    net.xs = 0.5 * np.eye(200)  # each input is seen at one step only, so column t is step t's share
    net.hs = net.states()

    got, want = solution.bptt(*net.arguments)[0], net.autograd()[0][0]

    assert 0 < np.abs(want[:, 0]).max() < 1e-30
    assert difference(got, want, axis=1) is None


# bptt in closed form


def test_one_step_is_an_outer_product():
    xs, hs, dhs, W_xh, W_hh = Network(1, 3, 4).arguments

    got = solution.bptt(xs, hs, dhs, W_xh, W_hh)

    slopes = np.cosh(np.arctanh(hs[1])) ** -2.0  # sech(a)**2, another name of 1 - tanh(a)**2
    da = (dhs[0] * slopes)[:, np.newaxis]
    assert differences(got, (da * xs, da * hs[:1], da[:, 0], (da.T @ W_hh)[0])) == {}


@pytest.mark.parametrize("T", [0, 1, 10, 60, 200])
def test_a_unit_at_rest_sends_back_a_power_of_its_factor(T):
    rest = float(mpmath.findroot(lambda h: mpmath.tanh(2 * h) - h, 0.95))
    hs, dhs = np.full((T + 1, 1), rest), np.zeros((T, 1))
    dhs[-1:] = 1.0
    factor = 2 * (1 - rest**2)  # 0.166: 1e-47 after 60 steps

    got = solution.bptt(np.ones((T, 1)), hs, dhs, np.zeros((1, 1)), np.array([[2.0]]))

    total = sum(factor**k for k in range(1, T + 1)) / 2  # da is carry * factor / W_hh
    assert differences(got, ([[total]], [[total * rest]], [total], [factor**T if T else 0.0])) == {}


def test_gradients_are_those_of_forty_digits():
    net = Network(60, 1, 2, norm=0.3, last_only=True)
    with mpmath.workdps(40):
        U, carry = mpmath.matrix(net.W_hh.tolist()), mpmath.matrix(net.dhs[-1].tolist())
        dW_xh, dW_hh, db = mpmath.matrix(2, 1), mpmath.matrix(2, 2), mpmath.matrix(2, 1)
        for t in reversed(range(60)):
            h, before = (mpmath.matrix(row.tolist()) for row in (net.hs[t + 1], net.hs[t]))
            da = mpmath.matrix([carry[i] * (1 - h[i]) * (1 + h[i]) for i in range(2)])
            dW_xh, dW_hh, db = dW_xh + da * net.xs[t, 0], dW_hh + da * before.T, db + da
            carry = U.T * da
        exact = [np.array(part.tolist(), float) for part in (dW_xh, dW_hh, db, carry)]

    got = solution.bptt(*net.arguments)

    assert 0 < np.abs(got[3]).max() < 1e-30
    assert differences(got, [exact[0], exact[1], exact[2][:, 0], exact[3][:, 0]]) == {}


# numerical_gradient


def field(*shape, seed=0):
    rng = generator(seed, "field")
    return ScalarField(dense(rng, *shape), rng.uniform(0.8, 1.6, shape), dense(rng, *shape, scale=0.3)), dense(
        rng, *shape
    )


def rounding(f, w, eps):
    """f's own rounding, a few ulp of |f|, divided by the step: no central difference can do without."""
    size = np.sum(np.abs(f.a)) + np.sum(np.abs(f.c * w)) ** 2
    return 8 * np.finfo(float).eps * size / eps


@pytest.mark.parametrize("eps", [1.0, 0.3, 1e-3, 1e-5, 1e-7])
@pytest.mark.parametrize("shape", [(3, 4), (6,), (1,), (2, 1, 3), (0,), (2, 0)])
def test_a_difference_of_sines_and_squares_is_known_for_any_step(shape, eps):
    """The difference has a closed form.

    sin(b(w+e)) - sin(b(w-e)) = 2 cos(bw) sin(be), and ((s+ce)**2 - (s-ce)**2) / 2 = 2 s c e: a square's central
    difference is exact.
    """
    f, w = field(*shape)

    got = solution.numerical_gradient(f, w, eps)

    want = f.a * np.cos(f.b * w) * np.sin(f.b * eps) / eps + f.c * np.sum(f.c * w)
    assert difference(got, want, each=True, floor=rounding(f, w, eps)) is None


def test_the_step_has_a_default_and_a_name():
    f, w = field(3, 4)

    default = solution.numerical_gradient(f, w)

    assert np.array_equal(default, solution.numerical_gradient(f, w, 1e-5))
    assert np.array_equal(default, solution.numerical_gradient(f, w, eps=1e-5))


def test_a_cube_shows_the_square_of_the_step_to_the_last_bit():
    w = np.arange(-3.0, 3.0).reshape(2, 3)

    got = solution.numerical_gradient(lambda v: float(np.sum(v**3)), w, 0.25)

    assert np.array_equal(got, 3 * w**2 + 0.0625)


def test_differences_are_those_of_fifty_digits():
    w, eps = np.array([[0.3], [-0.7]]), 0.01

    got = solution.numerical_gradient(lambda v: float(np.exp(v[0, 0] * v[1, 0]) + np.tanh(v[0, 0])), w, eps)

    with mpmath.workdps(50):

        def f(x, y):
            return mpmath.exp(x * y) + mpmath.tanh(x)

        x, y, e = (mpmath.mpf(float(value)) for value in (*w[:, 0], eps))
        exact = [(f(x + e, y) - f(x - e, y)) / (2 * e), (f(x, y + e) - f(x, y - e)) / (2 * e)]
    assert difference(got, [[float(value)] for value in exact], each=True) is None


def test_a_function_may_keep_what_it_is_given():
    _, w = field(2, 3)
    kept = []

    def f(v):
        kept.append(v)
        return float(np.sum(v * v))

    solution.numerical_gradient(f, w, 0.5)

    assert len(kept) == 12
    assert sorted(np.count_nonzero(v != w) for v in kept) == [1] * 12  # one entry moved in each, none left behind


@pytest.mark.parametrize("which", range(4))
def test_finite_differences_of_the_loss_agree_with_the_walk_back(which):
    net = Network(6, 3, 5)
    values = [net.W_xh, net.W_hh, net.b, net.h0]

    def loss(w):
        W_xh, W_hh, b, h0 = [*values[:which], w, *values[which + 1 :]]
        return float(net.loss(net.unrolled(W_xh, [W_hh] * 6, b, h0)))

    differenced = solution.numerical_gradient(loss, values[which])

    # eps**2 / 6 times a third derivative, and an ulp of the loss over eps: 1e-10 each.
    assert difference(differenced, solution.bptt(*net.arguments)[which], limit=1e-7) is None


# step_contributions


@pytest.mark.parametrize(("T", "D", "H"), [shape for shape in SHAPES if shape[0]])
def test_contributions_are_the_gradients_of_one_copy_of_W_hh_per_step(T, D, H):
    net = Network(T, D, H)

    got = solution.step_contributions(net.xs, net.hs, net.dhs[-1], net.W_hh)

    want = [np.sqrt(np.sum(share**2)) for share in net.autograd_contributions()]
    assert difference(got, want, axis=0) is None


@pytest.mark.parametrize("seed", range(3))
def test_contributions_of_200_steps_are_right_below_1e_30(seed):
    net = Network(200, 3, 5, norm=0.8, seed=seed)

    got = solution.step_contributions(net.xs, net.hs, net.dhs[-1], net.W_hh)

    assert 0 < got[0] < 1e-30
    assert difference(got, np.linalg.norm(net.autograd_contributions(), axis=(1, 2)), axis=0) is None


def test_copies_of_W_hh_add_up_to_its_gradient():
    net = Network(7, 3, 5, last_only=True)

    assert difference(net.autograd_contributions().sum(axis=0), solution.bptt(*net.arguments)[1]) is None


@pytest.mark.parametrize("T", [1, 2, 7, 40])
def test_the_whole_gradient_is_never_longer_than_its_shares_laid_end_to_end(T):
    net = Network(T, 3, 5, last_only=True)

    shares = solution.step_contributions(net.xs, net.hs, net.dhs[-1], net.W_hh)

    whole = np.linalg.norm(solution.bptt(*net.arguments)[1])
    assert whole <= shares.sum() * (1 + 1e-14)
    if T == 1:
        assert difference(whole, shares.sum()) is None


def test_no_steps_have_no_contributions():
    net = Network(0, 3, 4)

    assert solution.step_contributions(net.xs, net.hs, np.ones(4), net.W_hh).shape == (0,)
