"""`shortcuts`: states that add to states, gradients beside the tanh, and attention for scores of any size."""

from __future__ import annotations

from typing import Any

import numpy as np

from grader.checks.check import HARDER_VALUES, Case, Subject
from grader.checks.rungs import agrees, answers, leaves_arguments, repeats
from grader.numeric.cases import contraction, dense
from grader.numeric.compare import TANH_PRIME_SLACK

Arguments = tuple[Any, ...]

_ULP = float(np.finfo(np.float64).eps)
# Softmax weights, like gates, are numbers up to 1 made by cancelling exponents: 4 ulp of 1.
GATE_SLACK = 4 * _ULP


# Inputs


def _brake(rng: np.random.Generator, H: int, pull: float, norm: float) -> np.ndarray:
    """Return W_hh that pulls every unit back by `pull` and mixes them a little: states of a sum do not run away."""
    return contraction(rng, H, norm) - pull * np.eye(H)


def _sequence(
    rng: np.random.Generator, T: int, D: int, H: int, W_hh: np.ndarray | None = None, inputs: float = 0.7
) -> Arguments:
    """(xs, h0, W_xh, W_hh, b) whose tanhs bend and do not saturate; W_hh mixes freely unless it is given."""
    W_hh = contraction(rng, H, 0.9) if W_hh is None else W_hh
    h0 = dense(rng, H, scale=0.5)
    return dense(rng, T, D, scale=inputs), h0, dense(rng, H, D, scale=0.5), W_hh, dense(rng, H, scale=0.3)


def _one_unit(rng: np.random.Generator, T: int) -> Arguments:
    """One unit whose terms all have one sign: alone, with a sum near 0, it would cost float32 its digits."""
    sign = rng.choice([-1.0, 1.0])
    xs, W_xh = sign * rng.uniform(0.2, 0.9, (T, 3)), rng.uniform(0.1, 0.5, (1, 3))
    h0, b = sign * rng.uniform(0.3, 0.9, 1), sign * rng.uniform(0.1, 0.4, 1)
    return xs, h0, W_xh, rng.uniform(0.2, 0.6, (1, 1)), b


def _states(xs: np.ndarray, h0: np.ndarray, W_xh: np.ndarray, W_hh: np.ndarray, b: np.ndarray) -> np.ndarray:
    hs = [h0]
    for x in xs:
        hs.append(hs[-1] + np.tanh(W_xh @ x + W_hh @ hs[-1] + b))
    return np.array(hs)


def _walk(rng: np.random.Generator, sequence: Arguments) -> Arguments:
    """(hs, W_hh, dh_last) of a residual network that was really run."""
    return _states(*sequence), sequence[3], dense(rng, len(sequence[1]))


def _skipping(sequence: Arguments, skip: int) -> Arguments:
    return (*sequence, skip)


def _attention(rng: np.random.Generator, N: int, H: int) -> Arguments:
    """(query, hs) whose weights all count: no row has less than a few per cent of the largest."""
    return dense(rng, H, scale=0.9), dense(rng, N, H)


