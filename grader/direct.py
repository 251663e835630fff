"""Sessions without a process, for code that may run here: our own files by the thousand, a learner's own function.

Never for a stranger's file. A grading takes milliseconds here where a worker takes a tenth of a second. Answers go
through the wire all the same, so that what cannot travel is refused as a worker would refuse it.
"""

from __future__ import annotations

import linecache
import signal
import threading
import time
import traceback
import types
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from grader import wire
from grader.calls import Answer, BadValue, Call, Raised, Returned, TimedOut, answer_in_process
from grader.grade import Rubric, grade
from grader.inside import drivers
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

    def call(self, call: Call, foreseen: Sequence[Call] = ()) -> Answer:
        """Make one call."""
        return _answer(vars(self._module)[call.function], call, self._seconds)

    def printed(self) -> str:
        """Nothing: what it prints goes to our own output."""
        return ""

    def close(self) -> None:
        """There is nothing to let go of."""


class MemorySession:
    """Calls a learner's function where it is: in the learner's own notebook or script.

    Args:
        function: The function.
        name: What the exercise calls it.
        call_wall_seconds: What a call may take.
    """

    def __init__(self, function: Callable[..., Any], name: str, call_wall_seconds: float) -> None:
        self._function = function
        self._name = name
        self._seconds = call_wall_seconds

    def load(self) -> Loaded:
        """It is loaded."""
        return Loaded(None, {self._name: _bound(self._function)})

    def call(self, call: Call, foreseen: Sequence[Call] = ()) -> Answer:
        """Make one call."""
        trail = _Trail(self._function)
        answer = _answer(trail, call, self._seconds)
        return replace(answer, line=trail.line, source=trail.source) if isinstance(answer, Raised) else answer

    def printed(self) -> str:
        """Nothing: what it prints has appeared already."""
        return ""

    def close(self) -> None:
        """There is nothing to let go of."""


class _Trail:
    """A function that remembers which line of its own file an exception passed last."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self._function = function
        self.line: int | None = None
        self.source = ""

    def __call__(self, *arguments: Any) -> Any:
        try:
            return self._function(*arguments)
        except SystemExit as error:  # it must not end the notebook's kernel
            self._remember(error)
            raise RuntimeError(f"sys.exit({error.code})") from error
        except Exception as error:
            self._remember(error)
            raise

    def _remember(self, error: BaseException) -> None:
        file = getattr(getattr(self._function, "__code__", None), "co_filename", "")
        lines = [line for frame, line in traceback.walk_tb(error.__traceback__) if frame.f_code.co_filename == file]
        if lines:
            self.line, self.source = lines[-1], linecache.getline(file, lines[-1]).strip()


def _answer(called: Callable[..., Any], call: Call, call_wall_seconds: float) -> Answer:
    if call.driver:
        called = partial(drivers.driver(call.driver), called)
    seconds = call.wall_seconds or call_wall_seconds
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


def graded_direct(wanted: Rubric, source: bytes) -> ExerciseResult:
    """Grade a trusted file in this process."""
    file = f"{wanted.exercise}.py"
    session = DirectSession(source.decode(), file, wanted.functions, wanted.limits.call_wall_seconds)
    return grade(wanted, source, file, session, time.monotonic)


def graded_function(wanted: Rubric, function: Callable[..., Any], source: str, file: str) -> ExerciseResult:
    """Grade one function where it is.

    Args:
        wanted: The rubric of this one function.
        function: The learner's.
        source: Its text, as far as it is known.
        file: Where it is written, to be shown.
    """
    session = MemorySession(function, wanted.functions[0], wanted.limits.call_wall_seconds)
    return grade(wanted, source.encode("utf-8", "replace"), file, session, time.monotonic)


class _OverTimeError(BaseException):
    """Not an Exception, so that no `except Exception` of the code under the limit takes it for its own."""


def _within(seconds: float, work: Callable[[], Any]) -> Any:
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        return work()  # Windows, or a notebook's thread: there is no alarm to be had, and the learner can interrupt

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
