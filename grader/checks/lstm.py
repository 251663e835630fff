"""`lstm`: one step forward, gate by gate; one step back, path by path, and 40 in a row; the knob and what it does."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from grader.calls import Call, Returned
from grader.checks.check import HARDER_VALUES, Asked, Case, Check, Given, Steps, Subject
from grader.checks.explain import Seen
from grader.checks.reading import read
from grader.checks.rungs import agrees, answers, leaves_arguments, repeats, told
from grader.numeric.cases import contraction, dense, generator
from grader.numeric.compare import Difference, first_difference, step_norms
from grader.verdict import PASSED, Finding, Picture, Status

Array = np.ndarray
Arguments = tuple[Any, ...]

_GATE_SLACK = 4 * float(np.finfo(np.float64).eps)  # 0.5 + 0.5 tanh(a/2) knows a closed gate to an ulp of 1, no better


# Inputs


def _weights(rng: np.random.Generator, D: int, H: int) -> tuple[Array, Array, Array]:
    """(W_x, W_h, b) with four different blocks, none of them symmetric, and a bias that is not 0."""
    W_h = np.vstack([contraction(rng, H, norm) for norm in (0.9, 1.2, 0.7, 1.0)])
    return dense(rng, 4 * H, D, scale=0.5), W_h, dense(rng, 4 * H, scale=0.4)


def _step(rng: np.random.Generator, D: int, H: int) -> Arguments:
    """(x, h_prev, c_prev, W_x, W_h, b); the old cell is large enough for c, tanh(c) and c_prev to be three things."""
    c_prev = dense(rng, H, scale=0.9)
    h_prev = 0.7 * np.tanh(dense(rng, H))
    return dense(rng, D, scale=0.7), h_prev, c_prev, *_weights(rng, D, H)


def _one_unit_step(rng: np.random.Generator) -> Arguments:
    """One unit whose terms all have one sign: a sum near 0 would cost float32 its digits, with nothing beside it."""
    D, sign = 3, rng.choice([-1.0, 1.0])
    x, h_prev, c_prev = (sign * rng.uniform(0.3, 0.9, n) for n in (D, 1, 1))
    return x, h_prev, c_prev, rng.uniform(0.1, 0.5, (4, D)), rng.uniform(0.4, 0.9, (4, 1)), sign * _apart(rng)


def _apart(rng: np.random.Generator) -> Array:
    """Four biases of one sign, so far apart that no two gates are alike."""
    return np.array([0.1, 0.5, 0.9, 1.4]) + rng.uniform(0.0, 0.2, 4)


def _pushed_step(rng: np.random.Generator) -> Arguments:
    """As `_step`, with biases of ±900 on some gates: exp(900) is no float64. Unit k keeps, writes, or does neither."""
    x, h_prev, c_prev, W_x, W_h, b = _step(rng, 3, 6)
    i, f, g, o = b.reshape(4, 6)  # views: what is set here is set in b
    i[[0, 1, 2]], f[[0, 1, 3]], g[[1, 4]], o[[0, 2, 5]] = (
        [-900, 900, -900],
        [900, -900, 900],
        [900, -900],
        [900, 900, -900],
    )
    return x, h_prev, c_prev, W_x, W_h, b


def _backward(
    rng: np.random.Generator, D: int, H: int, size: float = 1.0, dh: bool = True, dc: bool = True
) -> Arguments:
    """(dh, dc, x, h_prev, c_prev, c, gates, W_x, W_h) of a step that could have happened.

    Gates are drawn, not computed: some bias leads to every one of them. c is what gates and c_prev make it.
    """
    x, h_prev, c_prev, W_x, W_h, _ = _step(rng, D, H)
    gates = rng.uniform(0.15, 0.85, (4, H))
    gates[2] = rng.uniform(0.3, 0.85, H) * rng.choice([-1, 1], H)
    directions = dense(rng, H, scale=size * dh), dense(rng, H, scale=size * dc)
    return *directions, x, h_prev, c_prev, _cell(gates, c_prev), gates, W_x, W_h


def _conveyor(rng: np.random.Generator) -> Arguments:
    """Every gate but o at its stop: the cell is kept as it is, nothing is written, and i, f and g learn nothing."""
    dh, dc, x, h_prev, c_prev, _, gates, W_x, W_h = _backward(rng, 3, 5)
    gates[:3] = np.array([0.0, 1.0, 1.0])[:, np.newaxis]
    gates[2] *= rng.choice([-1, 1], 5)
    return dh, dc, x, h_prev, c_prev, _cell(gates, c_prev), gates, W_x, W_h


def _one_unit_backward(rng: np.random.Generator) -> Arguments:
    """As `_one_unit_step`: no two terms may cancel."""
    D, sign = 3, rng.choice([-1.0, 1.0])
    dh, dc, x, h_prev, c_prev = (sign * rng.uniform(0.3, 0.9, n) for n in (1, 1, D, 1, 1))
    gates = rng.uniform([[0.2], [0.4], [0.6], [0.7]], [[0.3], [0.5], [0.7], [0.8]])
    gates[2] *= sign
    W_x, W_h = rng.uniform(0.1, 0.5, (4, D)), rng.uniform(0.4, 0.9, (4, 1))
    W_x[[0, 1, 3]], W_h[[0, 1, 3]] = sign * W_x[[0, 1, 3]], sign * W_h[[0, 1, 3]]
    return dh, dc, x, h_prev, c_prev, _cell(gates, c_prev), gates, W_x, W_h


def _cell(gates: Array, c_prev: Array) -> Array:
    return np.asarray(gates[1] * c_prev + gates[0] * gates[2])


def _fading(rng: np.random.Generator) -> Arguments:
    return (rng.uniform(0.16, 0.36, (40, 3)),)  # 0.26**40 = 4e-24, and 0.16**40 = 1e-32: float32 can hold it


def _shut(rng: np.random.Generator) -> Arguments:
    """One gate at exactly 0 and one unit whose gates are all exactly 1."""
    gates = rng.uniform(0.3, 0.95, (6, 4))
    gates[2, 1], gates[:, 3] = 0.0, 1.0
    return (gates,)


# 40 steps in a row

T = 40


def _journey(given: Given) -> list[Arguments]:
    """What `lstm_step_backward` needs at each of 40 steps, dh and dc apart: forget gates near 0.92."""
    rng = generator(given.seed, "lstm_step_backward", f"{T} steps")
    D, H = 7, 5
    W_x, W_h, b = _weights(rng, D, H)
    W_h *= 0.4
    i, f, g, _ = b.reshape(4, H)  # views: what is set here is set in b
    # A cell that stays below 4: further out 1 - tanh(c)**2 cancels, and float32 would lose its digits in 40 steps.
    i[:], f[:], g[:] = -1.0, 3.0, 0.0
    h, c = np.tanh(dense(rng, H)), dense(rng, H)
    steps: list[Arguments] = []
    for x in dense(rng, T, D, scale=0.7):
        h_next, c_next, gates = given.reference["lstm_step"](x, h, c, W_x, W_h, b)
        steps.append((x, h, c, c_next, gates, W_x, W_h))
        h, c = h_next, c_next
    return steps


def _loss(given: Given, journey: list[Arguments]) -> tuple[Array, Array]:
    """What the loss sends back to the last step: dh and dc."""
    H = len(journey[0][1])
    return dense(generator(given.seed, "lstm_step_backward", "the loss"), H), np.zeros(H)


def _right_walk(given: Given, journey: list[Arguments]) -> list[tuple[Array, ...]]:
    """The solution's answers on its own way back, by step."""
    dh, dc = _loss(given, journey)
    answers: list[tuple[Array, ...]] = []
    for step in reversed(journey):
        answers.append(given.reference["lstm_step_backward"](dh, dc, *step))
        _, dh, dc, *_ = answers[-1]
    return answers[::-1]


