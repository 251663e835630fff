"""What a step does to a gradient, against torch's autograd and against closed forms."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch

from grader.course.find import course_root
from grader.course.load import load_course, load_solution
from grader.numeric.compare import first_difference
from grader.portrait.journey import input_weights, inputs, journey, log_norms, step_jacobian, unit_gradient
from grader.portrait.weights import Weights, draw, with_gain, with_radius

COURSE = load_course(course_root())
STEPS, SEED, BIAS = 25, 3, 1.5


def agree(got, want) -> bool:
    return first_difference(np.asarray(got), np.asarray(want), limit=1e-9, axis=0) is None


def norms_from_torch(cell: torch.nn.Module, weights: Weights, start: np.ndarray) -> np.ndarray:
    """The norm of the gradient of every state, the last first, from autograd. A state is copied before it goes on: what
    the copy receives is what the next step alone has to say."""
    W_x = input_weights(COURSE, weights, SEED)
    for name, value in (("weight_ih", W_x), ("weight_hh", weights.matrix)):
        getattr(cell, name).data = torch.tensor(value)
    H = weights.hidden
    size = len(start) // H
    state = tuple(torch.zeros(H, dtype=torch.float64, requires_grad=True) for _ in range(size))
    states = [state]
    for x in inputs(STEPS, SEED):
        after = cell(torch.tensor(x), state if size == 2 else state[0])
        state = tuple(one.clone() for one in (after if size == 2 else (after,)))
        for one in state:
            one.retain_grad()
        states.append(state)
    sum((one * torch.tensor(part)).sum() for one, part in zip(state, np.split(start, size), strict=True)).backward()
    return np.array([torch.cat([part.grad for part in one]).norm().item() for one in reversed(states)])


@pytest.mark.parametrize("activation", ["tanh", "relu"])
def test_a_plain_networks_gradient_is_autograds(activation):
    weights = with_radius(COURSE, draw(COURSE, "gaussian", "rnn", 7, SEED), 0.9)
    start = unit_gradient(7, SEED)
    cell = torch.nn.RNNCell(8, 7, bias=False, nonlinearity=activation, dtype=torch.float64)

    run = journey(COURSE, weights, activation, STEPS, SEED, 0.0)

    assert agree(np.power(10, log_norms(run.pulls, start)), norms_from_torch(cell, weights, start))


def test_an_lstms_gradient_of_both_states_is_autograds():
    weights = draw(COURSE, "orthogonal", "lstm", 6, SEED)
    start = np.concatenate([np.zeros(6), unit_gradient(6, SEED)])
    cell = torch.nn.LSTMCell(8, 6, dtype=torch.float64)
    cell.bias_hh.data.zero_()
    cell.bias_ih.data = torch.tensor([0.0] * 6 + [BIAS] * 6 + [0.0] * 12, dtype=torch.float64)

    run = journey(COURSE, weights, "tanh", STEPS, SEED, BIAS)

    assert agree(np.power(10, log_norms(run.pulls, start)), norms_from_torch(cell, weights, start))


def test_a_grus_gradient_is_autograds():
    weights = draw(COURSE, "gaussian", "gru", 6, SEED)
    start = unit_gradient(6, SEED)
    cell = torch.nn.GRUCell(8, 6, dtype=torch.float64)
    cell.bias_hh.data.zero_()
    cell.bias_ih.data = torch.tensor([0.0] * 6 + [BIAS] * 6 + [0.0] * 6, dtype=torch.float64)

    run = journey(COURSE, weights, "tanh", STEPS, SEED, BIAS)

    assert agree(np.power(10, log_norms(run.pulls, start)), norms_from_torch(cell, weights, start))


def test_the_norms_are_those_of_the_courses_own_solution():
    weights = with_radius(COURSE, draw(COURSE, "orthogonal", "rnn", 9, SEED), 0.9)
    xs, W_xh, start = inputs(STEPS, SEED), input_weights(COURSE, weights, SEED), unit_gradient(9, SEED)
    hs = load_solution(COURSE, "rnn").rnn_forward(xs, np.zeros(9), W_xh, weights.matrix, np.zeros(9))
    hs = hs[0] if isinstance(hs, tuple) else hs
    want = load_solution(COURSE, "jacobians").gradient_norms(hs, weights.matrix, start)

    run = journey(COURSE, weights, "tanh", STEPS, SEED, 0.0)

    assert agree(np.power(10, log_norms(run.pulls, start)), want[::-1])


@pytest.mark.parametrize("cell", ["rnn", "lstm", "gru"])
def test_a_jacobians_rows_are_what_unit_gradients_turn_into(cell):
    run = journey(COURSE, draw(COURSE, "gaussian", cell, 5, SEED), "tanh", 3, SEED, BIAS)
    J, gradient = step_jacobian(run.pulls[-1], run.size), unit_gradient(run.size, SEED)

    assert J.shape == (run.size, run.size)
    assert agree(run.pulls[-1](gradient), gradient @ J)


@pytest.mark.parametrize("gain", [1e-3, 0.5, 1e3, 1e60])
def test_a_linear_networks_gradient_is_a_power_far_beyond_the_range_of_floats(gain):
    weights = with_gain(draw(COURSE, "orthogonal", "rnn", 4, SEED), gain)

    logs = log_norms(journey(COURSE, weights, "linear", 2000, SEED, 0.0).pulls, unit_gradient(4, SEED))

    assert agree(logs[1:], [k * math.log10(gain) for k in range(1, 2001)])


def test_numbers_whose_squares_underflow_are_not_zero():
    logs = log_norms([lambda gradient: gradient * 1e-200] * 3, np.array([0.6, 0.8]))

    assert agree(logs[1:], [-200.0, -400.0, -600.0])


def test_a_gradient_of_which_nothing_is_left_is_minus_infinity():
    B = np.array([[0.0, 2.0], [0.0, 0.0]])

    logs = log_norms([lambda gradient: gradient @ B] * 5, np.array([0.6, 0.8]))

    assert logs[2:] == [-math.inf] * 4
    assert agree(logs[1:2], [math.log10(1.2)])
