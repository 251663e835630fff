"""A network run forward on random inputs, and what each of its steps does to a gradient on the way back."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from grader.course.load import load_solution
from grader.course.model import Course
from grader.errors import WorkspaceError
from grader.numeric.cases import generator
from grader.portrait.weights import BLOCKS, Weights

Array = np.ndarray
# The gradient of the state after a step in, of the state before it out; or many gradients, one per row.
Pull = Callable[[Array], Array]

_INPUTS = 8  # as many numbers arrive at every step
STEEPEST = {"tanh": 1.0, "sigmoid": 0.25, "relu": 1.0, "linear": 1.0}  # gamma, the largest slope
_FUNCTIONS: dict[str, Callable[[Array], Array]] = {
    "tanh": np.tanh,
    "sigmoid": lambda z: np.exp(-np.logaddexp(0.0, -z)),
    "relu": lambda z: np.maximum(z, 0.0),
    "linear": np.zeros_like,  # its slope is 1 wherever the state is, so the state need not be followed, nor overflow
}


@dataclass(frozen=True)
class Journey:
    """A network's run over T steps.

    Attributes:
        pulls: One per step, in the order of time.
        kept: (T, H), the share of the old memory that each unit keeps: forget or update gates; (T, 0) without gates.
        size: Of the gradients that the pulls take: H, or 2H for an LSTM, whose state is h and c.
    """

    pulls: tuple[Pull, ...]
    kept: Array
    size: int


def journey(course: Course, weights: Weights, activation: str, steps: int, seed: int, gate_bias: float) -> Journey:
    """Return a run over standard normal inputs, from a state of zeros.

    `activation` is a plain network's, gated cells have their own; `gate_bias` is that of the gate that keeps, forget
    (lstm) or update (gru).

    Raises:
        WorkspaceError: The states of a relu network overflow.
    """
    xs, W_x = inputs(steps, seed), input_weights(course, weights, seed)
    with np.errstate(over="ignore", invalid="ignore"):  # a relu's states may overflow, which is said in words
        if weights.cell == "lstm":
            return _lstm(course, xs, W_x, weights, gate_bias)
        if weights.cell == "gru":
            return _gru(course, xs, W_x, weights, gate_bias)
        return _rnn(course, xs, W_x, weights, activation)


def log_norms(pulls: Sequence[Pull], last: Array) -> list[float]:
    """Return log10 of the gradient's norm 0, 1, 2, ... steps back; -inf from where nothing is left.

    The gradient has length 1 before every step and its size is carried as a logarithm, so that it may fall as far below
    1e-300 as it likes.
    """
    direction, log = _direction(last)
    logs = [log]
    for pull in reversed(pulls):
        if log == -math.inf:
            break
        direction, log = _direction(pull(direction))
        logs.append(logs[-1] + log)
    return logs + [-math.inf] * (len(pulls) + 1 - len(logs))


def _direction(gradient: Array) -> tuple[Array, float]:
    """The gradient at length 1, and log10 of the length it had. The peak goes first: squares underflow below 1e-154."""
    peak = float(np.abs(gradient).max())
    if peak == 0:
        return gradient, -math.inf
    length = float(np.linalg.norm(gradient / peak))
    return gradient / peak / length, math.log10(peak) + math.log10(length)


def step_jacobian(pull: Pull, size: int) -> Array:
    """Return the Jacobian of the step behind a pull: row i is what a gradient on unit i alone turns into.

    Shapes:
        returns: (size, size)
    """
    return pull(np.eye(size))


def unit_gradient(size: int, seed: int) -> Array:
    """Return the gradient of a loss that looks at the last state: a random direction of length 1."""
    direction = generator(seed, "plot", "loss").standard_normal(size)
    return np.asarray(direction / np.linalg.norm(direction))


def inputs(steps: int, seed: int) -> Array:
    """Return what the network reads: (steps, D), standard normal."""
    return generator(seed, "plot", "xs").standard_normal((steps, _INPUTS))


def input_weights(course: Course, weights: Weights, seed: int) -> Array:
    """Return W_xh, with a block for every gate: (blocks * H, D)."""
    rng, xavier = generator(seed, "plot", "W_xh"), load_solution(course, "initialisation").xavier_uniform
    return np.concatenate([xavier(_INPUTS, weights.hidden, rng) for _ in range(BLOCKS[weights.cell])])


def _rnn(course: Course, xs: Array, W_xh: Array, weights: Weights, activation: str) -> Journey:
    activations, W_hh = load_solution(course, "activations"), weights.matrix
    slope = np.ones_like if activation == "linear" else getattr(activations, f"{activation}_derivative")
    h, pulls = np.zeros(weights.hidden), []
    for t, x in enumerate(xs):
        z = W_hh @ h + W_xh @ x
        if not np.all(np.isfinite(z)):
            raise WorkspaceError(f"the states overflow after {t} steps", todo="use fewer --steps or a smaller --radius")
        h = _FUNCTIONS[activation](z)
        pulls.append(_through(slope(z), W_hh))
    return Journey(tuple(pulls), np.zeros((len(xs), 0)), weights.hidden)


def _through(slopes: Array, W_hh: Array) -> Pull:
    """Back through the squashing, then through W_hh: a row times diag(slopes) @ W_hh, which is never formed."""
    return lambda gradient: (gradient * slopes) @ W_hh


def _lstm(course: Course, xs: Array, W_x: Array, weights: Weights, forget_bias: float) -> Journey:
    lstm, H = load_solution(course, "lstm"), weights.hidden
    b = lstm.init_forget_bias(np.zeros(4 * H), forget_bias)
    h, c, pulls, kept = np.zeros(H), np.zeros(H), [], []
    for x in xs:
        before = h, c
        h, c, gates = lstm.lstm_step(x, *before, W_x, weights.matrix, b)
        pulls.append(_back_through(lstm.lstm_step_backward, (x, *before, c, gates, W_x, weights.matrix)))
        kept.append(gates[1])
    return Journey(tuple(pulls), np.stack(kept), 2 * H)


def _back_through(backward: Callable[..., tuple[Array, ...]], step: tuple[Array, ...]) -> Pull:
    """The gradient of (h, c), one after the other in one array."""

    def pull(gradient: Array) -> Array:
        if gradient.ndim > 1:
            return np.stack([pull(row) for row in gradient])
        dh, dc = np.split(gradient, 2)
        _, dh_prev, dc_prev, *_ = backward(dh, dc, *step)
        return np.concatenate([dh_prev, dc_prev])

    return pull


def _times(jacobian: Callable[..., Array], step: tuple[Array, ...]) -> Pull:
    """The Jacobian is made when it is asked for: thousands of them need gigabytes."""
    return lambda gradient: gradient @ jacobian(*step)


def _gru(course: Course, xs: Array, W_x: Array, weights: Weights, update_bias: float) -> Journey:
    gru, H, W_h = load_solution(course, "gru"), weights.hidden, weights.matrix
    b_x, b_h = np.zeros(3 * H), np.zeros(3 * H)
    b_x[H : 2 * H] = update_bias
    h, pulls, kept = np.zeros(H), [], []
    for x in xs:
        pulls.append(_times(gru.gru_step_jacobian, (x, h, W_x, W_h, b_x, b_h)))
        kept.append(_FUNCTIONS["sigmoid"]((W_x @ x + b_x + W_h @ h)[H : 2 * H]))
        h = gru.gru_step(x, h, W_x, W_h, b_x, b_h)
    return Journey(tuple(pulls), np.stack(kept), H)
