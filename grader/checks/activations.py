"""`activations`: four slopes, for numbers and arrays of any shape, at 0 and far out."""

from __future__ import annotations

import numpy as np

from grader.calls import Returned
from grader.checks.check import HARDER_VALUES, UNCHANGED, Case, Check, Given, Steps, Subject, all_of, ask
from grader.checks.explain import Seen
from grader.checks.reading import read
from grader.checks.rungs import agrees, answers, leaves_arguments, told
from grader.numeric.compare import TANH_PRIME_SLACK
from grader.verdict import PASSED, Finding, Status

# s (1 - s), and a sigmoid made of tanh, cancel on one side or the other: 4 ulp of 1, however small the slope is.
GATE_SLACK = 4 * float(np.finfo(np.float64).eps)


# Inputs


def _signed(rng: np.random.Generator, *shape: int, first: int) -> np.ndarray:
    """Return numbers between 0.3 and 4 of both signs; `first` is the sign of the first one.

    An answer that takes its type from its first entry goes wrong for one of the two.
    """
    signs = np.resize([first, -first, -first, first, first], shape)
    return np.asarray(signs * rng.uniform(0.3, 4, shape))


def _tails(rng: np.random.Generator) -> np.ndarray:
    """Return 0 of both kinds, small numbers, the knee at 3, and 17, where 7e-15 is still more than rounding."""
    small = 10.0 ** rng.uniform(-4, -2)
    return np.array([0.0, -0.0, small, -small, 3.0, -3.0, 17.0, -17.0])


def _far(rng: np.random.Generator, sign: int) -> np.ndarray:
    """Return z where s has rounded to 0 or 1, where the slope is below 1e-86, and where exp overflows."""
    return sign * np.array([40.0, rng.uniform(200, 300), 1000.0])


MATRIX = Case("z between -4 and 4", lambda rng: (_signed(rng, 3, 4, first=1),))
VECTOR = Case("a negative z first", lambda rng: (_signed(rng, 7, first=-1),))
TAILS = Case("0, small and large z", lambda rng: (_tails(rng),))
FAR_UP = Case("z up to 1000", lambda rng: (_far(rng, 1),))
FAR_DOWN = Case("z down to -1000", lambda rng: (_far(rng, -1),))
SIDES = Case("tiny and huge z", lambda rng: (np.array([-1e-30, 1e-30, 1000.0, -1000.0, rng.uniform(-1, 1)]),))
ZEROS = Case("0 and -0.0", lambda rng: (np.array([0.0, -0.0, -rng.uniform(1, 2), rng.uniform(1, 2)]),))


def _shapes() -> tuple[Case, ...]:
    """Return cases: a number, and arrays with no axis, one and three."""
    return (
        Case("a number", lambda rng: (float(rng.uniform(0.5, 2)),)),
        Case("a whole number", lambda rng: (-int(rng.integers(1, 4)),)),
        Case("an array without axes", lambda rng: (np.array(-rng.uniform(0.5, 2)),)),
        Case("one axis", lambda rng: (_signed(rng, 5, first=1),)),
        Case("three axes", lambda rng: (_signed(rng, 2, 3, 4, first=-1),)),
    )


def _with_slope(case: Case, low: float, high: float) -> Case:
    return Case(f"{case.name}, slope given", lambda rng: (*case.make(rng), float(rng.uniform(low, high))))


# A question of its own


def _warns_nowhere(subject: Subject, cases: tuple[Case, ...], *, id: str, title: str, points: float) -> Check:
    """Check that numpy had nothing to warn about; the values are another check's matter."""

    def steps(given: Given) -> Steps:
        seen: list[Seen] = []
        first = PASSED
        for case in cases:
            asked = ask(given, subject, case)
            answer = yield asked.call
            found = _warning(answer) if isinstance(answer, Returned) else read(answer, asked.expected, subject)
            if isinstance(found, Finding) and first is PASSED:
                first, seen = found, [(asked, answer), *seen]
            else:
                seen.append((asked, answer))
            if first.fatal:
                break
        return first if first is PASSED else told(first, seen)

    return Check(id, subject.function, title, points, UNCHANGED, steps, all_of(subject, cases))


def _warning(answer: Returned) -> Finding | None:
    if not answer.warnings:
        return None
    return Finding(Status.FAILED, f"numpy warns on the way: {answer.warnings[0]}")


