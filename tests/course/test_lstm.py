"""The solution of `lstm` against torch.nn.LSTMCell with autograd, mpmath, closed forms and the laws of a step back."""

from __future__ import annotations

import time

import mpmath
import numpy as np
import pytest
import torch
from helpers import ROOT, check_named, grade_plain, rubric_of

from grader.course.find import course_root
from grader.course.load import load_course, load_solution
from grader.direct import DirectSession
from grader.grade import grade
from grader.inside.drivers import driver
from grader.numeric.compare import first_difference, step_errors

solution = load_solution(load_course(course_root()), "lstm")

GRADIENTS = ("dx", "dh_prev", "dc_prev", "dW_x", "dW_h", "db")
SIZES = ((3, 5), (5, 3), (4, 4), (1, 6), (6, 1), (1, 1))  # (D, H)
EXACT = 1e-12


def weights(rng, D, H, scale=0.6, forget=0.0):
    b = 0.4 * rng.standard_normal(4 * H)
    b[H : 2 * H] += forget
    return scale * rng.standard_normal((4 * H, D)), scale * rng.standard_normal((4 * H, H)), b


def a_step(seed, D, H, scale=0.6):
    """(x, h_prev, c_prev, W_x, W_h, b)"""
    rng = np.random.default_rng([seed, D, H])
    return rng.standard_normal(D), np.tanh(rng.standard_normal(H)), rng.standard_normal(H), *weights(rng, D, H, scale)


def back(dh, dc, step):
    """Our step back from a step that was really made."""
    x, h_prev, c_prev, W_x, W_h, b = step
    _, c, gates = solution.lstm_step(x, h_prev, c_prev, W_x, W_h, b)
    return solution.lstm_step_backward(dh, dc, x, h_prev, c_prev, c, gates, W_x, W_h)


def a_cell(W_x, W_h, b):
    """PyTorch's own cell with our numbers; its second bias is 0."""
    cell = torch.nn.LSTMCell(W_x.shape[1], W_h.shape[1]).double()
    with torch.no_grad():
        for parameter, value in ((cell.weight_ih, W_x), (cell.weight_hh, W_h), (cell.bias_ih, b)):
            parameter.copy_(torch.from_numpy(value))
        cell.bias_hh.zero_()
    return cell


def leaf(array):
    return torch.tensor(array, dtype=torch.float64, requires_grad=True)


def agree(got, want, limit=EXACT):
    return first_difference(np.asarray(got), np.asarray(want), limit=limit) is None


def record(xs, W_x, W_h, b):
    """The steps of a sequence from zeros, as `lstm_step_backward` wants them, and the last (h, c)."""
    h = c = np.zeros(W_h.shape[1])
    steps = []
    for x in xs:
        h_next, c_next, gates = solution.lstm_step(x, h, c, W_x, W_h, b)
        steps.append((x, h, c, c_next, gates, W_x, W_h))
        h, c = h_next, c_next
    return steps, h, c


def walk(steps, dh, dc):
    """(dxs, dcs, dh0): dx at every step, and the gradient at every cell, the first one included."""
    dxs, dcs = [], [dc]
    for step in reversed(steps):
        dx, dh, dc, *_ = solution.lstm_step_backward(dh, dc, *step)
        dxs.append(dx)
        dcs.append(dc)
    return np.array(dxs[::-1]), np.array(dcs[::-1]), dh


# Laws


@pytest.mark.parametrize("D, H", SIZES)
def test_a_gradient_has_the_shape_of_what_it_is_the_gradient_of(D, H):
    x, h_prev, c_prev, W_x, W_h, b = step = a_step(0, D, H)

    gradients = back(np.ones(H), np.ones(H), step)

    assert [gradient.shape for gradient in gradients] == [like.shape for like in (x, h_prev, c_prev, W_x, W_h, b)]


@pytest.mark.parametrize("size", [1.0, 1e-8, 1e-25, 1e-130])
def test_a_step_back_is_linear_in_the_blame_at_any_scale(size):
    rng, step = np.random.default_rng(1), a_step(1, 3, 5)
    (dh, dc), (eh, ec) = rng.standard_normal((2, 2, 5))
    together = back(size * (2 * dh - eh), size * (2 * dc - ec), step)
    apart = zip(back(dh, dc, step), back(eh, ec, step), strict=True)

    for name, got, (one, other) in zip(GRADIENTS, together, apart, strict=True):
        assert agree(got, size * (2 * one - other)), name


