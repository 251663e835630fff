"""Answers of the right form and of no sense, to every question: judged, shown, never a bug of ours."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from helpers import rubric_of

from grader import wire
from grader.calls import Call, Returned
from grader.grade import Rubric, grade
from grader.record import record
from grader.render.terminal import Sheet
from grader.sandbox.session import Bound, Loaded
from grader.verdict import Status

EXERCISES = ("activations", "rnn", "bptt", "truncated_bptt", "clipping", "spectrum", "lstm", "torch_diagnosis")
HUGE, SHAPE = 1.797e308, (3, 3)

ODD: dict[str, Callable[[np.ndarray], Any]] = {
    "the largest number": lambda want: np.full(want.shape, HUGE),
    "the largest numbers of both signs": lambda want: np.where(np.arange(want.size) % 2, HUGE, -HUGE).reshape(
        want.shape
    ),
    "the smallest number": lambda want: np.full(want.shape, 5e-324),
    "infinity": lambda want: np.full(want.shape, np.inf),
    "no number": lambda want: np.full(want.shape, np.nan),
    "half precision's largest": lambda want: np.full(want.shape, 65504, np.float16),
    "single precision's largest": lambda want: np.full(want.shape, 3.4e38, np.float32),
    "the largest unsigned integer": lambda want: np.full(want.shape, 2**64 - 1, np.uint64),
    "the smallest integer": lambda want: np.full(want.shape, -(2**63), np.int64),
    "a byte's smallest": lambda want: np.full(want.shape, -128, np.int8),
    "integers of 4000 bits in lists": lambda want: np.full(want.shape, 2**4000, object).tolist(),
    "integers that only just fit nowhere": lambda want: np.full(want.shape, 2**64, object).tolist(),
    "an empty array": lambda want: np.zeros((0, 2**20)),
    "eight axes": lambda want: np.zeros((1,) * 8),
    "rows of different lengths": lambda want: [[1.0], [1.0, 2.0]],
    "a text of control characters": lambda want: "\u202e\x1b[31m" + "x" * 1000,
    "a scalar field": lambda want: wire.ScalarField(want, want, want),
    "a chance": lambda want: wire.Chance(3),
}


class Odd:
    """A sitting that answers as the solution does, each array replaced; its arguments come back odd, too."""

    def __init__(self, rubric: Rubric, odd: Callable[[np.ndarray], Any]) -> None:
        self.rubric, self.odd = rubric, odd

    def load(self) -> Loaded:
        bound = Bound("function", 1, "function", (), 0, True)
        return Loaded(None, dict.fromkeys(self.rubric.functions, bound))

    def call(self, call: Call, foreseen=()) -> Returned:
        try:
            value = self.instead_of(self.rubric.given.expected(call).value)
        except AssertionError:  # the solution raises, and is asked whether it does
            value = self.odd(np.ones(SHAPE))
        changed = {position: self.odd(np.ones(SHAPE)) for position in range(len(call.arguments))}
        value, changed = wire.unpack(wire.pack((value, list(changed.values()))))
        return Returned(value, dict(enumerate(changed)), ("RuntimeWarning: x",) * 8)

    def instead_of(self, value: Any) -> Any:
        if isinstance(value, list | tuple):
            return type(value)(map(self.instead_of, value))
        return value if value is None or isinstance(value, str) else self.odd(np.asarray(value))

    def printed(self) -> str:
        return ""

    def close(self) -> None:
        pass


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
@pytest.mark.parametrize("exercise", EXERCISES)
def test_an_odd_answer_is_judged_without_a_warning_and_can_be_shown(exercise, odd):
    rubric = rubric_of(exercise)

    result = grade(rubric, b"", f"{exercise}.py", Odd(rubric, odd), time.monotonic)

    assert [check for check in result.checks if check.finding.status is Status.BROKEN] == []
    assert not result.passed
    json.dumps(record(result), allow_nan=False)
    Sheet(88, 0).result(result, f"grader check {exercise}")