TANH = Subject("tanh_derivative", ("slope",), each=True, floor=lambda z: TANH_PRIME_SLACK)
SIGMOID = Subject("sigmoid_derivative", ("slope",), each=True, floor=lambda z: GATE_SLACK)
RELU = Subject("relu_derivative", ("slope",), each=True)
LEAKY = Subject("leaky_relu_derivative", ("slope",), each=True)

CHECKS = (
    answers(TANH, MATRIX, id="activations.tanh_returns", points=0.5, title="returns finite slopes in the shape of z"),
    agrees(
        TANH,
        (MATRIX, TAILS),
        id="activations.tanh_matches",
        title="the slope agrees at every z, down to 7e-15 at 17",
        points=1,
    ),
    agrees(
        TANH,
        (FAR_UP, FAR_DOWN),
        rung=HARDER_VALUES,
        id="activations.tanh_far_out",
        title="the slope is finite and right up to |z| = 1000",
        points=0.5,
    ),
    agrees(
        TANH,
        _shapes(),
        rung=HARDER_VALUES,
        id="activations.tanh_any_shape",
        title="a number works, and arrays of every shape",
        points=0.5,
    ),
    leaves_arguments(TANH, MATRIX, id="activations.tanh_leaves_z", points=0.25),
    answers(
        SIGMOID, MATRIX, id="activations.sigmoid_returns", points=0.5, title="returns finite slopes in the shape of z"
    ),
    agrees(
        SIGMOID,
        (MATRIX, TAILS),
        id="activations.sigmoid_matches",
        title="the slope agrees at every z",
        points=1,
    ),
    agrees(
        SIGMOID,
        (FAR_UP, FAR_DOWN),
        rung=HARDER_VALUES,
        id="activations.sigmoid_far_out",
        title="the slope is finite and right up to |z| = 1000",
        points=0.5,
    ),
    agrees(
        SIGMOID,
        _shapes(),
        rung=HARDER_VALUES,
        id="activations.sigmoid_any_shape",
        title="a number works, and arrays of every shape",
        points=0.25,
    ),
    leaves_arguments(SIGMOID, MATRIX, id="activations.sigmoid_leaves_z", points=0.25),
    _warns_nowhere(
        SIGMOID,
        (FAR_UP, FAR_DOWN),
        id="activations.sigmoid_without_warnings",
        title="numpy has nothing to warn about up to |z| = 1000",
        points=0.5,
    ),
    answers(RELU, MATRIX, id="activations.relu_returns", points=0.25, title="returns finite slopes in the shape of z"),
    agrees(
        RELU,
        (MATRIX, VECTOR, SIDES),
        id="activations.relu_matches",
        title="1 for positive z, 0 for negative z",
        points=0.5,
    ),
    agrees(
        RELU,
        (ZEROS,),
        rung=HARDER_VALUES,
        id="activations.relu_at_zero",
        title="0 at 0 and at -0.0",
        points=0.5,
    ),
    agrees(
        RELU,
        _shapes(),
        rung=HARDER_VALUES,
        id="activations.relu_any_shape",
        title="a number works, and arrays of every shape",
        points=0.25,
    ),
    leaves_arguments(RELU, MATRIX, id="activations.relu_leaves_z", points=0.25),
    answers(
        LEAKY, MATRIX, id="activations.leaky_returns", points=0.25, title="returns finite slopes in the shape of z"
    ),
    agrees(
        LEAKY,
        (MATRIX, VECTOR, SIDES),
        id="activations.leaky_matches",
        title="1 for positive z, 0.01 for negative z",
        points=0.75,
    ),
    agrees(
        LEAKY,
        (_with_slope(MATRIX, 0.1, 0.4), _with_slope(VECTOR, 0.02, 0.09)),
        rung=HARDER_VALUES,
        id="activations.leaky_slope_given",
        title="a slope that is given is the one that counts",
        points=0.75,
    ),
    agrees(
        LEAKY,
        (ZEROS, _with_slope(ZEROS, 0.1, 0.4)),
        rung=HARDER_VALUES,
        id="activations.leaky_at_zero",
        title="`slope` at 0 and at -0.0",
        points=0.25,
    ),
    agrees(
        LEAKY,
        _shapes(),
        rung=HARDER_VALUES,
        id="activations.leaky_any_shape",
        title="a number works, and arrays of every shape",
        points=0.25,
    ),
    leaves_arguments(LEAKY, MATRIX, id="activations.leaky_leaves_z", points=0.25),
)