def _walk(given: Given) -> Call:
    """The whole walk as one call, made once."""

    def make() -> Call:
        journey = given.known("40 steps", lambda: _journey(given))
        *steps, W_x, W_h = zip(*journey, strict=True)
        arguments = *_loss(given, journey), *map(np.array, steps), W_x[0], W_h[0]
        return Call("lstm_step_backward", arguments, driver="walked_back")

    return given.known("40 steps in one call", make)


def _carry(given: Given) -> Steps:
    """Walk in one call; where that falls short, again and step by step, to say where."""
    answer = yield _walk(given)
    ours = np.array([dx for dx, *_ in _rights(given)])
    got = read(answer, Returned(ours), WALKED)
    if not isinstance(got, Finding) and first_difference(got["dx"], ours, limit=given.limit(got["dx"]), axis=0) is None:
        return PASSED
    return (yield from _walk_back(given))


def _rights(given: Given) -> list[tuple[Array, ...]]:
    journey = given.known("40 steps", lambda: _journey(given))
    return given.known("40 steps back", lambda: _right_walk(given, journey))


def _walk_back(given: Given) -> Steps:
    """Walk 40 steps back on the learner's own dh_prev and dc_prev, from a loss that sees only the last h."""
    journey = given.known("40 steps", lambda: _journey(given))
    dh, dc = _loss(given, journey)
    rights = _rights(given)
    ours = np.array([dx for dx, *_ in rights])
    theirs = np.zeros_like(ours)
    seen: list[Seen] = []
    limit = given.limit()
    for t in reversed(range(T)):
        asked = Asked(given, BACKWARD, WALK, Call("lstm_step_backward", (dh, dc, *journey[t])))
        answer = yield asked.call
        got = read(answer, Returned(rights[t]), BACKWARD)
        seen.append((asked, answer))
        if isinstance(got, Finding):
            return told(replace(got, where=f"{T - t} steps back from the loss"), seen[-1:])
        dh, dc = (np.asarray(got[name], np.float64) for name in ("dh_prev", "dc_prev"))
        theirs[t] = got["dx"]
        limit = max(limit, given.limit(*got.values()))
    found = first_difference(theirs, ours, limit=limit, axis=0)
    return PASSED if found is None else told(_lost(theirs, ours, found), seen[:3])