def test_blame_from_h_and_blame_from_c_add_up():
    rng, step, zero = np.random.default_rng(2), a_step(2, 6, 4), np.zeros(4)
    dh, dc = rng.standard_normal((2, 4))
    parts = zip(back(dh, zero, step), back(zero, dc, step), strict=True)

    for name, both, (from_h, from_c) in zip(GRADIENTS, back(dh, dc, step), parts, strict=True):
        assert agree(both, from_h + from_c), name


@pytest.mark.parametrize("D, H", SIZES)
def test_pushing_forward_and_pulling_back_measure_the_same(D, H):
    # <J v, u> by torch's product with a vector, <v, J' u> by our step back: one Jacobian, two ways round.
    rng, step = np.random.default_rng(3), a_step(3, D, H)
    nudges = [rng.standard_normal(np.shape(part)) for part in step]
    dh, dc = rng.standard_normal((2, H))

    def outputs(x, h, c, W_x, W_h, b):
        i, f, g, o = (W_x @ x + W_h @ h + b).reshape(4, H)
        c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
        return torch.sigmoid(o) * torch.tanh(c), c

    to_torch, along = ([torch.from_numpy(part) for part in parts] for parts in (step, nudges))
    _, (h_dot, c_dot) = torch.autograd.functional.jvp(outputs, tuple(to_torch), tuple(along))
    forward = h_dot.numpy() @ dh + c_dot.numpy() @ dc
    backward = [np.sum(gradient * nudge) for gradient, nudge in zip(back(dh, dc, step), nudges, strict=True)]

    assert abs(forward - sum(backward)) <= 1e-12 * np.sum(np.abs(backward))


def test_no_blame_gives_no_gradient():
    gradients = back(np.zeros(5), np.zeros(5), a_step(4, 3, 5))

    assert not any(gradient.any() for gradient in gradients)


def test_all_arguments_are_left_as_they_were():
    rng, step = np.random.default_rng(5), a_step(5, 3, 5)
    _, c, gates = solution.lstm_step(*step)
    x, h_prev, c_prev, W_x, W_h, b = step
    arguments = (*rng.standard_normal((2, 5)), x, h_prev, c_prev, c, gates, W_x, W_h)
    before = [argument.tobytes() for argument in (*arguments, b)]

    solution.lstm_step(*step)
    solution.lstm_step_backward(*arguments)
    solution.init_forget_bias(b, 3.0)
    solution.cell_gradient(gates)

    assert [argument.tobytes() for argument in (*arguments, b)] == before


# One step, against torch


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("D, H", SIZES)
def test_a_step_is_pytorchs(D, H, seed):
    x, h_prev, c_prev, W_x, W_h, b = a_step(seed, D, H)
    h, c, _ = solution.lstm_step(x, h_prev, c_prev, W_x, W_h, b)
    with torch.no_grad():
        want = a_cell(W_x, W_h, b)(leaf(x), (leaf(h_prev), leaf(c_prev)))

    assert agree(h, want[0].numpy())
    assert agree(c, want[1].numpy())


def test_the_gates_rows_are_i_f_g_o():
    x, h_prev, c_prev, W_x, W_h, b = a_step(6, 3, 5)
    a = torch.from_numpy(W_x @ x + W_h @ h_prev + b).reshape(4, 5)
    want = torch.stack([torch.sigmoid(a[0]), torch.sigmoid(a[1]), torch.tanh(a[2]), torch.sigmoid(a[3])])

    assert agree(solution.lstm_step(x, h_prev, c_prev, W_x, W_h, b)[2], want.numpy())


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("D, H", SIZES)
@pytest.mark.parametrize("from_h, from_c", [(1, 1), (1, 0), (0, 1)])
def test_a_step_back_is_autograds(D, H, seed, from_h, from_c):
    rng, step = np.random.default_rng([seed, 7]), a_step(seed, D, H)
    x, h_prev, c_prev, W_x, W_h, b = step
    dh, dc = from_h * rng.standard_normal(H), from_c * rng.standard_normal(H)
    cell, inputs = a_cell(W_x, W_h, b), [leaf(x), leaf(h_prev), leaf(c_prev)]
    h, c = cell(inputs[0], (inputs[1], inputs[2]))
    (h @ torch.from_numpy(dh) + c @ torch.from_numpy(dc)).backward()
    want = (*(one.grad for one in inputs), cell.weight_ih.grad, cell.weight_hh.grad, cell.bias_ih.grad)

    for name, got, wanted in zip(GRADIENTS, back(dh, dc, step), want, strict=True):
        assert agree(got, wanted.numpy()), name


