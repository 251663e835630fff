"""Proves solutions/rnn.py: laws of a recurrent network first, then torch.nn and mpmath, which know nothing of it."""

import itertools

import mpmath
import numpy as np
import pytest
import torch

from grader.course.find import course_root
from grader.course.load import load_course, load_solution
from grader.numeric.cases import contraction, dense, generator
from grader.numeric.compare import first_difference

rnn = load_solution(load_course(course_root()), "rnn")

SHAPES = [(6, 3, 5), (7, 6, 4), (1, 3, 4), (5, 3, 1), (5, 1, 4), (1, 1, 1), (60, 2, 8), (200, 4, 3)]


def sequence(T, D, H, norm=1.2, scale=0.7, seed=0):
    """(xs, h0, W_xh, W_hh, b), everything dense and nothing 0."""
    rng = generator(seed, "test_rnn", f"{T} {D} {H}")
    h0, b = 0.8 * np.tanh(dense(rng, H)), dense(rng, H, scale=0.4)
    return dense(rng, T, D, scale=scale), h0, dense(rng, H, D, scale=0.5), contraction(rng, H, norm), b


def as_tensors(*arrays):
    return [torch.tensor(array, dtype=torch.float64) for array in arrays]


def agree(got, want, axis=0):
    """Relative, step by step, and shapes first."""
    assert np.shape(got) == np.shape(want)
    return first_difference(np.asarray(got), np.asarray(want), axis=axis, backward=False) is None


# Laws


@pytest.mark.parametrize(("T", "D", "H"), [*SHAPES, (0, 3, 4)])
def test_a_record_has_one_row_more_than_inputs_and_starts_with_h0(T, D, H):
    xs, h0, *weights = sequence(T, D, H)

    hs = rnn.rnn_forward(xs, h0, *weights)

    assert hs.shape == (T + 1, H)
    assert np.array_equal(hs[0], h0)


@pytest.mark.parametrize(("T", "D", "H"), SHAPES)
def test_every_row_is_one_step_from_the_row_before(T, D, H):
    xs, h0, *weights = sequence(T, D, H)

    hs = rnn.rnn_forward(xs, h0, *weights)

    assert all(np.array_equal(hs[t + 1], rnn.rnn_step(xs[t], hs[t], *weights)) for t in range(T))


@pytest.mark.parametrize("cut", range(8))
def test_reading_a_sequence_in_two_parts_is_reading_it_at_once(cut):
    xs, h0, *weights = sequence(7, 3, 5)

    first = rnn.rnn_forward(xs[:cut], h0, *weights)
    second = rnn.rnn_forward(xs[cut:], first[-1], *weights)

    assert np.array_equal(np.vstack([first, second[1:]]), rnn.rnn_forward(xs, h0, *weights))


@pytest.mark.parametrize("changed", range(7))
def test_an_input_changes_what_follows_it_and_nothing_before(changed):
    xs, h0, *weights = sequence(7, 3, 5)
    other = xs.copy()
    other[changed] += 1.0

    one, two = rnn.rnn_forward(xs, h0, *weights), rnn.rnn_forward(other, h0, *weights)

    assert np.array_equal(one[: changed + 1], two[: changed + 1])
    assert np.all(np.any(one[changed + 1 :] != two[changed + 1 :], axis=1))


@pytest.mark.parametrize(("T", "D", "H"), SHAPES)
def test_turning_every_sign_turns_every_state(T, D, H):
    xs, h0, W_xh, W_hh, b = sequence(T, D, H)

    turned = rnn.rnn_forward(-xs, -h0, W_xh, W_hh, -b)

    assert np.array_equal(turned, -rnn.rnn_forward(xs, h0, W_xh, W_hh, b))


def test_renaming_the_units_renames_them_in_every_state():
    xs, h0, W_xh, W_hh, b = sequence(6, 3, 5)
    order = np.array([3, 0, 4, 2, 1])

    renamed = rnn.rnn_forward(xs, h0[order], W_xh[order], W_hh[np.ix_(order, order)], b[order])

    assert agree(renamed, rnn.rnn_forward(xs, h0, W_xh, W_hh, b)[:, order])


def test_a_bias_is_the_weight_of_an_input_that_is_always_one():
    xs, h0, W_xh, W_hh, b = sequence(6, 3, 5)

    without = rnn.rnn_forward(np.c_[xs, np.ones(6)], h0, np.c_[W_xh, b], W_hh, np.zeros(5))

    assert agree(without, rnn.rnn_forward(xs, h0, W_xh, W_hh, b))


@pytest.mark.parametrize("scale", [0.7, 30.0, 1e6])
def test_no_state_after_the_first_leaves_the_range_of_tanh(scale):
    xs, h0, *weights = sequence(40, 3, 5, scale=scale)

    assert np.all(np.abs(rnn.rnn_forward(xs, h0, *weights)[1:]) <= 1.0)


def test_nothing_comes_of_nothing():
    _, _, W_xh, W_hh, _ = sequence(6, 3, 5)

    hs = rnn.rnn_forward(np.zeros((6, 3)), np.zeros(5), W_xh, W_hh, np.zeros(5))

    assert np.array_equal(hs, np.zeros((7, 5)))


# What belongs to the caller


def test_arguments_are_left_as_they_were_and_share_nothing_with_the_answer():
    given = sequence(6, 3, 5)
    before = [array.copy() for array in given]
    step = (given[0][0], *given[1:])

    answers = [rnn.rnn_forward(*given), rnn.rnn_step(*step)]

    assert all(np.array_equal(array, old) for array, old in zip(given, before, strict=True))
    assert not any(np.shares_memory(one, array) for one, array in itertools.product(answers, given))


