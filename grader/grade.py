"""One file becomes an ExerciseResult: the only place where checks meet the sandbox."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Protocol

from grader.calls import Answer, Call, Died, Raised, TimedOut
from grader.checks import checks_of, limits_of, preloads_of, stand_ins_of
from grader.checks.check import Check, Given
from grader.checks.reading import raised
from grader.course.load import Signature, load_solution, parameters, public_functions, signatures
from grader.course.model import Course
from grader.errors import MachineError
from grader.misconceptions import misconceptions_of
from grader.sandbox.limits import Limits
from grader.sandbox.session import Bound, Loaded, SyntaxProblem
from grader.verdict import CheckResult, ExerciseResult, FileProblem, Finding, Status


class Sitting(Protocol):
    """Somebody who has the learner's file and makes calls: a sandbox, or this process for a file of our own."""

    def load(self) -> Loaded:
        """Run the file's top level."""

    def call(self, call: Call, foreseen: Sequence[Call] = ()) -> Answer:
        """Make one call; `foreseen` are expected after it, in order."""

    def printed(self) -> str:
        """What the file printed so far."""

    def close(self) -> None:
        """Let go of everything."""


@dataclass(frozen=True)
class Rubric:
    """Everything that grading one exercise needs, worked out once for any number of files."""

    exercise: str
    checks: tuple[Check, ...]
    given: Given
    signatures: Mapping[str, Signature]
    preloads: tuple[str, ...]
    limits: Limits

    @property
    def functions(self) -> tuple[str, ...]:
        """The functions it asks for, in order."""
        return tuple(self.signatures)

    def only(self, functions: Collection[str]) -> Rubric:
        """Return the part that asks for these functions."""
        kept = {name: signature for name, signature in self.signatures.items() if name in functions}
        checks = tuple(check for check in self.checks if check.function in functions)
        return replace(self, checks=checks, signatures=kept)


def rubric(course: Course, exercise: str, seed: int) -> Rubric:
    """Return an exercise's rubric for a seed.

    Raises:
        CourseError: The solution does not import.
    """
    reference = stand_ins_of(exercise) or public_functions(load_solution(course, exercise))
    names = {name: parameters(function) for name, function in reference.items()}
    given = Given(seed, reference, names, misconceptions_of(exercise))
    limits = Limits(**limits_of(exercise))
    return Rubric(exercise, checks_of(exercise), given, signatures(course, exercise), preloads_of(exercise), limits)


def grade(rubric: Rubric, source: bytes, file: str, session: Sitting, clock: Callable[[], float]) -> ExerciseResult:
    """Grade one file: load it, then ask every function its checks.

    An error inside a check of ours makes that check BROKEN and nobody's fault.

    Args:
        rubric: The exercise.
        source: The file's bytes; looked through for the word float32 and not otherwise read here.
        file: Its path as it was given.
        session: Has the same file, not loaded yet; closed at the end.
        clock: Seconds.

    Raises:
        MachineError: No worker could be had.
    """
    start = clock()
    given = replace(rubric.given, single=_names_float32(source))
    try:
        loaded = session.load()
        results = _all_functions(rubric, given, loaded, session)
    finally:
        session.close()
    error = _file_problem(loaded, rubric) or _framework(source, rubric)
    return ExerciseResult(rubric.exercise, file, results, error, session.printed(), clock() - start)


def ungraded(rubric: Rubric, file: str, problem: FileProblem) -> ExerciseResult:
    """Return the result of a file that could not even be read."""
    results = _all_alike(rubric.checks, _not_checked(f"the file cannot be graded: {problem.message}"))
    return ExerciseResult(rubric.exercise, file, results, problem, "", 0.0)


def ungradable(rubric: Rubric, file: str, why: str) -> ExerciseResult:
    """Return the result of a file that this machine could not grade: nobody's fault, and worth no points either way."""
    results = _all_alike(rubric.checks, Finding(Status.BROKEN, f"{why}; grade it once more by itself"))
    return ExerciseResult(rubric.exercise, file, results, None, "", 0.0)


def refused(rubric: Rubric, file: str, error: MachineError) -> ExerciseResult:
    """Return the result of a file that this machine cannot grade before somebody does what the error says."""
    results = _all_alike(rubric.checks, Finding(Status.BROKEN, "; ".join(filter(None, (error.what, error.todo)))))
    return ExerciseResult(rubric.exercise, file, results, None, "", 0.0, error)


# A file whose code names it computes in float32 somewhere; numpy never does by itself. Every file carries its lesson,
# so docstrings and comments do not count.
_PROSE = re.compile(rb"\"\"\".*?\"\"\"|'''.*?'''|#[^\n]*", re.DOTALL)
_FLOAT32 = re.compile(rb"float32|float16|\.single\b|['\"](?:single|half|[<=]?f[24])['\"]|\btorch\b")


