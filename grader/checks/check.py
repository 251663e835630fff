"""What a check is, and what it is given. The generators that most checks are made of are in rungs.py."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import numpy as np

from grader.calls import Answer, Call, Raised, Returned, answer_in_process, describe
from grader.misconceptions.misconception import Misconception
from grader.numeric.cases import generator
from grader.numeric.compare import LIMIT, SINGLE_LIMIT
from grader.verdict import Finding

_DOUBLE_BYTES = 8
# float32's ulp in float64's: what a rounding floor grows by when an answer is computed in float32.
_SINGLE_ULPS = float(np.finfo(np.float32).eps / np.finfo(np.float64).eps)

Steps = Generator[Call, Answer, Finding]
Key = TypeVar("Key")
Value = TypeVar("Value")

# The order of questions: a rung is asked when every lower one of the same function holds.
ANSWERS, VALUES, HARDER_VALUES, UNCHANGED, AGAIN = range(5)


@dataclass(frozen=True)
class Check:
    """One statement about one function, true when it passes.

    Attributes:
        id: `exercise.phrase`.
        function: The learner's function it is about.
        title: A phrase that is true when it passes, so that a list of ticks reads as a specification.
        points: What it is worth.
        rung: Its place in the order of questions.
        steps: The generator that finds out.
        foreseen: The calls that it makes as long as the answers are right, in order; it may make more. A wrong file may
            be asked a few that nobody reads.
    """

    id: str
    function: str
    title: str
    points: float
    rung: int
    steps: Callable[[Given], Steps]
    foreseen: Callable[[Given], Sequence[Call]] = lambda given: ()


@dataclass(frozen=True)
class Given:
    """What a check may know.

    Attributes:
        seed: Changes every generated input.
        reference: The solution's functions.
        parameters: The names of their parameters.
        ideas: The exercise's misconceptions.
        single: The file computes in float32 somewhere, so a looser limit is tried before an answer falls short.
    """

    seed: int
    reference: Mapping[str, Callable[..., Any]]
    parameters: Mapping[str, tuple[str, ...]]
    ideas: tuple[Misconception, ...] = ()
    single: bool = False
    _calls: dict[tuple[str, str, object], Call] = field(default_factory=dict)
    _answers: dict[bytes, Returned | Raised] = field(default_factory=dict)
    _imagined: dict[tuple[str, bytes], Returned | Raised] = field(default_factory=dict)
    _facts: dict[object, Any] = field(default_factory=dict)

    def limit(self, *arrays: np.ndarray) -> float:
        """Return the relative error these arrays are allowed: float32's when one of them, or the file, is float32."""
        single = any(array.dtype.kind == "f" and array.dtype.itemsize < _DOUBLE_BYTES for array in arrays)
        return SINGLE_LIMIT if single or self.single else LIMIT

    def right(self, call: Call) -> Returned | Raised:
        """Return the solution's answer to the same call, worked out once."""
        return _remembered(self._answers, call.key, lambda: answer_in_process(self.reference[call.function], call))

    def expected(self, call: Call) -> Returned:
        """Return what the solution returned.

        Raises:
            AssertionError: The solution raised: the course is broken, not the learner.
        """
        answer = self.right(call)
        assert isinstance(answer, Returned), f"the solution of {call.function} raised: {answer}"  # noqa: S101
        return answer

    def imagined(self, idea: Misconception, call: Call) -> Returned | Raised:
        """Return a wrong idea's answer to a call, worked out once: in a class, thousands of files ask for it again."""
        return _remembered(self._imagined, (idea.id, call.key), lambda: answer_in_process(idea.answer, call))

    def known(self, about: object, make: Callable[[], Value]) -> Value:
        """Return what only the exercise and the seed decide, such as our answer as arrays, worked out once."""
        found: Value = _remembered(self._facts, about, make)
        return found

    def described(self, call: Call) -> str:
        """Return the call as a person reads it, with the solution's parameter names."""
        return describe(call, self.parameters[call.function])


_MOST_REMEMBERED = 1000  # every exercise's own cases and ideas make fewer than 600


def _remembered(known: dict[Key, Value], key: Key, make: Callable[[], Value]) -> Value:
    """Return what is known, or make it known; what was not asked for lately is forgotten.

    A call made of a learner's own answer, as a backward pass gets the cache of theirs, comes once and never again.
    """
    value = known[key] = known.pop(key) if key in known else make()
    if len(known) > _MOST_REMEMBERED:
        del known[next(iter(known))]
    return value


@dataclass(frozen=True)
class Case:
    """One generated input.

    Attributes:
        name: What is special about it, as it reads after "with": "a loss on the last step only".
        make: Positional arguments from the case's own generator.
        steps: Which axis of which output counts time steps; outputs that are not named are compared whole.
        length: How many entries along that axis are steps, when not all are; the others must be right, too.
        driver: Who makes the call, where the function needs what cannot travel.
    """

    name: str
    make: Callable[[np.random.Generator], tuple[Any, ...]]
    steps: Mapping[str, int] = field(default_factory=dict)
    length: int | None = None
    driver: str = ""

    def call(self, given: Given, function: str) -> Call:
        """Return the call that asks this case of a function, made once for all checks that ask it."""
        known, key = given._calls, (function, self.name, self.make)
        if key not in known:
            arguments = self.make(generator(given.seed, function, self.name))
            known[key] = Call(function, arguments, driver=self.driver)
        return known[key]


@dataclass(frozen=True)
class Subject:
    """A function under examination, and how its answers are to be read.

    Attributes:
        function: Its name.
        outputs: What it returns, in order; several names mean a tuple.
        each: Every entry stands for itself (an element-wise function), and the first argument names it.
        exact: The answer is a whole number, a truth value, a text or None: equal or not.
        backward: Steps are walked from the last to the first, as gradients are.
        counts: What a step is called in "t = 3, the first wrong step": t, layer.
        floor: Absolute slack that the natural formula's own rounding takes: from the arguments to ulps of float64.
    """

    function: str
    outputs: tuple[str, ...]
    each: bool = False
    exact: bool = False
    backward: bool = True
    counts: str = "t"
    floor: Callable[..., float | np.ndarray] | None = None

    def slack(self, call: Call, limit: float) -> float | np.ndarray:
        """Return the rounding floor for a call's answer, in float32's ulps where its limit is float32's."""
        if self.floor is None:
            return 0.0
        return self.floor(*call.arguments) * (_SINGLE_ULPS if limit == SINGLE_LIMIT else 1.0)


@dataclass(frozen=True)
class Asked:
    """One case that was asked of one function: what every comparison needs to know."""

    given: Given
    subject: Subject
    case: Case
    call: Call

    @property
    def expected(self) -> Returned:
        """The solution's answer."""
        return self.given.expected(self.call)

    def axis(self, output: str) -> int | None:
        """Which axis of an output counts time steps, if one does; `grads[1]` is part of `grads`."""
        return self.case.steps.get(output.partition("[")[0])


def ask(given: Given, subject: Subject, case: Case) -> Asked:
    """Return the question that a case asks of a function."""
    return Asked(given, subject, case, case.call(given, subject.function))


def all_of(subject: Subject, cases: Sequence[Case]) -> Callable[[Given], Sequence[Call]]:
    """Return what a check foresees that asks every case."""
    return lambda given: [case.call(given, subject.function) for case in cases]