def test_views_that_are_not_contiguous_are_read_right():
    xs, h0, W_xh, W_hh, b = sequence(6, 3, 5)
    wide = np.repeat(xs, 2, axis=1)[:, ::2]
    mirrored = h0[::-1].copy()[::-1]

    views = rnn.rnn_forward(wide, mirrored, np.asfortranarray(W_xh), W_hh.T.copy().T, b)

    assert agree(views, rnn.rnn_forward(xs, h0, W_xh, W_hh, b))


# torch.nn


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(("T", "D", "H"), SHAPES)
def test_states_are_those_of_torch_rnn(T, D, H, seed):
    # Below norm 1, so that 200 steps of two roundings cannot drift apart.
    given = sequence(T, D, H, norm=0.9, seed=seed)
    xs, h0, W_xh, W_hh, b = as_tensors(*given)
    network = torch.nn.RNN(D, H, dtype=torch.float64)
    with torch.no_grad():
        for parameter, value in zip(network.parameters(), (W_xh, W_hh, b / 4, 3 * b / 4), strict=True):
            parameter.copy_(value)
        after, _ = network(xs, h0[None])

    assert agree(rnn.rnn_forward(*given)[1:], after.numpy())


@pytest.mark.parametrize(("D", "H"), [(3, 5), (6, 4), (1, 4), (3, 1)])
def test_a_step_is_that_of_torch_rnn_cell(D, H):
    xs, h0, *weights = sequence(1, D, H)
    cell = torch.nn.RNNCell(D, H, dtype=torch.float64)
    with torch.no_grad():
        values = as_tensors(*weights, np.zeros(H))
        for parameter, value in zip(cell.parameters(), values, strict=True):
            parameter.copy_(value)
        want = cell(*as_tensors(xs, h0[None]))[0].numpy()

    assert agree(rnn.rnn_step(xs[0], h0, *weights), want, axis=None)


# mpmath, 60 digits


def exact_states(xs, h0, W_xh, W_hh, b):
    with mpmath.workdps(60):
        W, U, bias = mpmath.matrix(W_xh.tolist()), mpmath.matrix(W_hh.tolist()), mpmath.matrix(b.tolist())
        states = [mpmath.matrix(h0.tolist())]
        for x in xs:
            states.append((W * mpmath.matrix(x.tolist()) + U * states[-1] + bias).apply(mpmath.tanh))
        return np.array([[float(entry) for entry in state] for state in states])


@pytest.mark.parametrize(("T", "D", "H"), [(12, 2, 3), (0, 2, 3), (8, 3, 1)])
def test_states_are_those_of_sixty_digits(T, D, H):
    given = sequence(T, D, H)

    assert agree(rnn.rnn_forward(*given), exact_states(*given))


def test_a_state_that_fades_below_1e_30_keeps_its_digits_to_the_end():
    _, h0, W_xh, W_hh, b = sequence(200, 2, 3, norm=0.7)
    given = np.zeros((200, 2)), h0, W_xh, W_hh, 0 * b

    hs = rnn.rnn_forward(*given)

    assert 0 < np.abs(hs[-1]).max() < 1e-30
    assert agree(hs, exact_states(*given))


@pytest.mark.parametrize("size", [20.0, 800.0, 1e6, 1e300])
def test_a_saturated_unit_stands_at_its_stop_exactly(size):
    x, W_xh = np.array([size]), np.array([[1.0], [-1.0], [0.0]])

    h = rnn.rnn_step(x, np.zeros(3), W_xh, np.zeros((3, 3)), np.full(3, 0.25))

    assert h.tolist() == [1.0, -1.0, float(mpmath.tanh(0.25))]


# What the lesson says


@pytest.mark.parametrize("sign", [1, -1])
def test_one_unit_with_weight_two_keeps_the_sign_it_began_with_and_loses_its_gradient(sign):
    weights = np.zeros((1, 1)), np.array([[2.0]]), np.zeros(1)

    hs = sign * rnn.rnn_forward(np.zeros((60, 1)), np.array([0.1 * sign]), *weights)

    assert [f"{h:.3f}" for h in hs[1:6, 0]] == ["0.197", "0.375", "0.636", "0.854", "0.936"]
    assert f"{hs[60, 0]:.4f}" == "0.9575"
    assert f"{np.prod(2 * (1 - hs[1:, 0] ** 2)):.0e}" == "8e-44"


def test_one_unit_with_weight_nine_tenths_forgets_its_sign():
    weights = np.zeros((1, 1)), np.array([[0.9]]), np.zeros(1)

    hs = rnn.rnn_forward(np.zeros((60, 1)), np.array([0.1]), *weights)

    assert f"{hs[60, 0]:.4f}" == "0.0002"


def test_two_copies_that_read_the_same_inputs_forget_how_they_differed():
    rng, H = np.random.default_rng(0), 32
    W_hh = 0.9 * rng.standard_normal((H, H)) / np.sqrt(H)
    xs, W_xh = rng.standard_normal((100, 3)), 0.5 * rng.standard_normal((H, 3))

    up, down = (rnn.rnn_forward(xs, np.full(H, h), W_xh, W_hh, np.zeros(H)) for h in (0.9, -0.9))
    apart = np.linalg.norm(up - down, axis=1)

    assert [f"{apart[t]:.2g}" for t in (1, 10)] == ["4.4", "0.014"]
    assert f"{apart[30]:.0e}" == "6e-08"
    assert np.abs(up[60] - down[60]).max() < 1e-15