def _names_float32(source: bytes) -> bool:
    return _FLOAT32.search(source) is not None and _FLOAT32.search(_code_alone(source)) is not None


def _code_alone(source: bytes) -> bytes:
    """The source with docstrings and comments blanked out, every other byte at its place."""
    return _PROSE.sub(lambda prose: re.sub(rb"[^\n]", b" ", prose[0]), source)


def _all_functions(rubric: Rubric, given: Given, loaded: Loaded, session: Sitting) -> tuple[CheckResult, ...]:
    results: list[CheckResult] = []
    for function, group in groupby(rubric.checks, key=lambda check: check.function):
        bound = loaded.functions.get(function)
        results += _one_function(list(group), given, _obstacle(function, rubric, bound, loaded), bound, session)
    return tuple(results)


def _one_function(
    checks: Sequence[Check], given: Given, obstacle: Finding | None, bound: Bound | None, session: Sitting
) -> list[CheckResult]:
    """Ask one function's checks, which come rung by rung; above the first rung that fell short none is asked yet."""
    asker = _Asker(session)
    results: list[CheckResult] = []
    for _, group in groupby(checks, key=lambda check: check.rung):
        same_rung, short = list(group), _first_short(results)
        if obstacle is None and short is None:
            asker.foresee(call for check in same_rung for call in _foreseen(check, given))
        for check in same_rung:
            if short is None:
                finding = _placed(obstacle or _drive(check, given, asker), bound)
            else:
                finding = _not_checked(f"not checked yet: “{short.title}” comes first")
            results.append(CheckResult(check.id, check.function, check.title, check.points, finding))
            if finding.fatal:
                short = _first_short(results)
    asker.finish()
    return results


def _first_short(results: Iterable[CheckResult]) -> CheckResult | None:
    return next((one for one in results if one.finding.status is not Status.PASSED), None)


class _Asker:
    """Makes each distinct call once, however many checks want its answer, and tells the session what is to come."""

    def __init__(self, session: Sitting) -> None:
        self._session = session
        self._answers: dict[bytes, Answer] = {}
        self._foreseen: deque[Call] = deque()

    def foresee(self, calls: Iterable[Call]) -> None:
        """Have these calls made soon, each once."""
        known = {*self._answers, *(call.key for call in self._foreseen)}
        new = {call.key: call for call in calls if not call.again and call.key not in known}
        self._foreseen.extend(new.values())

    def answer(self, call: Call) -> Answer:
        """Return the answer to a call, made now unless it was foreseen or asked before."""
        while self._foreseen and (call.again or call.key not in self._answers):
            self._make(self._foreseen.popleft())
        if call.again or call.key not in self._answers:
            self._make(call)
        return self._answers[call.key]

    def finish(self) -> None:
        """Make what is still foreseen, so that a file does the same every time it is graded."""
        while self._foreseen:
            self._make(self._foreseen.popleft())

    def _make(self, call: Call) -> None:
        answer = self._answers[call.key] = self._session.call(call, self._foreseen)
        if isinstance(answer, TimedOut | Died):  # it will not do better at the next
            self._foreseen.clear()


def _foreseen(check: Check, given: Given) -> Sequence[Call]:
    """What a check foresees; nothing where it breaks, which it will say itself when it is driven."""
    try:
        return check.foreseen(given)
    except Exception:
        return ()


def _drive(check: Check, given: Given, asker: _Asker) -> Finding:
    """Run one check to its finding."""
    try:
        steps = check.steps(given)
        call = next(steps)
        while True:
            call = steps.send(asker.answer(call))
    except StopIteration as stop:
        finding: Finding = stop.value
        return finding
    except MachineError:
        raise
    except Exception as error:  # a check of ours met an answer it cannot take: ours, never the learner's
        return Finding(Status.BROKEN, f"this is a bug in grader, not in your code: {_traced(error)}")


