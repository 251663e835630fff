"""The solution of `shortcuts` against autograd, torch's attention, mpmath and the laws that shortcuts obey."""

from __future__ import annotations

import mpmath
import numpy as np
import pytest
import torch

from grader.checks import shortcuts as checks
from grader.course.find import course_root
from grader.course.load import load_course, load_solution
from grader.numeric.cases import contraction, dense, generator
from grader.numeric.compare import first_difference, step_errors

solution = load_solution(load_course(course_root()), "shortcuts")

EXACT = 1e-12
SIZES = ((0, 3, 4), (1, 2, 5), (2, 1, 1), (5, 4, 1), (7, 6, 3), (9, 2, 6), (25, 3, 5))  # T, D, H
ATTENTION = ((1, 4), (2, 1), (3, 6), (7, 5), (40, 3))  # N, H
SINGLE_ULPS = float(np.finfo(np.float32).eps / np.finfo(np.float64).eps)


def sequence(seed, T, D, H, norm=0.9):
    rng = np.random.default_rng([seed, T, D, H])
    return (
        dense(rng, T, D, scale=0.7),
        dense(rng, H, scale=0.6),
        dense(rng, H, D, scale=0.5),
        contraction(rng, H, norm),
        dense(rng, H, scale=0.3),
    )


def in_torch(*arrays):
    return [torch.tensor(array, dtype=torch.float64) for array in arrays]


def states_in_torch(xs, h0, W_xh, W_hh, b, skip):
    """Every state as a leaf's descendant whose gradient is kept, by a loop that knows no indices below 0."""
    hs = [h0]
    for t, x in enumerate(xs):
        h = torch.tanh(W_xh @ x + W_hh @ hs[-1] + b)
        hs.append(h + hs[t + 1 - skip] if t + 1 - skip >= 0 else h)
    return hs


def agree(got, want, axis=0, floor=0.0, limit=EXACT):
    return first_difference(np.asarray(got), np.asarray(want), axis=axis, floor=floor, limit=limit) is None


# Laws of the forward passes


@pytest.mark.parametrize("size", SIZES)
def test_without_weights_nothing_ever_changes(size):
    xs, h0, W_xh, W_hh, b = sequence(0, *size)

    hs = solution.residual_rnn_forward(xs, h0, 0 * W_xh, 0 * W_hh, 0 * b)

    assert np.array_equal(hs, np.tile(h0, (size[0] + 1, 1)))


@pytest.mark.parametrize("skip", [1, 2, 3, 10])
def test_without_weights_h0_comes_back_every_skip_steps_and_nothing_between(skip):
    xs, h0, W_xh, W_hh, b = sequence(1, 20, 3, 4)

    hs = solution.skip_rnn_forward(xs, h0, 0 * W_xh, 0 * W_hh, 0 * b, skip)

    assert np.array_equal(hs, [h0 if t % skip == 0 else 0 * h0 for t in range(21)])


@pytest.mark.parametrize("size", SIZES)
def test_no_step_moves_a_unit_by_more_than_1(size):
    hs = solution.residual_rnn_forward(*sequence(2, *size))

    assert np.all(np.abs(np.diff(hs, axis=0)) <= 1 + 1e-15 * np.abs(hs).max())


@pytest.mark.parametrize("size", SIZES)
def test_a_skip_of_1_is_the_residual_network(size):
    arguments = sequence(3, *size)

    assert np.array_equal(solution.skip_rnn_forward(*arguments, 1), solution.residual_rnn_forward(*arguments))


@pytest.mark.parametrize("beyond", [1, 2, 3, 50])
@pytest.mark.parametrize("size", SIZES)
def test_a_skip_longer_than_the_sequence_is_the_plain_network_of_torch(size, beyond):
    T, D, H = size
    xs, h0, W_xh, W_hh, b = sequence(4, *size)
    rnn = torch.nn.RNN(D, H, dtype=torch.float64)
    with torch.no_grad():
        for parameter, value in zip(rnn.parameters(), in_torch(W_xh, W_hh, b, 0 * b), strict=True):
            parameter.copy_(value)
        want = rnn(*in_torch(xs[:, None], h0[None, None]))[0][:, 0].numpy() if T else np.zeros((0, H))

    hs = solution.skip_rnn_forward(xs, h0, W_xh, W_hh, b, T + beyond)

    assert np.array_equal(hs[0], h0)
    assert agree(hs[1:], want)


@pytest.mark.parametrize(("steps", "skip", "ways"), [(50, 10, 3311), (50, 3, 122106097), (30, 2, 1346269), (6, 6, 2)])
def test_the_gradient_counts_the_ways_back_when_every_way_has_factor_1(steps, skip, ways):
    tiny = np.array([2.0**-500])  # tanh is the identity here, to the last bit, so states are ways times h0
    hs = solution.skip_rnn_forward(np.zeros((steps, 1)), tiny, np.zeros((1, 1)), np.eye(1), np.zeros(1), skip)

    assert hs[-1] / tiny == ways