@pytest.mark.parametrize("push", [40.0, 900.0, 1e5])
def test_pushed_gates_stand_at_their_stops_and_nothing_is_nan(push):
    x, h_prev, c_prev, W_x, W_h, b = a_step(8, 3, 4)
    i, f, _, o = b.reshape(4, 4)
    i[:], f[:], o[:] = -push, push, push
    h, c, gates = solution.lstm_step(x, h_prev, c_prev, W_x, W_h, b)

    assert agree(c, c_prev)
    assert agree(h, np.tanh(c_prev))
    assert np.all(np.isfinite(gates))


def test_a_cell_that_is_kept_hands_its_blame_on_whole():
    rng = np.random.default_rng(9)
    x, h_prev, c_prev, W_x, W_h, _ = a_step(9, 3, 5)
    gates = np.array([0.0, 1.0, 1.0, 0.0])[:, np.newaxis] * np.ones((4, 5))
    dh, dc = rng.standard_normal((2, 5))
    dx, dh_prev, dc_prev, dW_x, dW_h, db = solution.lstm_step_backward(
        dh, dc, x, h_prev, c_prev, c_prev, gates, W_x, W_h
    )

    assert np.array_equal(dc_prev, dc)
    assert not any(gradient.any() for gradient in (dx, dh_prev, dW_x, dW_h, db))


# Many steps


@pytest.mark.parametrize("forget, T", [(3.0, 60), (0.0, 80), (-2.0, 60)])
def test_a_walk_back_is_autograds_at_every_step_however_little_is_left(forget, T):
    rng = np.random.default_rng(10)
    D, H = 3, 5
    W_x, W_h, b = weights(rng, D, H, scale=0.25, forget=forget)
    xs, dh = rng.standard_normal((T, D)), rng.standard_normal(H)
    steps, _, _ = record(xs, W_x, W_h, b)
    dxs, dcs, _ = walk(steps, dh, np.zeros(H))
    cell, inputs = a_cell(W_x, W_h, b), leaf(xs)
    h, c = torch.zeros(H, dtype=torch.float64), leaf(np.zeros(H))
    c0 = c
    for x in inputs:
        h, c = cell(x, (h, c))
    (h @ torch.from_numpy(dh)).backward()

    assert step_errors(dxs, inputs.grad.numpy()).max() < 1e-11
    assert agree(dcs[0], c0.grad.numpy(), 1e-11)
    if forget < 0:
        assert np.abs(dcs[0]).max() < 1e-30


def test_without_W_h_the_cells_own_path_is_the_only_one():
    rng = np.random.default_rng(11)
    D, H, T = 3, 4, 90
    W_x, W_h, b = weights(rng, D, H, forget=-1.0)
    steps, _, _ = record(rng.standard_normal((T, D)), W_x, 0 * W_h, b)
    dc = rng.standard_normal(H)
    _, dcs, _ = walk(steps, np.zeros(H), dc)
    path = solution.cell_gradient(np.array([step[4][1] for step in steps]))

    assert step_errors(path * dc, dcs).max() < 1e-12
    assert np.abs(dcs[0]).max() < 1e-30


def test_one_unit_without_weights_is_a_power():
    f, o, T = mpmath.mpf("0.25"), mpmath.mpf("0.5"), 200
    b = np.array([-np.inf, float(mpmath.log(f / (1 - f))), 0.3, 0.0])
    c0, W = np.array([0.8]), np.zeros((4, 1))
    steps, h, c = [], np.zeros(1), c0
    for _ in range(T):
        h_next, c_next, gates = solution.lstm_step(np.zeros(1), h, c, W, W, b)
        steps.append((np.zeros(1), h, c, c_next, gates, W, W))
        h, c = h_next, c_next
    _, dcs, _ = walk(steps, np.ones(1), np.zeros(1))
    with mpmath.workdps(60):
        slope = 1 - mpmath.tanh(f**T * mpmath.mpf(0.8)) ** 2
        want = np.array([float(f**T * o * slope)])

    assert want[0] < 1e-120
    assert agree(dcs[0], want, 1e-11)


# cell_gradient


@pytest.mark.parametrize("T, H", [(0, 3), (1, 1), (6, 4), (300, 2)])
def test_every_row_is_the_product_that_mpmath_gives(T, H):
    gates = np.random.default_rng(T).uniform(0.1, 0.6, (T, H))
    want = np.array([[float(mpmath.fprod(map(mpmath.mpf, gates[t:, u]))) for u in range(H)] for t in range(T + 1)])
    got = solution.cell_gradient(gates)

    assert got.shape == (T + 1, H)
    assert step_errors(got, want).max() < EXACT
    if T == 300:
        assert got[0].max() < 1e-100


