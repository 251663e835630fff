"""`grader hint`: a question, the equation to look at, almost the code; one at a time, as asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import wrap
from typing import TYPE_CHECKING

import click

from grader.cli.main import PASSED, emit

if TYPE_CHECKING:
    from grader.course.model import Exercise

_WIDTH = 88  # as the results


@click.command(name="hint")
@click.argument("name", metavar="FUNCTION | EXERCISE")
@click.option(
    "--level",
    type=click.Choice(["1", "2", "3"]),
    default="1",
    show_default=True,
    help="1 asks a question, 2 shows the equation to look at, 3 is almost the code.",
)
def command(name: str, level: str) -> int:
    r"""Give a hint for a function, or list the functions of an exercise.

    \b
    Examples:
      grader hint step_jacobian
      grader hint step_jacobian --level 2
    """
    from grader.course.find import course_root
    from grader.course.hints import load_hints
    from grader.course.load import load_course, signatures

    course = load_course(course_root())
    functions = {one.name: tuple(signatures(course, one.name)) for one in course.exercises}
    # Some functions are called as their exercise is: then the function is meant, and the others are told.
    home = next((one for one in course.exercises if name in functions[one.name]), None)
    if home is not None:
        others = [one for one in functions[home.name] if one != name] if name == home.name else []
        text = load_hints(course, home.name)[name][int(level) - 1]
        emit(_hint_text(home.name, name, int(level), text, others))
        return PASSED
    exercise = course.exercise(name)
    if exercise is None:
        raise click.UsageError(_unknown(name, functions))
    emit(_list_text(exercise, functions[name], int(level)))
    return PASSED


def _unknown(name: str, functions: dict[str, tuple[str, ...]]) -> str:
    from difflib import get_close_matches

    known = [*(one for several in functions.values() for one in several), *functions]
    near = get_close_matches(name.lower().removesuffix(".py"), known, 1)
    return f"there is no function or exercise `{name}`. " + (
        f"Did you mean `{near[0]}`?" if near else f"The exercises are: {', '.join(functions)}."
    )


# Saying it


def _hint_text(exercise: str, function: str, level: int, text: str, others: list[str]) -> str:
    from grader.course.hints import LEVELS

    lines = [click.style(f"{function} · hint {level} of {len(LEVELS)}, {LEVELS[level - 1]}", bold=True), ""]
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
        if len(line) + 2 <= _WIDTH:
            yield f"  {line}".rstrip()  # as it is: the blanks in an equation are its layout
        else:
            yield from wrap(line.strip(), _WIDTH, initial_indent=margin, subsequent_indent=margin)