def _lost(theirs: Array, ours: Array, found: Difference) -> Finding:
    """Say what is left of the gradient at the first input, and draw where it went."""
    with np.errstate(divide="ignore", invalid="ignore"):  # zeros and infinities have rows of their own
        lines = [tuple(np.log10(step_norms(array, 0)).tolist()) for array in (theirs, ours)]
    left, wanted = float(step_norms(theirs[:1], 0)[0]), float(step_norms(ours[:1], 0)[0])
    message = f"{T} of your steps back, the norm of dx is {left:.5g}, not {wanted:.5g}"
    where = f"t = {found.step}, the first wrong step on the way back"
    title = f"log10 of the norm of dx at each of {T} steps, with forget gates near 0.92"
    return Finding(Status.FAILED, message, where=where, picture=Picture(title, lines[0], lines[1], found.step, True))


def _drawn_over_many_steps(check: Check) -> Check:
    """Draw beside a check that fell short what becomes of a gradient when such steps are chained.

    What is wrong with one step is small; what it does to 40 is the lesson.
    """

    def steps(given: Given) -> Steps:
        finding = yield from check.steps(given)
        if finding.fatal or finding.status is Status.PASSED:
            return finding
        walk = yield from _walk_back(given)
        if walk.picture is None:
            return finding
        return replace(finding, where=finding.where or walk.message, picture=walk.picture)

    return replace(check, steps=steps)


# lstm_step


def _gate_slack(*arguments: Array) -> float:
    return _GATE_SLACK


FORWARD = Subject("lstm_step", ("h", "c", "gates"), floor=_gate_slack)
NARROW = Case("more units than inputs", lambda rng: _step(rng, 3, 5))
WIDE = Case("more inputs than units", lambda rng: _step(rng, 6, 4))
PUSHED = Case("gates at exactly 0 and 1", _pushed_step)
EDGES = (Case("one hidden unit", _one_unit_step), Case("one input", lambda rng: _step(rng, 1, 4)))

# lstm_step_backward

BACKWARD = Subject("lstm_step_backward", ("dx", "dh_prev", "dc_prev", "dW_x", "dW_h", "db"))
BOTH = Case("blame from h and from c", lambda rng: _backward(rng, 3, 5))
FROM_H = Case("blame from h only", lambda rng: _backward(rng, 6, 4, dc=False))
FROM_C = Case("blame from c only", lambda rng: _backward(rng, 3, 5, dh=False))
PATHS = (BOTH, FROM_H, FROM_C)
WALK = Case(f"{T} steps in a row", lambda rng: ())
WALKED = Subject("lstm_step_backward", ("dx",))
TINY = Case("a gradient of 1e-25", lambda rng: _backward(rng, 4, 5, size=1e-25))
KEPT = Case("a cell that is kept as it is", _conveyor)
ONE_UNIT = Case("one hidden unit", _one_unit_backward)

# init_forget_bias

BIAS = Subject("init_forget_bias", ("b",))
BY_DEFAULT = Case("the value it has by default", lambda rng: (dense(rng, 20),))
GIVEN_VALUE = Case("a value of 4.27", lambda rng: (dense(rng, 24), 4.27))
BELOW_ZERO = Case("a value below 0", lambda rng: (dense(rng, 12), -2.5))
BIAS_EDGES = (
    Case("one hidden unit", lambda rng: (dense(rng, 4), 3.0)),
    Case("a value of 0", lambda rng: (dense(rng, 16), 0.0)),
    Case("a whole number", lambda rng: (dense(rng, 8), 2)),
)

# cell_gradient