def _loud(rng: np.random.Generator, level: int) -> Arguments:
    """(query, hs) whose scores lie around `level` and are whole numbers and halves.

    The products are exact in float32, too, in every order of summation: a score of 1000 with a rounding of its own
    would cost float32 its weights. Scores differ by 3 at most, so every row has a weight one can see.
    """
    query = np.array([64.0, 32.0, 2.0, 1.0])  # H = 4: the square root is exact
    rows = np.tile([level * 2 // 64, (level * 2 % 64) // 32, 0.0, 0.0], (6, 1))
    rows[:, 2:] += rng.permutation([[2, 1], [-2, 1], [1, 2], [0, -1], [-1, -2], [1, -1]])
    return query, rows


def _far_apart(rng: np.random.Generator) -> Arguments:
    """(query, hs) with scores around 1000 and around -1000: no shift but one fits both ends into an exponential."""
    query, high = _loud(rng, 1000)
    return query, np.vstack([high[:3], _loud(rng, -1000)[1][3:]])


def _with_upstream(rng: np.random.Generator, arguments: Arguments) -> Arguments:
    return dense(rng, len(arguments[0])), *arguments


# What rounding may cost


def _walk_slack(hs: np.ndarray, W_hh: np.ndarray, dh_last: np.ndarray) -> np.ndarray:
    """Bound what the rounding of every slope adds to the norms: it enters at a step and is carried on from there.

    A slope is 1 - u**2 with u = hs[t+1] - hs[t]: 8 ulp of 1, and 2 |u| times an ulp of |h|. It is carried by the
    norms of the real steps, I + J, so that the floor vanishes as fast as the gradient does and hides nothing.

    Shapes:
        returns: (T+1,)
    """
    steps = len(hs) - 1
    slack, dh, size = np.zeros(steps + 1), dh_last, float(np.linalg.norm(W_hh, 2))
    for t in reversed(range(steps)):
        u = hs[t + 1] - hs[t]
        slope = TANH_PRIME_SLACK + float(np.max(2 * np.abs(u) * _ULP * np.maximum(np.abs(hs[t + 1]), np.abs(hs[t]))))
        step = np.eye(len(u)) + (1 - u**2)[:, np.newaxis] * W_hh
        slack[t] = np.linalg.norm(step, 2) * slack[t + 1] + size * slope * np.linalg.norm(dh)
        dh = step.T @ dh
    return slack


def _gradient_slack(dcontext: np.ndarray, query: np.ndarray, hs: np.ndarray) -> float:
    """Bound what 4 ulp of 1 in the weights become: times dcontext on one way; times worth and query on the other."""
    worth = float(np.max(np.abs(hs) @ np.abs(dcontext)))
    through_scores = 3 * worth * float(np.max(np.abs(query))) / np.sqrt(len(query))
    return GATE_SLACK * float(np.max(np.abs(dcontext)) + through_scores)


# residual_rnn_forward

PER_STEP = {"hs": 0}
RESIDUAL = Subject("residual_rnn_forward", ("hs",), backward=False)
SHORT = Case("6 steps", lambda rng: _sequence(rng, 6, 3, 5), PER_STEP)
NARROW = Case("more inputs than units", lambda rng: _sequence(rng, 7, 6, 4), PER_STEP)
BRAKED = Case("40 steps", lambda rng: _sequence(rng, 40, 2, 4, _brake(rng, 4, 0.6, 0.4)), PER_STEP)
RISING = Case(
    "states that leave the box from -1 to 1",
    lambda rng: _sequence(rng, 12, 3, 4, np.abs(contraction(rng, 4, 0.5)) + 0.4 * np.eye(4), inputs=2.0),
    PER_STEP,
)
FORWARD_EDGES = (
    Case("no steps", lambda rng: _sequence(rng, 0, 3, 4), PER_STEP),
    Case("one step", lambda rng: _sequence(rng, 1, 3, 4), PER_STEP),
    Case("one hidden unit", lambda rng: _one_unit(rng, 5), PER_STEP),
)

# residual_gradient_norms

NORMS = Subject("residual_gradient_norms", ("norms",), floor=_walk_slack)
PER_NORM = {"norms": 0}
GROWING = Case("6 steps", lambda rng: _walk(rng, _sequence(rng, 6, 3, 5)), PER_NORM)
BENT = Case("states far from 0", lambda rng: _walk(rng, _sequence(rng, 9, 3, 4, inputs=1.5)), PER_NORM)
# Most steps have all singular values of I + J near 0.3: W_hh cancels the shortcut, and the gradient vanishes.
CANCELLED = Case(
    "40 steps and a W_hh that cancels the shortcut",
    lambda rng: _walk(rng, _sequence(rng, 40, 2, 4, _brake(rng, 4, 0.7, 0.06), inputs=0.2)),
    PER_NORM,
)
LASTING = Case(
    "40 steps and a gradient that lasts",
    lambda rng: _walk(rng, _sequence(rng, 40, 2, 5, _brake(rng, 5, 0.1, 0.15))),
    PER_NORM,
)
NORM_EDGES = (
    Case("no steps", lambda rng: _walk(rng, _sequence(rng, 0, 3, 4)), PER_NORM),
    Case("one step", lambda rng: _walk(rng, _sequence(rng, 1, 3, 4)), PER_NORM),
    Case("one hidden unit", lambda rng: _walk(rng, _one_unit(rng, 5)), PER_NORM),
)

# skip_rnn_forward

SKIP = Subject("skip_rnn_forward", ("hs",), backward=False)
BY_THREE = Case("a skip of 3", lambda rng: _skipping(_sequence(rng, 8, 3, 5), 3), PER_STEP)
BY_TWO = Case("a skip of 2", lambda rng: _skipping(_sequence(rng, 7, 6, 4), 2), PER_STEP)
BY_ONE = Case("a skip of 1", lambda rng: _skipping(_sequence(rng, 6, 2, 4), 1), PER_STEP)
FAR = (
    Case("a skip as long as the sequence", lambda rng: _skipping(_sequence(rng, 5, 3, 4), 5), PER_STEP),
    Case("a skip one longer than the sequence", lambda rng: _skipping(_sequence(rng, 5, 3, 4), 6), PER_STEP),
    Case("a skip two longer than the sequence", lambda rng: _skipping(_sequence(rng, 5, 2, 4), 7), PER_STEP),
    Case("a skip far longer than the sequence", lambda rng: _skipping(_sequence(rng, 6, 3, 5), 50), PER_STEP),
)
SKIP_EDGES = (
    Case("no steps", lambda rng: _skipping(_sequence(rng, 0, 3, 4), 2), PER_STEP),
    Case("one step", lambda rng: _skipping(_sequence(rng, 1, 3, 4), 1), PER_STEP),
    Case("one hidden unit", lambda rng: _skipping(_one_unit(rng, 6), 2), PER_STEP),
)

# attention_context

CONTEXT = Subject("attention_context", ("context", "weights"), floor=lambda query, hs: GATE_SLACK)
ROWS = Case("more rows than units", lambda rng: _attention(rng, 7, 5))
WIDE = Case("more units than rows", lambda rng: _attention(rng, 3, 6))
LOUD = (
    Case("scores around 1000", lambda rng: _loud(rng, 1000)),
    Case("scores around -1000", lambda rng: _loud(rng, -1000)),
    Case("scores from -1000 to 1000", _far_apart),
)
CONTEXT_EDGES = (
    Case("one row", lambda rng: _attention(rng, 1, 4)),
    Case("one unit", lambda rng: (rng.uniform(0.4, 1.2, 1), rng.uniform(0.2, 2.0, (5, 1)))),
    Case("a query of zeros", lambda rng: (np.zeros(3), dense(rng, 4, 3))),
)

# attention_gradient

GRADIENT = Subject("attention_gradient", ("dhs",), floor=_gradient_slack)
BACK_ROWS = Case("more rows than units", lambda rng: _with_upstream(rng, _attention(rng, 7, 5)))
BACK_WIDE = Case("more units than rows", lambda rng: _with_upstream(rng, _attention(rng, 3, 6)))
BACK_LOUD = (
    Case("scores around 1000", lambda rng: _with_upstream(rng, _loud(rng, 1000))),
    Case("scores around -1000", lambda rng: _with_upstream(rng, _loud(rng, -1000))),
    Case("scores from -1000 to 1000", lambda rng: _with_upstream(rng, _far_apart(rng))),
)
BACK_EDGES = (
    Case("one row", lambda rng: _with_upstream(rng, _attention(rng, 1, 4))),
    Case("one unit", lambda rng: (dense(rng, 1), rng.uniform(0.4, 1.2, 1), rng.uniform(0.2, 2.0, (5, 1)))),
    Case("a query of zeros", lambda rng: (dense(rng, 3), np.zeros(3), dense(rng, 4, 3))),
)

CHECKS = (
    answers(RESIDUAL, SHORT, id="shortcuts.residual_returns", points=0.5),
    agrees(
        RESIDUAL,
        (SHORT, NARROW),
        id="shortcuts.residual_matches",
        title="every state agrees, h0 first",
        points=1,
    ),
    agrees(
        RESIDUAL,
        (BRAKED, RISING),
        rung=HARDER_VALUES,
        id="shortcuts.residual_long",
        title="40 steps, and states beyond 1, agree",
        points=0.5,
    ),
    agrees(
        RESIDUAL,
        FORWARD_EDGES,
        rung=HARDER_VALUES,
        id="shortcuts.residual_edges",
        title="no steps, one step and one hidden unit work",
        points=0.5,
    ),
    leaves_arguments(RESIDUAL, SHORT, id="shortcuts.residual_leaves_arguments", points=0.5),
    answers(NORMS, GROWING, id="shortcuts.norms_return", points=0.5),
    agrees(
        NORMS,
        (GROWING, BENT),
        id="shortcuts.norms_match",
        title="every norm on the way back agrees",
        points=2.5,
    ),
    agrees(
        NORMS,
        (CANCELLED, LASTING),
        rung=HARDER_VALUES,
        id="shortcuts.norms_after_40_steps",
        title="40 steps agree, down to 1e-12",
        points=1,
    ),
    agrees(
        NORMS,
        NORM_EDGES,
        rung=HARDER_VALUES,
        id="shortcuts.norms_edges",
        title="no steps, one step, one unit work",
        points=0.5,
    ),
    leaves_arguments(NORMS, GROWING, id="shortcuts.norms_leave_arguments", points=0.5),
    answers(SKIP, BY_THREE, id="shortcuts.skip_returns", points=0.5),
    agrees(
        SKIP,
        (BY_THREE, BY_TWO, BY_ONE),
        id="shortcuts.skip_matches",
        title="every state agrees for skips of 1, 2 and 3",
        points=1.5,
    ),
    agrees(
        SKIP,
        FAR,
        rung=HARDER_VALUES,
        id="shortcuts.skip_too_long",
        title="a skip may be as long as the sequence, or longer",
        points=0.75,
    ),
    agrees(
        SKIP,
        SKIP_EDGES,
        rung=HARDER_VALUES,
        id="shortcuts.skip_edges",
        title="no steps, one step and one hidden unit work",
        points=0.25,
    ),
    leaves_arguments(SKIP, BY_THREE, id="shortcuts.skip_leaves_arguments", points=0.25),
    repeats(SKIP, BY_THREE, id="shortcuts.skip_same_twice", points=0.25),
    answers(CONTEXT, ROWS, id="shortcuts.context_returns", points=0.5),
    agrees(
        CONTEXT,
        (ROWS, WIDE),
        output="weights",
        id="shortcuts.weights_match",
        title="every weight agrees",
        points=0.75,
    ),
    agrees(
        CONTEXT,
        (ROWS, WIDE),
        output="context",
        id="shortcuts.context_matches",
        title="the context agrees",
        points=0.5,
    ),
    agrees(
        CONTEXT,
        LOUD,
        rung=HARDER_VALUES,
        id="shortcuts.context_loud",
        title="scores of 1000 and -1000 have ordinary weights",
        points=0.5,
    ),
    agrees(
        CONTEXT,
        CONTEXT_EDGES,
        rung=HARDER_VALUES,
        id="shortcuts.context_edges",
        title="one row, one unit and a query of zeros work",
        points=0.25,
    ),
    leaves_arguments(CONTEXT, ROWS, id="shortcuts.context_leaves_arguments", points=0.25),
    answers(GRADIENT, BACK_ROWS, id="shortcuts.gradient_returns", points=0.5),
    agrees(
        GRADIENT,
        (BACK_ROWS, BACK_WIDE),
        id="shortcuts.gradient_matches",
        title="every row's gradient agrees, both ways counted",
        points=2,
    ),
    agrees(
        GRADIENT,
        BACK_LOUD,
        rung=HARDER_VALUES,
        id="shortcuts.gradient_loud",
        title="scores of 1000 and -1000 are no problem",
        points=0.75,
    ),
    agrees(
        GRADIENT,
        BACK_EDGES,
        rung=HARDER_VALUES,
        id="shortcuts.gradient_edges",
        title="one row, one unit and a query of zeros work",
        points=0.25,
    ),
    leaves_arguments(GRADIENT, BACK_ROWS, id="shortcuts.gradient_leaves_arguments", points=0.25),
)
