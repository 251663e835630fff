"""`grader.check`: grade one function where it is, in the learner's own notebook or script. No sandbox: it is theirs."""

from __future__ import annotations

import inspect
import operator
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from grader.course.find import course_root
from grader.course.load import load_course, signatures
from grader.course.model import Course
from grader.direct import graded_function
from grader.errors import WorkspaceError
from grader.grade import rubric
from grader.learner.desk import require_installed
from grader.record import record
from grader.render.html import result_html
from grader.render.terminal import Sheet
from grader.render.width import WIDTH
from grader.verdict import CheckResult, ExerciseResult


@dataclass(frozen=True, repr=False)
class Checked:
    """The verdict on one function. At the end of a notebook's cell, or printed, it shows itself.

    Attributes:
        result: Everything that was found.
        seed: What the inputs were made from.
    """

    result: ExerciseResult
    seed: int

    @property
    def passed(self) -> bool:
        """Every check passed."""
        return self.result.passed

    @property
    def score(self) -> float:
        """Points earned."""
        return self.result.score

    @property
    def max_score(self) -> float:
        """Points that this function could earn."""
        return self.result.max_score

    @property
    def checks(self) -> tuple[CheckResult, ...]:
        """Every check, and how it ended."""
        return self.result.checks

    def __repr__(self) -> str:
        """The sheet that `grader check` prints."""
        name = self.checks[0].function
        after = "the next function" if self.passed else f"change {name}, then grader.check({name}) again"
        return click.unstyle(Sheet(WIDTH, self.seed).result(self.result, after))

    def _repr_html_(self) -> str:
        """The same for a notebook, with the picture drawn."""
        return result_html(record(self.result))


def check(function: Callable[..., Any], exercise: str | None = None, seed: int = 0) -> Checked:
    """Grade one function with the checks of its exercise.

    Args:
        function: Yours, under the name the exercise gives it.
        exercise: Its exercise, where the function has a name of its own and the exercise asks for one function only.
        seed: Changes every generated input.

    Raises:
        TypeError: It is not a function, or the seed is no whole number.
        ValueError: The seed is negative.
        WorkspaceError: No exercise asks for a function of that name.
        MachineError: A module that its exercise needs is not installed.
    """
    if not callable(function):
        raise TypeError(f"grader.check takes a function, and this is a value of type {type(function).__name__}")
    if operator.index(seed) < 0:  # or every check would break, and look like a bug of ours
        raise ValueError(f"a seed is 0 or more, not {seed}")
    course = load_course(course_root())
    found, name = _asked_for(getattr(function, "__name__", ""), exercise, course)
    wanted = rubric(course, found, seed).only({name})
    require_installed(found, wanted.preloads)
    file, source = _written(function)
    return Checked(graded_function(wanted, function, source, file), seed)


def _asked_for(name: str, exercise: str | None, course: Course) -> tuple[str, str]:
    """Return the exercise and the function of it that a name stands for."""
    if exercise is not None and exercise not in course.names:
        raise _unknown("exercise", exercise, course.names)
    among = {one: tuple(signatures(course, one)) for one in ([exercise] if exercise else course.names)}
    for one, functions in among.items():
        if name in functions:
            return one, name
    if exercise and len(among[exercise]) == 1:
        return exercise, among[exercise][0]
    raise _unknown("function", name, [function for functions in among.values() for function in functions])


def _unknown(what: str, name: str, known: Sequence[str]) -> WorkspaceError:
    from difflib import get_close_matches  # noqa: PLC0415  10 ms that only a wrong name needs

    near = get_close_matches(name, known, 1)
    todo = f"did you mean `{near[0]}`?" if near else f"name one of: {', '.join(known)}"
    wrong = f"no exercise asks for a function `{name}`" if what == "function" else f"there is no exercise `{name}`"
    return WorkspaceError(wrong, todo=todo)


def _written(function: Callable[..., Any]) -> tuple[str, str]:
    """Return where a function is written, and its text; a notebook's cell has no file."""
    code = getattr(function, "__code__", None)
    path = Path(code.co_filename) if code else Path()
    file = str(path) if path.suffix == ".py" and path.is_file() and "ipykernel" not in str(path) else "cell"
    try:
        return file, textwrap.dedent(inspect.getsource(function))
    except (OSError, TypeError):  # typed at a prompt, made by exec, or not made in Python
        return file, ""