def test_a_path_may_be_cut_anywhere_and_multiplied():
    gates = np.random.default_rng(12).uniform(0.2, 1.0, (30, 3))
    whole, later = solution.cell_gradient(gates), solution.cell_gradient(gates[11:])

    assert step_errors(whole[11:], later).max() == 0.0
    assert step_errors(whole[:12], solution.cell_gradient(gates[:11]) * later[0]).max() < EXACT


def test_a_shut_gate_lets_nothing_through_and_open_ones_everything():
    gates = np.ones((5, 2))
    gates[2, 0] = 0.0

    assert solution.cell_gradient(gates).tolist() == [[0, 1], [0, 1], [0, 1], [1, 1], [1, 1], [1, 1]]


# init_forget_bias


@pytest.mark.parametrize("H", [1, 2, 7])
@pytest.mark.parametrize("value", [1.0, 4.27, -2, 0])
def test_only_the_forget_slice_is_set(H, value):
    b = np.random.default_rng(H).standard_normal(4 * H)
    new = solution.init_forget_bias(b, value)

    assert new.reshape(4, H)[1].tolist() == [value] * H
    assert np.array_equal(np.delete(new.reshape(4, H), 1, axis=0), np.delete(b.reshape(4, H), 1, axis=0))
    assert not np.shares_memory(new, b)


def test_the_default_is_one_and_the_value_may_be_named():
    b = np.zeros(8)

    assert solution.init_forget_bias(b).tolist() == [0, 0, 1, 1, 0, 0, 0, 0]
    assert solution.init_forget_bias(b, value=2.0).tolist() == [0, 0, 2, 2, 0, 0, 0, 0]


def test_a_cell_with_the_bias_forgets_by_its_sigmoid():
    b = solution.init_forget_bias(np.zeros(12), 4.27)
    zero = np.zeros(3)
    _, c, _ = solution.lstm_step(np.zeros(2), zero, np.ones(3), np.zeros((12, 2)), np.zeros((12, 3)), b)

    assert agree(c, np.full(3, float(1 / (1 + mpmath.exp(-mpmath.mpf(4.27))))))


# The lesson's numbers


def the_lessons_network(forget):
    """16 units, 8 inputs, 60 steps, drawn in the order that the lesson names."""
    rng = np.random.default_rng(0)
    D, H, T = 8, 16, 60
    W_x, W_h = rng.uniform(-0.25, 0.25, (4 * H, D)), rng.uniform(-0.25, 0.25, (4 * H, H))
    xs, coefficients = rng.standard_normal((T, D)), rng.standard_normal(H)
    steps, _, _ = record(xs, W_x, W_h, solution.init_forget_bias(np.zeros(4 * H), forget))
    return steps, coefficients


def walk_with_one_line_wrong(steps, dh):
    """Hand c_prev what the next step said about c, and not what this step's h says."""
    dxs, dc, dW_x = [], np.zeros(len(dh)), 0.0
    for step in reversed(steps):
        dx, dh, _, share, *_ = solution.lstm_step_backward(dh, dc, *step)
        dc = dc * step[4][1]
        dW_x = dW_x + share
        dxs.append(dx)
    return np.array(dxs[::-1]), dW_x


@pytest.mark.parametrize(
    "forget, mean, right, wrong",
    [(0.0, "0.50", "2.2e-14", "2.4e-54"), (1.0, "0.72", "1.8e-06", "8.1e-54"), (3.0, "0.95", "0.4", "1.6e-54")],
)
def test_the_lessons_table_is_what_its_network_gives(forget, mean, right, wrong):
    steps, dh = the_lessons_network(forget)
    dxs, _, _ = walk(steps, dh, np.zeros(16))
    lost, _ = walk_with_one_line_wrong(steps, dh)

    assert f"{np.mean([step[4][1] for step in steps]):.2f}" == mean
    assert f"{np.linalg.norm(dxs[0]):.2g}" == right
    assert f"{np.linalg.norm(lost[0]):.2g}" == wrong
    assert np.array_equal(dxs[-1], lost[-1])


def test_at_the_sixth_input_from_the_end_four_digits_are_lost_and_the_weights_gradient_does_not_tell():
    steps, dh = the_lessons_network(3.0)
    dxs, _, _ = walk(steps, dh, np.zeros(16))
    lost, lost_dW_x = walk_with_one_line_wrong(steps, dh)
    dW_x, dc = 0.0, np.zeros(16)
    for step in reversed(steps):
        _, dh, dc, share, *_ = solution.lstm_step_backward(dh, dc, *step)
        dW_x = dW_x + share

    assert f"{np.linalg.norm(dxs[-6]):.2f} {np.linalg.norm(lost[-6]):.1e}" == "0.27 1.7e-05"
    assert f"{np.linalg.norm(dW_x):.1f} {np.linalg.norm(lost_dW_x):.1f}" == "17.9 2.2"