@pytest.mark.parametrize("skip", [1, 2, 3, 6, 7, 30])
@pytest.mark.parametrize("size", SIZES)
def test_every_state_is_torchs(size, skip):
    arguments = sequence(5, *size)
    want = torch.stack(states_in_torch(*in_torch(*arguments), skip)).numpy()

    assert agree(solution.skip_rnn_forward(*arguments, skip), want)
    if skip == 1:
        assert agree(solution.residual_rnn_forward(*arguments), want)


# residual_gradient_norms


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("seed", range(4))
def test_norms_are_autograds(size, seed):
    arguments = sequence(seed, *size)
    dh_last = dense(np.random.default_rng(seed), size[2])
    h0 = torch.tensor(arguments[1], requires_grad=True)
    xs, _, W_xh, W_hh, b = in_torch(*arguments)
    states = states_in_torch(xs, h0, W_xh, W_hh, b, 1)
    grads = torch.autograd.grad(states[-1] @ torch.tensor(dh_last), states)
    hs = np.array([state.detach().numpy() for state in states])

    norms = solution.residual_gradient_norms(hs, arguments[3], dh_last)

    floor = checks._walk_slack(hs, arguments[3], dh_last)
    assert agree(norms, [grad.norm().item() for grad in grads], floor=floor)


@pytest.mark.parametrize("scale", [1.0, 1e-8, 1e-25, 1e-100])
def test_norms_scale_with_dh_last(scale):
    arguments = sequence(0, 9, 3, 4)
    hs, dh_last = solution.residual_rnn_forward(*arguments), dense(np.random.default_rng(0), 4)

    norms = solution.residual_gradient_norms(hs, arguments[3], dh_last)

    assert agree(solution.residual_gradient_norms(hs, arguments[3], scale * dh_last), scale * norms)


def test_without_W_hh_the_gradient_arrives_as_it_set_out():
    xs, h0, W_xh, W_hh, b = sequence(1, 30, 3, 4)
    hs = solution.residual_rnn_forward(xs, h0, W_xh, 0 * W_hh, b)
    dh_last = dense(np.random.default_rng(1), 4)

    norms = solution.residual_gradient_norms(hs, 0 * W_hh, dh_last)

    assert np.array_equal(norms, np.full(31, np.linalg.norm(dh_last)))


def test_norms_below_1e_minus_30_are_right_in_their_digits():
    rng = np.random.default_rng(7)
    W_hh = contraction(rng, 3, 0.05) - 0.8 * np.eye(3)
    hs = solution.residual_rnn_forward(
        dense(rng, 100, 2, scale=0.1), dense(rng, 3), dense(rng, 3, 2), W_hh, np.zeros(3)
    )
    dh_last = dense(rng, 3)
    with mpmath.workdps(60):
        dh, want = mpmath.matrix(dh_last.tolist()), [mpmath.norm(mpmath.matrix(dh_last.tolist()))]
        for t in reversed(range(100)):
            u = [mpmath.mpf(float(a)) - mpmath.mpf(float(b)) for a, b in zip(hs[t + 1], hs[t], strict=True)]
            da = mpmath.matrix([dh[i] * (1 - u[i] ** 2) for i in range(3)])
            dh = dh + mpmath.matrix(W_hh.T.tolist()) * da
            want.append(mpmath.norm(dh))

    norms = solution.residual_gradient_norms(hs, W_hh, dh_last)

    assert norms[0] < 1e-40
    assert agree(norms, [float(value) for value in want[::-1]])


@pytest.mark.parametrize(
    ("weight", "left", "digits"), [(0.5, 24.7, 3), (-0.9, 1.07e-30, 3), (0.0, 1.0, 3), (-1.0, 0.0, 3)]
)
def test_one_unit_keeps_what_the_lesson_says_after_30_steps(weight, left, digits):
    W = np.array([[weight]])
    hs = solution.residual_rnn_forward(np.zeros((30, 1)), np.array([0.1]), W, W, np.zeros(1))

    norms = solution.residual_gradient_norms(hs, W, np.ones(1))

    assert float(f"{norms[0]:.{digits}g}") == left or (left == 0 and norms[0] < 1e-100)


@pytest.mark.parametrize("case", [checks.GROWING, checks.BENT, checks.CANCELLED, checks.LASTING], ids=lambda c: c.name)
def test_the_rounding_floor_hides_nothing_even_in_float32(case):
    for seed in range(50):
        arguments = case.make(generator(seed, "residual_gradient_norms", case.name))
        norms = solution.residual_gradient_norms(*arguments)

        assert np.all(SINGLE_ULPS * checks._walk_slack(*arguments) < 0.02 * norms)


def test_the_cancelled_shortcut_vanishes_and_the_other_lasts():
    for seed in range(50):
        vanished, lasting = (
            solution.residual_gradient_norms(*case.make(generator(seed, "residual_gradient_norms", case.name)))
            for case in (checks.CANCELLED, checks.LASTING)
        )

        assert 1e-34 < vanished[0] < 1e-12
        assert lasting[0] > 1e-3