CELL = Subject("cell_gradient", ("products",))
PER_STEP = {"products": 0}
SHORT = Case("6 steps", lambda rng: (rng.uniform(0.3, 0.95, (6, 4)),), PER_STEP)
LONG = Case("40 steps", _fading, PER_STEP)
CELL_EDGES = (
    Case("no steps", lambda rng: (np.ones((0, 3)),), PER_STEP),
    Case("one step", lambda rng: (rng.uniform(0.3, 0.9, (1, 4)),), PER_STEP),
    Case("one hidden unit", lambda rng: (rng.uniform(0.3, 0.9, (5, 1)),), PER_STEP),
)
SHUT = Case("a gate that is exactly 0", _shut, PER_STEP)

CHECKS = (
    answers(FORWARD, NARROW, id="lstm.step_returns", points=0.5),
    agrees(
        FORWARD,
        (NARROW, WIDE),
        output="gates",
        id="lstm.gates_match",
        title="the four gates agree, in order",
        points=1.5,
    ),
    agrees(FORWARD, (NARROW, WIDE), output="c", id="lstm.c_matches", title="c agrees", points=1),
    agrees(FORWARD, (NARROW, WIDE), output="h", id="lstm.h_matches", title="h agrees", points=1),
    agrees(
        FORWARD,
        EDGES,
        rung=HARDER_VALUES,
        id="lstm.step_edges",
        title="one hidden unit and one input work",
        points=0.25,
    ),
    agrees(
        FORWARD,
        (PUSHED, NARROW),
        rung=HARDER_VALUES,
        id="lstm.step_saturated",
        title="gates pushed to 0 and 1 stand there",
        points=0.25,
    ),
    leaves_arguments(FORWARD, NARROW, id="lstm.step_leaves_arguments", points=0.5),
    answers(BACKWARD, BOTH, id="lstm.backward_returns", points=0.5),
    _drawn_over_many_steps(
        agrees(BACKWARD, PATHS, output="dc_prev", id="lstm.dc_prev_matches", title="dc_prev agrees", points=1.5)
    ),
    agrees(BACKWARD, PATHS, output="db", id="lstm.db_matches", title="db agrees, gate by gate", points=1.5),
    agrees(BACKWARD, PATHS, output="dh_prev", id="lstm.dh_prev_matches", title="dh_prev agrees", points=1.5),
    agrees(BACKWARD, PATHS, output="dx", id="lstm.dx_matches", title="dx agrees", points=0.5),
    agrees(BACKWARD, PATHS, output="dW_x", id="lstm.dW_x_matches", title="dW_x agrees", points=0.5),
    agrees(BACKWARD, PATHS, output="dW_h", id="lstm.dW_h_matches", title="dW_h agrees", points=1),
    agrees(
        BACKWARD,
        (TINY, KEPT, ONE_UNIT),
        rung=HARDER_VALUES,
        id="lstm.backward_harder",
        title="a gradient of 1e-25, a cell that is kept and a single unit work",
        points=1,
    ),
    Check(
        "lstm.forty_steps",
        BACKWARD.function,
        f"{T} steps in a row carry a gradient",
        0.5,
        HARDER_VALUES,
        _carry,
        lambda given: [_walk(given)],
    ),
    leaves_arguments(BACKWARD, BOTH, id="lstm.backward_leaves_arguments", points=1),
    repeats(BACKWARD, BOTH, id="lstm.backward_same_twice", points=0.5),
    answers(BIAS, GIVEN_VALUE, id="lstm.init_forget_bias_returns", points=0.5),
    agrees(
        BIAS,
        (GIVEN_VALUE, BY_DEFAULT, BELOW_ZERO),
        id="lstm.init_forget_bias_matches",
        title="the forget slice is set, and nothing else",
        points=0.75,
    ),
    agrees(
        BIAS,
        BIAS_EDGES,
        rung=HARDER_VALUES,
        id="lstm.init_forget_bias_edges",
        title="one hidden unit, a value of 0 and a whole number work",
        points=0.25,
    ),
    leaves_arguments(BIAS, GIVEN_VALUE, id="lstm.init_forget_bias_leaves_b", points=0.5),
    answers(CELL, SHORT, id="lstm.cell_gradient_returns", points=0.5),
    agrees(
        CELL,
        (SHORT, LONG),
        id="lstm.cell_gradient_matches",
        title="every product agrees, down to 1e-20",
        points=1.25,
    ),
    agrees(
        CELL,
        CELL_EDGES,
        rung=HARDER_VALUES,
        id="lstm.cell_gradient_edges",
        title="no steps, one step and one hidden unit work",
        points=0.5,
    ),
    agrees(
        CELL,
        (SHUT,),
        rung=HARDER_VALUES,
        id="lstm.cell_gradient_shut",
        title="a gate that is shut lets nothing through, and nothing else",
        points=0.25,
    ),
    leaves_arguments(CELL, SHORT, id="lstm.cell_gradient_leaves_arguments", points=0.5),
)
