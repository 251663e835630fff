"""`grader hint`: a question, the equation to look at, almost the code; one at a time, as asked for.

Hints cost nothing. In a learner's folder each is kept, so that the next one says more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from textwrap import wrap
from typing import TYPE_CHECKING

import click

from grader.cli.keeping import keep, progress_of, workspace_here
from grader.cli.main import PASSED, emit
from grader.cli.names import ExerciseName, nearest
from grader.render.safe import one_line
from grader.render.width import WIDTH

if TYPE_CHECKING:
    from grader.course.model import Course, Exercise
    from grader.learner.progress import Progress, Stuck
    from grader.learner.workspace import Workspace


@click.command(name="hint")
@click.argument("said", metavar="[FUNCTION | EXERCISE]", type=ExerciseName(), required=False)
@click.option(
    "--level",
    type=click.Choice(["1", "2", "3"]),
    help="1 asks a question, 2 shows the equation to look at, 3 is almost the code; the next one unless said.",
)
def command(said: str | None, level: str | None) -> int:
    """Give a hint for a function, or list the functions of an exercise.

    Without a name: for the check that fell short when you last ran `grader check`.

    \b
    Examples:
      grader hint
      grader hint step_jacobian
      grader hint step_jacobian --level 2
    """
    from grader.course.find import course_root
    from grader.course.load import load_course, signatures

    course = load_course(course_root())
    workspace = workspace_here(course)
    progress = progress_of(workspace)
    name = said or _last(progress, course)
    wanted = int(level) if level else None
    functions = {one.name: tuple(signatures(course, one.name)) for one in course.exercises}
    exercise, stuck = course.exercise(name), progress.record(name).stuck
    # Some functions are called as their exercise is: then the function is meant, and the others are told.
    home = next((one.name for one in course.exercises if name in functions[one.name]), None)
    if home is not None and said is not None:
        emit(hint_given(course, workspace, home, name, wanted))
    elif exercise is not None and stuck is not None and stuck.function in functions[name]:
        emit(hint_given(course, workspace, name, stuck.function, wanted))
    elif exercise is not None:
        emit(_list_text(exercise, functions[name], wanted or 1))
    else:
        raise click.UsageError(_unknown(name, functions))
    return PASSED


def hint_given(course: Course, workspace: Workspace | None, exercise: str, function: str, level: int | None) -> str:
    """Return a hint as it is shown, and keep that it was; without a level, the first that was not seen yet."""
    from grader.course.hints import LEVELS, load_hints
    from grader.learner.progress import with_hint

    texts = load_hints(course, exercise)
    record = progress_of(workspace).record(exercise)
    level = level or min(record.hints.get(function, 0) + 1, len(LEVELS))
    if workspace is not None and workspace.kept:
        keep(workspace, partial(with_hint, exercise=exercise, function=function, level=level))
    others = [one for one in texts if one != function] if function == exercise else []
    stuck = record.stuck if record.stuck and record.stuck.function == function else None
    return _hint_text(exercise, function, level, texts[function][level - 1], others, stuck)


def _last(progress: Progress, course: Course) -> str:
    """The exercise that was graded last, when it fell short."""
    known = progress.last in course.names
    if not known or progress.record(progress.last).stuck is None:
        why = (
            f"No check of `{progress.last}`, which was graded last, fell short: it passed, or did not load."
            if known
            else "In a folder from `grader start` it may be left out after a `grader check` that fell short."
        )
        raise click.UsageError(f"Missing argument 'FUNCTION | EXERCISE'. {why}")
    return progress.last


def _unknown(name: str, functions: dict[str, tuple[str, ...]]) -> str:
    known = [*(one for several in functions.values() for one in several), *functions]
    return f"there is no function or exercise `{name}`. " + nearest(
        name, known, f"The exercises are: {', '.join(functions)}."
    )


# Saying it


def _hint_text(exercise: str, function: str, level: int, text: str, others: list[str], stuck: Stuck | None) -> str:
    from grader.course.hints import LEVELS

    lines = [click.style(f"{function} · hint {level} of {len(LEVELS)}, {LEVELS[level - 1]}", bold=True), ""]
    if stuck is not None and stuck.title:
        lines += [*_indented([f"“{one_line(stuck.title)}” fell short. {one_line(stuck.question)}".rstrip()]), ""]
    lines += [*_indented(text.splitlines()), ""]
    if level < len(LEVELS):
        lines.append(f"  next     {_command(function, level + 1)}   ({LEVELS[level]})")
    else:
        lines.append(f"  next     grader check {exercise}")
    if others:
        lines.append(f"  also     {', '.join(others)}")
    return "\n".join(lines)


def _list_text(exercise: Exercise, functions: tuple[str, ...], level: int) -> str:
    lines = [click.style(f"{exercise.name} · {exercise.title}", bold=True), ""]
    lines += [*_indented(functions), "", f"  next     {_command(functions[0], level)}"]
    return "\n".join(lines)


def _command(function: str, level: int) -> str:
    return f"grader hint {function}" + (f" --level {level}" if level > 1 else "")


def _indented(lines: Iterable[str]) -> Iterator[str]:
    """Every line two columns in; one that is too long goes on under its own beginning."""
    for line in lines:
        margin = " " * (2 + len(line) - len(line.lstrip()))
        if len(line) + 2 <= WIDTH:
            yield f"  {line}".rstrip()  # as it is: the blanks in an equation are its layout
        else:
            yield from wrap(line.strip(), WIDTH, initial_indent=margin, subsequent_indent=margin)
