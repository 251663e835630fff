"""The solution of `gru` against torch.nn.GRUCell with autograd, mpmath at 60 digits, and what a mixture must obey."""

from __future__ import annotations

import mpmath
import numpy as np
import pytest
import torch

from grader.course.find import course_root
from grader.course.load import load_course, load_solution
from grader.numeric.compare import TANH_PRIME_SLACK, first_difference, step_errors

solution = load_solution(load_course(course_root()), "gru")

SIZES = ((3, 5), (5, 3), (4, 4), (1, 6), (6, 1), (1, 1))  # (D, H)
EXACT = 1e-12


def weights(rng, D, H, scale=0.7):
    shapes = ((3 * H, D), (3 * H, H), (3 * H,), (3 * H,))
    return tuple(scale * rng.standard_normal(shape) for shape in shapes)


def a_step(seed, D, H, scale=0.7):
    """(x, h_prev, W_x, W_h, b_x, b_h)"""
    rng = np.random.default_rng([seed, D, H])
    return rng.standard_normal(D), np.tanh(rng.standard_normal(H)), *weights(rng, D, H, scale)


def with_gate(step, block, bias):
    """The same step with one gate's bias replaced: block 0 is r, 1 is z."""
    x, h_prev, W_x, W_h, b_x, b_h = step
    b_x = b_x.copy()
    b_x.reshape(3, -1)[block] = bias
    return x, h_prev, W_x, W_h, b_x, b_h


def a_cell(W_x, W_h, b_x, b_h):
    cell = torch.nn.GRUCell(W_x.shape[1], W_h.shape[1]).double()
    pairs = zip((cell.weight_ih, cell.weight_hh, cell.bias_ih, cell.bias_hh), (W_x, W_h, b_x, b_h), strict=True)
    with torch.no_grad():
        for parameter, value in pairs:
            parameter.copy_(torch.from_numpy(value))
    return cell


def agree(got, want, limit=EXACT, floor=0.0):
    return first_difference(np.asarray(got), np.asarray(want), limit=limit, floor=floor) is None


def walk(xs, h0, parameters, dh):
    """(states, blame at every state) for a loss on the last one, by our Jacobians."""
    hs = [h0]
    for x in xs:
        hs.append(solution.gru_step(x, hs[-1], *parameters))
    blame = [dh]
    for x, h in zip(xs[::-1], hs[-2::-1], strict=True):
        blame.append(blame[-1] @ solution.gru_step_jacobian(x, h, *parameters))
    return np.array(hs), np.array(blame[::-1])


# Laws


@pytest.mark.parametrize("D, H", SIZES)
def test_shapes_follow_the_state(D, H):
    step = a_step(0, D, H)

    assert solution.gru_step(*step).shape == (H,)
    assert solution.gru_step_jacobian(*step).shape == (H, H)


@pytest.mark.parametrize("seed", range(5))
def test_the_state_lies_between_its_candidate_and_what_it_was(seed):
    step = a_step(seed, 3, 6)
    candidate = solution.gru_step(*with_gate(step, 1, -1e3))
    h, h_prev = solution.gru_step(*step), step[1]

    assert np.all((np.minimum(candidate, h_prev) <= h) & (h <= np.maximum(candidate, h_prev)))


def test_an_update_gate_at_one_copies_the_state_and_the_gradient():
    step = with_gate(a_step(1, 3, 5), 1, 1e3)

    assert np.array_equal(solution.gru_step(*step), step[1])
    assert np.array_equal(solution.gru_step_jacobian(*step), np.eye(5))


def test_with_both_gates_at_zero_nothing_of_the_old_state_is_left():
    step = with_gate(with_gate(a_step(2, 3, 5), 1, -1e3), 0, -1e3)
    x, _, W_x, _, b_x, _ = step

    assert agree(solution.gru_step(*step), np.tanh((W_x @ x + b_x)[10:]))
    assert not solution.gru_step_jacobian(*step).any()


def test_without_W_h_only_the_kept_state_has_a_path():
    x, h_prev, W_x, W_h, b_x, b_h = a_step(3, 3, 5)
    z = 1 / (1 + np.exp(-(W_x @ x + b_x + b_h)[5:10]))

    assert agree(solution.gru_step_jacobian(x, h_prev, W_x, 0 * W_h, b_x, b_h), np.diag(z))