# Attention


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("size", ATTENTION)
def test_context_and_weights_are_torchs(size, seed):
    rng = np.random.default_rng([seed, *size])
    query, hs = dense(rng, size[1]), dense(rng, *size)
    q, K = in_torch(query, hs)
    want = torch.nn.functional.scaled_dot_product_attention(q[None, None], K[None], K[None])[0, 0].numpy()
    weights = torch.softmax(K @ q / np.sqrt(size[1]), 0).numpy()

    got = solution.attention_context(query, hs)

    assert agree(got[0], want, axis=None)
    assert agree(got[1], weights, axis=None)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("size", ATTENTION)
def test_the_gradient_is_autograds(size, seed):
    rng = np.random.default_rng([seed, *size])
    dcontext, query, hs = dense(rng, size[1]), dense(rng, size[1]), dense(rng, *size)
    dc, q, K = in_torch(dcontext, query, hs)
    K.requires_grad_()
    torch.nn.functional.scaled_dot_product_attention(q[None, None], K[None], K[None])[0, 0].backward(dc)

    assert agree(solution.attention_gradient(dcontext, query, hs), K.grad.numpy(), axis=None)


@pytest.mark.parametrize("size", ATTENTION)
def test_attention_is_a_budget(size):
    """Weights sum to 1, and what the rows' gradients sum to is dcontext: the scores' own share sums to 0."""
    rng = np.random.default_rng(size)
    dcontext, query, hs = dense(rng, size[1]), dense(rng, size[1]), dense(rng, *size)

    _, weights = solution.attention_context(query, hs)
    total = solution.attention_gradient(dcontext, query, hs).sum(axis=0)

    assert agree(weights.sum(), 1.0, axis=None)
    assert agree(total, dcontext, axis=None, limit=1e-12 * size[0])


@pytest.mark.parametrize("level", [1e3, -1e3, 1e5, -1e5])
def test_a_number_added_to_all_scores_changes_no_weight(level):
    query, rows = np.array([2.0, 1.0, 4.0, 8.0]), np.random.default_rng(3).integers(-3, 4, (6, 4)).astype(float)
    shifted = rows + np.array([level, 0, 0, 0])  # every score grows by level, exactly

    weights, same = (solution.attention_context(query, hs)[1] for hs in (rows, shifted))

    assert np.array_equal(weights, same)


@pytest.mark.parametrize("level", [1000, -1000])
def test_scores_of_1000_are_right_in_their_digits(level):
    rng = np.random.default_rng(4)
    query, hs = checks._loud(rng, level)
    dcontext = dense(rng, 4)
    with mpmath.workdps(50):
        K, q, dc = (mpmath.matrix(array.tolist()) for array in (hs, query, dcontext))
        raised = [mpmath.exp(score / 2) for score in K * q]
        a = mpmath.matrix([value / mpmath.fsum(raised) for value in raised])
        worth = K * dc
        mean = mpmath.fdot(a, worth)
        dhs = [[a[n] * (dc[j] + (worth[n] - mean) * q[j] / 2) for j in range(4)] for n in range(6)]
        weights, context = [float(value) for value in a], [float(value) for value in K.T * a]

    got = solution.attention_context(query, hs)

    assert np.abs(hs @ query / 2 - level).max() < 50
    assert agree(got[0], context, axis=None)
    assert agree(got[1], weights, axis=None)
    assert agree(solution.attention_gradient(dcontext, query, hs), np.array(dhs, dtype=float), axis=None)


def test_every_row_of_a_loud_case_has_a_weight_one_can_see():
    for seed in range(20):
        for case in checks.LOUD[:2]:  # the third is about rows that have none
            query, hs = case.make(generator(seed, "attention_context", case.name))

            assert solution.attention_context(query, hs)[1].min() > 1e-4


def test_rows_that_score_alike_share_and_one_that_is_10_behind_gets_little():
    _, even = solution.attention_context(np.zeros(4), np.ones((50, 4)))
    _, behind = solution.attention_context(np.array([1.0]), np.array([[10.0], [0.0]]))

    assert np.array_equal(even, np.full(50, 0.02))
    assert f"{behind[1] / behind[0]:.2g}" == "4.5e-05"


# What was given


def test_no_argument_is_changed():
    arguments = sequence(6, 6, 3, 5)
    hs, dh = solution.residual_rnn_forward(*arguments), dense(np.random.default_rng(6), 5)
    calls = (
        (solution.residual_rnn_forward, arguments),
        (solution.skip_rnn_forward, (*arguments, 2)),
        (solution.residual_gradient_norms, (hs, arguments[3], dh)),
        (solution.attention_context, (dh, hs)),
        (solution.attention_gradient, (dh, arguments[1], hs)),
    )
    for function, given in calls:
        before = [np.array(one).tobytes() for one in given]
        function(*given)

        assert [np.array(one).tobytes() for one in given] == before


def test_the_states_are_fresh_arrays():
    arguments = sequence(7, 4, 2, 3)
    hs = solution.residual_rnn_forward(*arguments)

    assert not np.shares_memory(hs, arguments[1])
    assert np.all(step_errors(hs[1:], hs[:-1]) > 0)
