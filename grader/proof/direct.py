"""A session without a process, for files of our own: solutions, their mutants, fixtures. Never for a stranger's file.

A grading takes milliseconds here where a worker takes a tenth of a second, and proofs need thousands. Answers go
through the wire all the same, so that what cannot travel is refused as a worker would refuse it.
"""

from __future__ import annotations

import signal
import time
import types
from collections.abc import Callable
from functools import partial
from typing import Any

from grader import wire
from grader.calls import Answer, BadValue, Call, Raised, Returned, TimedOut, answer_in_process
from grader.grade import Rubric, grade
from grader.sandbox.session import Bound, Loaded
from grader.verdict import ExerciseResult


class DirectSession:
    """Runs a trusted text in this process, at most `call_wall_seconds` for each call that names no time of its own.

    Args:
        source: The text.
        filename: Its name.
        functions: The names that will be asked for.
        call_wall_seconds: What a call may take.

    Raises:
        SyntaxError: The text is not Python.
    """

    def __init__(
        self,
        source: str,
        filename: str,
        functions: tuple[str, ...],
        call_wall_seconds: float = 2.0,
    ) -> None:
        self._code = compile(source, filename, "exec")
        self._filename = filename
        self._functions = functions
        self._seconds = call_wall_seconds
        self._module = types.ModuleType(filename.removesuffix(".py"))

    def load(self) -> Loaded:
        """Run the text's top level; what it raises is its problem."""
        try:
            exec(self._code, self._module.__dict__)  # noqa: S102  ours
        except Exception as error:
            return Loaded(Raised(type(error).__name__, str(error)), self._bounds())
        return Loaded(None, self._bounds())

    def _bounds(self) -> dict[str, Bound]:
        return {name: _bound(vars(self._module).get(name)) for name in self._functions}

    def call(self, call: Call) -> Answer:
        """Make one call."""
        called = vars(self._module)[call.function]
        if call.driver:
            called = partial(_driver(call.driver), called)
        seconds = call.wall_seconds or self._seconds
        try:
            answer = _within(seconds, lambda: answer_in_process(called, call))
        except _OverTimeError:
            return TimedOut(seconds)
        if isinstance(answer, Raised):
            return answer
        try:
            return Returned(wire.unpack(wire.pack(answer.value)), answer.changed, answer.warnings)
        except wire.WireError as error:
            return BadValue(str(error))

    def printed(self) -> str:
        """Nothing: what it prints goes to our own output."""
        return ""

    def close(self) -> None:
        """There is nothing to let go of."""


def _driver(name: str) -> Callable[..., Any]:
    from grader.inside.drivers import DRIVERS  # noqa: PLC0415  torch

    return DRIVERS[name]


def graded_direct(wanted: Rubric, source: bytes) -> ExerciseResult:
    """Grade a trusted file in this process."""
    file = f"{wanted.exercise}.py"
    session = DirectSession(source.decode(), file, wanted.functions, wanted.limits.call_wall_seconds)
    return grade(wanted, source, file, session, time.monotonic)


class _OverTimeError(BaseException):
    """Not an Exception, so that no `except Exception` of the code under the limit takes it for its own."""


def _within(seconds: float, work: Callable[[], Any]) -> Any:
    def stop(signum: int, frame: object) -> None:
        raise _OverTimeError

    previous = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        return work()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)


def _bound(value: object) -> Bound:
    if value is None:
        return Bound("missing", None, "", (), 0, False)
    if isinstance(value, types.FunctionType):
        code = value.__code__
        names = code.co_varnames[: code.co_argcount]
        required = len(names) - len(value.__defaults__ or ())
        return Bound("function", code.co_firstlineno, "function", names, required, bool(code.co_flags & 0x04))
    kind = "class" if isinstance(value, type) else "callable" if callable(value) else "value"
    return Bound(kind, None, type(value).__name__, (), 0, True)