def test_units_may_be_renumbered():
    x, h_prev, W_x, W_h, b_x, b_h = a_step(4, 3, 5)
    order = np.array([3, 0, 4, 2, 1])
    rows = np.concatenate([order, order + 5, order + 10])
    renumbered = (x, h_prev[order], W_x[rows], W_h[rows][:, order], b_x[rows], b_h[rows])

    assert agree(solution.gru_step(*renumbered), solution.gru_step(x, h_prev, W_x, W_h, b_x, b_h)[order])
    jacobian = solution.gru_step_jacobian(x, h_prev, W_x, W_h, b_x, b_h)
    assert agree(solution.gru_step_jacobian(*renumbered), jacobian[order][:, order])


def test_all_arguments_are_left_as_they_were():
    step = a_step(5, 3, 5)
    before = [argument.tobytes() for argument in step]

    solution.gru_step(*step)
    solution.gru_step_jacobian(*step)

    assert [argument.tobytes() for argument in step] == before


# Against torch


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("D, H", SIZES)
def test_a_step_is_pytorchs(D, H, seed):
    x, h_prev, *parameters = a_step(seed, D, H)
    with torch.no_grad():
        want = a_cell(*parameters)(torch.from_numpy(x), torch.from_numpy(h_prev))

    assert agree(solution.gru_step(x, h_prev, *parameters), want.numpy())


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("D, H", SIZES)
def test_the_jacobian_is_autograds_row_by_row(D, H, seed):
    x, h_prev, *parameters = a_step(seed, D, H)
    cell = a_cell(*parameters)
    want = torch.autograd.functional.jacobian(lambda h: cell(torch.from_numpy(x), h), torch.from_numpy(h_prev))
    got = solution.gru_step_jacobian(x, h_prev, *parameters)

    assert got.shape == (H, H)
    assert step_errors(got, want.numpy(), floor=TANH_PRIME_SLACK).max() < EXACT


@pytest.mark.parametrize("push", [40.0, 900.0, 1e5])
@pytest.mark.parametrize("block", [0, 1])
@pytest.mark.parametrize("sign", [-1, 1])
def test_pushed_gates_give_no_nan_and_what_pytorch_gives(push, block, sign):
    x, h_prev, *parameters = with_gate(a_step(6, 3, 5), block, sign * push)
    with torch.no_grad():
        want = a_cell(*parameters)(torch.from_numpy(x), torch.from_numpy(h_prev))

    assert agree(solution.gru_step(x, h_prev, *parameters), want.numpy())
    assert np.all(np.isfinite(solution.gru_step_jacobian(x, h_prev, *parameters)))


# Against mpmath


def scalar_step(x, h, W_x, W_h, b_x, b_h):
    """One unit, one input, in as many digits as are asked for."""
    xs = [w * x + b for w, b in zip(W_x, b_x, strict=True)]
    hs = [w * h + b for w, b in zip(W_h, b_h, strict=True)]
    r, z = (1 / (1 + mpmath.exp(-(xs[k] + hs[k]))) for k in (0, 1))
    return (1 - z) * mpmath.tanh(xs[2] + r * hs[2]) + z * h


def exact(parameters):
    return [[mpmath.mpf(float(v)) for v in part.reshape(-1)] for part in parameters]


@pytest.mark.parametrize("z_bias, n_bias", [(0.0, 0.0), (-14.0, 8.0), (-30.0, -12.0), (12.0, 3.0)])
def test_a_slope_has_its_digits_however_small_it_is(z_bias, n_bias):
    x, h_prev, W_x, W_h, b_x, b_h = a_step(7, 1, 1)
    b_x = b_x + np.array([0.0, z_bias, n_bias])
    with mpmath.workdps(60):
        parts = exact((W_x, W_h, b_x, b_h))
        want = mpmath.diff(lambda h: scalar_step(mpmath.mpf(x[0]), h, *parts), mpmath.mpf(h_prev[0]))
    got = solution.gru_step_jacobian(x, h_prev, W_x, W_h, b_x, b_h)

    # 1 - n**2 cancels: its own rounding, carried through the weight behind it, is what may be missing.
    assert agree(got, [[float(want)]], floor=TANH_PRIME_SLACK * np.abs(W_h).sum())


def test_a_hundred_steps_of_one_unit_keep_their_digits_below_1e_minus_30():
    rng = np.random.default_rng(8)
    parameters = weights(rng, 1, 1, 0.4)
    parameters[2][1] -= 1.5  # z's bias
    xs, h0 = rng.standard_normal((100, 1)), np.array([0.3])
    _, blame = walk(xs, h0, parameters, np.ones(1))

    def last_state(h):
        for x in xs:
            h = scalar_step(mpmath.mpf(float(x[0])), h, *exact(parameters))
        return h

    with mpmath.workdps(250):
        want = float(mpmath.diff(last_state, mpmath.mpf(0.3)))

    assert 0 < abs(want) < 1e-30
    assert agree(blame[0], [want], 1e-11)


