"""What tests share: grading a text without a sandbox, in milliseconds, and with one, for real."""

from __future__ import annotations

import functools
import time
import types
from pathlib import Path

from grader import wire
from grader.calls import Answer, BadValue, Call, Raised, Returned, answer_in_process
from grader.course.find import course_root
from grader.course.load import load_course
from grader.grade import Rubric, grade, rubric
from grader.sandbox.launch import start
from grader.sandbox.limits import Limits
from grader.sandbox.session import Bound, Loaded, Session
from grader.verdict import CheckResult, ExerciseResult

ROOT = Path(__file__).resolve().parent.parent


class PlainModule:
    """A session without a process: our own test files, never a stranger's. Answers go through the wire all the same."""

    def __init__(self, source: str, functions: tuple[str, ...]) -> None:
        self.module = types.ModuleType("plain")
        exec(compile(source, "plain.py", "exec"), self.module.__dict__)
        self.functions = functions

    def load(self) -> Loaded:
        return Loaded(None, {name: self._bound(name) for name in self.functions})

    def _bound(self, name: str) -> Bound:
        value = getattr(self.module, name, None)
        if value is None:
            return Bound("missing", None, "", (), 0, False)
        if not isinstance(value, types.FunctionType):
            return Bound("callable", None, type(value).__name__, (), 0, True)
        code = value.__code__
        names = code.co_varnames[: code.co_argcount]
        required = len(names) - len(value.__defaults__ or ())
        return Bound("function", code.co_firstlineno, "function", names, required, bool(code.co_flags & 4))

    def call(self, call: Call) -> Answer:
        answer = answer_in_process(getattr(self.module, call.function), call)
        if isinstance(answer, Raised):
            return answer
        try:
            return Returned(wire.unpack(wire.pack(answer.value)), answer.changed, answer.warnings)
        except wire.WireError as error:
            return BadValue(str(error))

    def printed(self) -> str:
        return ""

    def close(self) -> None:
        pass


@functools.cache
def rubric_of(exercise: str, seed: int = 0) -> Rubric:
    return rubric(load_course(course_root()), exercise, seed)


def grade_plain(source: str, exercise: str, seed: int = 0) -> ExerciseResult:
    """Grade a trusted text in this process."""
    wanted = rubric_of(exercise, seed)
    session = PlainModule(source, wanted.functions)
    return grade(wanted, source.encode(), f"{exercise}.py", session, time.monotonic)


def grade_sandboxed(source: bytes | str, exercise: str, seed: int = 0, limits: Limits | None = None) -> ExerciseResult:
    """Grade a text in a real worker."""
    wanted = rubric_of(exercise, seed)
    limits = limits or wanted.limits
    raw = source.encode() if isinstance(source, str) else source
    session = Session(raw, f"{exercise}.py", wanted.functions, limits, lambda: start(limits), wanted.preloads)
    return grade(wanted, raw, f"{exercise}.py", session, time.monotonic)


def check_named(result: ExerciseResult, id: str) -> CheckResult:
    return next(check for check in result.checks if check.id == id)