def _traced(error: Exception) -> str:
    """An exception of ours with the line that raised it, for a report that can be acted on."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f" ({Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno})" if trace else ""
    return f"{type(error).__name__}: {error}{place}"


def _placed(finding: Finding, bound: Bound | None) -> Finding:
    """The finding with a line to look at: where it raised, else where the function begins."""
    line = finding.line or (bound.line if bound else None)
    return finding if finding.line == line else replace(finding, line=line)


def _not_checked(message: str) -> Finding:
    return Finding(Status.SKIPPED, message)


def _all_alike(checks: Sequence[Check], finding: Finding) -> tuple[CheckResult, ...]:
    return tuple(CheckResult(one.id, one.function, one.title, one.points, finding) for one in checks)


# What stands in the way of calling a function at all


def _obstacle(function: str, rubric: Rubric, bound: Bound | None, loaded: Loaded) -> Finding | None:
    """Return why a name cannot be called as the exercise calls it, or None when it can."""
    if bound is None:  # nothing was loaded: the file's own problem says why
        return _not_checked("not checked yet: the file does not load")
    if bound.kind == "missing":
        if isinstance(loaded.problem, SyntaxProblem):
            return _not_checked("not checked yet: the file does not load")
        if loaded.problem is not None:
            return _not_checked(f"not checked yet: the file stops before `{function}` is defined")
        return Finding(Status.FAILED, _missing(function, loaded, rubric))
    if bound.kind == "class":
        return Finding(Status.FAILED, f"`{function}` is a class, not a function")
    if bound.kind == "value":
        return Finding(Status.FAILED, f"`{function}` is bound to a value of type {bound.type_name}, not to a function")
    return _wrong_parameters(function, rubric.signatures[function], bound)


def _wrong_parameters(function: str, signature: Signature, bound: Bound) -> Finding | None:
    wanted = signature.parameters
    enough = bound.required <= signature.required
    if bound.kind != "function" or (enough and (bound.variadic or len(bound.parameters) >= len(wanted))):
        return None
    takes = f"{len(bound.parameters)} parameters ({', '.join(bound.parameters)})"
    called = f"{len(wanted)} ({', '.join(wanted)})"
    return Finding(Status.FAILED, f"`{function}` takes {takes}; it is called with {called}")


def _missing(function: str, loaded: Loaded, rubric: Rubric) -> str:
    from difflib import get_close_matches  # noqa: PLC0415  10 ms that a whole file does not need

    asked = rubric.given.reference  # not `functions`: part of a rubric asks for some of the file's functions only
    near = get_close_matches(function, [name for name in loaded.defined if name not in asked], 1)
    hint = f"; did you mean `{near[0]}`?" if near else ""
    return f"there is no function `{function}` in the file{hint}"


# What is wrong with the file as a whole


def _file_problem(loaded: Loaded, rubric: Rubric) -> FileProblem | None:
    match loaded.problem:
        case SyntaxProblem():
            return _syntax(loaded.problem)
        case Raised() as problem:
            return _raised_at_import(problem, rubric)
        case TimedOut(seconds):
            return FileProblem("import_timeout", f"still running its top level after {seconds:g} s")
        case Died(how):
            return FileProblem("import_died", f"the process {how} while the file was imported")
    missing = [name for name in rubric.functions if loaded.functions[name].kind == "missing"]
    if missing:
        return FileProblem("missing_function", "; ".join(_missing(name, loaded, rubric) for name in missing))
    return None


def _framework(source: bytes, rubric: Rubric) -> FileProblem | None:
    """A framework in a numpy exercise takes the derivatives that the exercise is about."""
    if rubric.preloads or not _FRAMEWORK.search(source):
        return None
    used = _FRAMEWORK.search(_code_alone(source))
    if used is None:
        return None
    name = used[1].decode()
    question = "what would you write if it were not installed?"
    line = source.count(b"\n", 0, used.start(1)) + 1
    return FileProblem(
        "framework", f"imports {name}, which does for you what this exercise asks of you: {question}", line
    )


_FRAMEWORK = re.compile(rb"^[ \t]*(?:from|import(?:[^\n]*,)?)[ \t]+(torch|jax|autograd|tensorflow)\b", re.MULTILINE)


def _syntax(problem: SyntaxProblem) -> FileProblem:
    decoding = problem.kind == "SyntaxError" and _UNDECODABLE.search(problem.message)
    if decoding or problem.kind == "UnicodeDecodeError":
        known = "unknown encoding" not in problem.message
        why = "is not UTF-8 and declares no encoding" if known else "declares an encoding that Python does not know"
        message = f"the file {why}: {problem.message}"
        return FileProblem("not_utf8", message, problem.line)
    source = f": {problem.source.strip()}" if problem.source.strip() else ""
    return FileProblem("syntax_error", f"{problem.kind}: {problem.message}{source}", problem.line)


_UNDECODABLE = re.compile(r"\(unicode error\)|codec can't decode|unknown encoding|Non-UTF-8|encoding problem")


def _raised_at_import(problem: Raised, rubric: Rubric) -> FileProblem:
    allowed = ", ".join(("numpy", *rubric.preloads))
    if problem.kind == "SystemExit":
        return FileProblem(
            "exit_at_import", f"ends the program when imported: sys.exit({problem.message})", problem.line
        )
    if problem.kind == "ModuleNotFoundError":
        message = f"{problem.message}; the exercise needs {allowed} and the standard library only"
        return FileProblem("import_error", message, problem.line)
    message = raised(problem, "the file").message
    return FileProblem("import_error", f"{message} while the file was imported", problem.line)