# Many steps, against autograd


@pytest.mark.parametrize("bias, T", [(3.0, 60), (0.0, 100), (-2.5, 70)])
def test_a_product_of_jacobians_is_autograds_at_every_step(bias, T):
    rng = np.random.default_rng(9)
    D, H = 3, 5
    parameters = weights(rng, D, H, 0.3)
    parameters[2][H : 2 * H] += bias  # z's
    xs, h0, dh = rng.standard_normal((T, D)), np.tanh(rng.standard_normal(H)), rng.standard_normal(H)
    hs, blame = walk(xs, h0, parameters, dh)
    cell, states = a_cell(*parameters), [torch.tensor(h0, requires_grad=True)]
    for x in xs:
        states.append(cell(torch.from_numpy(x), states[-1]))
        states[-1].retain_grad()
    (states[-1] @ torch.from_numpy(dh)).backward()

    assert step_errors(hs, np.array([h.detach().numpy() for h in states])).max() < 1e-12
    assert step_errors(blame, np.array([h.grad.numpy() for h in states])).max() < 1e-11
    if bias < 0:
        assert np.abs(blame[0]).max() < 1e-30


# The lesson's numbers


def the_lessons_network(bias):
    rng = np.random.default_rng(0)
    D, H, T = 8, 16, 60
    W_x, W_h = rng.uniform(-0.25, 0.25, (3 * H, D)), rng.uniform(-0.25, 0.25, (3 * H, H))
    b_x, b_h = np.zeros(3 * H), np.zeros(3 * H)
    b_x[H : 2 * H] = bias
    return rng.standard_normal((T, D)), rng.standard_normal(H), (W_x, W_h, b_x, b_h)


@pytest.mark.parametrize("bias, first, last", [(-3, "8.3e-29", "0.78"), (0, "2.6e-12", "0.53"), (3, "0.0057", "0.099")])
def test_the_lessons_table_is_what_its_network_gives(bias, first, last):
    xs, dh, parameters = the_lessons_network(bias)
    cell, inputs = a_cell(*parameters), torch.tensor(xs, requires_grad=True)
    h = torch.zeros(16, dtype=torch.float64)
    for x in inputs:
        h = cell(x, h)
    (h @ torch.from_numpy(dh)).backward()

    norms = inputs.grad.norm(dim=1)
    assert [f"{float(norms[k]):.2g}" for k in (0, -1)] == [first, last]


def test_exchanging_the_roles_of_z_costs_27_orders_of_magnitude():
    xs, dh, (W_x, W_h, b_x, b_h) = the_lessons_network(3)
    _, kept = walk(xs, np.zeros(16), (W_x, W_h, b_x, b_h), dh)
    # 1 - sigmoid(a) is sigmoid(-a): the other convention is this network with the update gate's block negated.
    signs = np.repeat([1.0, -1.0, 1.0], 16)
    turned = (signs[:, np.newaxis] * W_x, signs[:, np.newaxis] * W_h, signs * b_x, signs * b_h)
    _, replaced = walk(xs, np.zeros(16), turned, dh)

    assert f"{np.linalg.norm(kept[1]):.2f}" == "0.30"
    assert f"{np.linalg.norm(replaced[1]):.1e}" == "1.7e-28"


def test_resetting_before_the_matrix_is_another_network():
    rng = np.random.default_rng(0)
    W_x, W_h = rng.uniform(-0.25, 0.25, (48, 8)), rng.uniform(-0.25, 0.25, (48, 16))
    b_x, b_h = np.zeros(48), rng.uniform(-0.25, 0.25, 48)
    xs = rng.standard_normal((60, 8))
    after = before = np.zeros(16)
    apart = []
    for x in xs:
        after = solution.gru_step(x, after, W_x, W_h, b_x, b_h)
        r, z = (1 / (1 + np.exp(-(W_x @ x + W_h @ before + b_h)[:32]))).reshape(2, 16)
        n = np.tanh((W_x @ x)[32:] + W_h[32:] @ (r * before) + b_h[32:])
        before = (1 - z) * n + z * before
        apart.append(np.abs(after - before).max())

    assert f"{max(apart):.2f}" == "0.22"
