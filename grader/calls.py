"""A call of a learner's function, and what can come back. Values only: who makes the call is somebody else's matter."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from grader import wire


@dataclass(frozen=True, eq=False)
class Call:
    """One call to make.

    Attributes:
        function: The name in the learner's file.
        arguments: Positional arguments: float64 arrays, numbers, wire.ScalarField.
        driver: Name of the driver of ours that makes the call from these arguments, where a function needs what
            cannot travel (a module, parameters); "" calls the function itself.
        again: Ask anew even if the same call was answered before.
        wall_seconds: What this call may take, where it is not what most calls may.
    """

    function: str
    arguments: tuple[Any, ...]
    again: bool = False
    driver: str = ""
    wall_seconds: float | None = None

    @cached_property
    def key(self) -> bytes:
        """Equal for equal calls: what an answer is remembered by, and the bytes that a worker gets."""
        return wire.pack(("call", self.function, self.arguments, self.driver))


@dataclass(frozen=True, eq=False)
class Returned:
    """The function returned.

    Attributes:
        value: What it returned, rebuilt from bytes.
        changed: Arguments whose bytes differ after the call: position to value afterwards.
        warnings: Texts of the warnings it raised, "RuntimeWarning: overflow ..."; a few at most.
    """

    value: Any
    changed: Mapping[int, Any] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Raised:
    """The function raised.

    Attributes:
        kind: The exception's class name.
        message: Its text, cut and without control characters.
        line: The last line of the learner's file on the way to it, when there is one.
        source: That line's text.
    """

    kind: str
    message: str
    line: int | None = None
    source: str = ""


@dataclass(frozen=True)
class TimedOut:
    """It was still running after `wall_seconds`; `of` says whose limit that was: the call's or the file's."""

    wall_seconds: float
    of: str = "call"


@dataclass(frozen=True)
class Died:
    """The learner's process ended during the call; `how` reads after "the process": "was killed by SIGSEGV"."""

    how: str


@dataclass(frozen=True)
class BadValue:
    """The function returned something that is no number, array, text or plain container: `what` names it."""

    what: str


Answer = Returned | Raised | TimedOut | Died | BadValue

MAX_WARNINGS = 8
_MAX_SHOWN = 4


def answer_in_process(function: Callable[..., Any], call: Call) -> Returned | Raised:
    """Make a call here, on copies of its arguments: for our own functions, never for a learner's.

    The answer has been through no wire; everything else is as a worker would report it.
    """
    given = wire.unpack(wire.pack(call.arguments))
    before = [_bytes(argument) for argument in given]
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            value = function(*wire.prepared(given))
        except Exception as error:  # a wrong idea may well raise: that is its answer
            return Raised(type(error).__name__, str(error))
    changed = {
        position: argument
        for position, (argument, old) in enumerate(zip(given, before, strict=True))
        if _bytes(argument) != old
    }
    return Returned(value, changed, warning_texts(caught))


def warning_texts(caught: Sequence[warnings.WarningMessage]) -> tuple[str, ...]:
    """Return "Category: text" of the first few warnings."""
    return tuple(f"{one.category.__name__}: {one.message}" for one in caught[:MAX_WARNINGS])


def describe(call: Call, parameters: Sequence[str]) -> str:
    """Return a call as a person reads it: `bptt(xs (6, 3), hs (7, 5))`, arrays by shape, numbers by value.

    >>> describe(Call("f", (np.zeros((6, 3)), 0.5)), ["xs", "factor"])
    'f(xs (6, 3), factor 0.5)'
    """
    named = zip(parameters, call.arguments, strict=False)
    return f"{call.function}({', '.join(f'{name} {_shown(value)}' for name, value in named)})"


def _shown(value: object) -> str:
    if isinstance(value, np.ndarray):
        return str(value.shape) if value.size > 1 or value.ndim else f"{value:.6g}"
    if isinstance(value, float):
        return f"{value:.6g}"
    if isinstance(value, list):
        more = f", … {len(value)} in all" if len(value) > _MAX_SHOWN else ""
        return f"[{', '.join(_shown(one) for one in value[:_MAX_SHOWN])}{more}]"
    if isinstance(value, wire.ScalarField):
        return "a function"
    return f"default_rng({value.seed})" if isinstance(value, wire.Chance) else repr(value)


def _bytes(argument: object) -> bytes:
    return wire.pack(argument) if isinstance(argument, np.ndarray | list) else b""