def test_a_plain_tanh_network_lets_more_through_than_the_wrong_lstm():
    rng = np.random.default_rng(0)
    W_xh, W_hh = rng.uniform(-0.25, 0.25, (16, 8)), rng.uniform(-0.25, 0.25, (16, 16))
    xs, blame = rng.standard_normal((60, 8)), rng.standard_normal(16)
    hs = [np.zeros(16)]
    for x in xs:
        hs.append(np.tanh(W_xh @ x + W_hh @ hs[-1]))
    for h in hs[:0:-1]:
        da = blame * (1 - h**2)
        dx, blame = W_xh.T @ da, W_hh.T @ da

    assert f"{np.linalg.norm(dx):.1e}" == "5.8e-18"


def test_the_cells_own_path_is_not_the_whole_gradient():
    steps, dc = the_lessons_network(3.0)
    _, dcs, _ = walk(steps, np.zeros(16), dc)
    path = dc * solution.cell_gradient(np.array([step[4][1] for step in steps]))[0]

    assert f"{np.linalg.norm(path):.2f} {np.linalg.norm(dcs[0]):.1f}" == "0.17 3.6"
    assert int(np.sum(np.sign(path) != np.sign(dcs[0]))) == 9


def test_the_powers_in_the_lesson_are_right():
    def kept(bias):
        return (1 / (1 + mpmath.exp(-mpmath.mpf(bias)))) ** 50

    assert f"{float(kept(0)):.0e} {float(kept(1)):.1e} {float(kept(4.27)):.2f}" == "9e-16 1.6e-07 0.50"


# What a learner is shown


def test_a_lost_carry_is_drawn_over_forty_steps():
    source = (ROOT / "tests/submissions/lstm/dc_prev_without_h.py").read_text()
    finding = check_named(grade_plain(source, "lstm"), "lstm.dc_prev_matches").finding

    assert [idea.id for idea in finding.ideas] == ["lstm.dc_prev_without_h"]
    assert finding.where.startswith("40 of your steps back, the norm of dx is ")
    assert finding.picture.got[0] < -40 and finding.picture.want[0] > -3
    assert finding.picture.got[-1] == finding.picture.want[-1]


def test_forty_steps_find_what_one_step_hides():
    source = (ROOT / "tests/submissions/lstm/backward_gives_up_after_ten.py").read_text()
    finding = check_named(grade_plain(source, "lstm"), "lstm.forty_steps").finding

    assert finding.message.startswith("40 of your steps back, the norm of dx is ")
    assert "the first wrong step on the way back" in finding.where


def test_an_exception_on_the_way_says_how_far_the_walk_had_come():
    right = (ROOT / "tests/submissions/lstm/right_backward_letters.py").read_text()
    tired = right.replace(
        "    i, f, g, o = gates\n", "    calls.append(1)\n    assert len(calls) < 13, 'tired'\n    i, f, g, o = gates\n"
    )
    finding = check_named(grade_plain(tired + "\n\ncalls = []\n", "lstm"), "lstm.forty_steps").finding

    assert finding.message == "raised AssertionError: tired"
    assert finding.where.endswith(" steps back from the loss")


class Counting(DirectSession):
    """Counts the calls that a file is asked for."""

    asked = 0

    def call(self, call, foreseen=()):
        self.asked += 1
        return super().call(call, foreseen)


def test_a_right_file_walks_forty_steps_in_one_call():
    rubric = rubric_of("lstm")
    source = (ROOT / "solutions/lstm.py").read_text()
    session = Counting(source, "lstm.py", rubric.functions)

    result = grade(rubric, source.encode(), "lstm.py", session, time.monotonic)

    assert result.passed
    assert session.asked < 40


def test_a_walk_in_one_call_is_a_walk_step_by_step():
    rng = np.random.default_rng(3)
    T, D, H = 5, 3, 2
    steps = [rng.standard_normal((T, *shape)) for shape in ((D,), (H,), (H,), (H,), (4, H))]
    W_x, W_h = rng.standard_normal((4 * H, D)), rng.standard_normal((4 * H, H))
    first = rng.standard_normal(H), rng.standard_normal(H)

    walked = driver("walked_back")(solution.lstm_step_backward, *first, *steps, W_x, W_h)

    blame = first
    for t in reversed(range(T)):
        dx, *blame, _, _, _ = solution.lstm_step_backward(*blame, *(one[t] for one in steps), W_x, W_h)
        assert walked[t].tobytes() == dx.tobytes()
