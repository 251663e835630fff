"""Names that a person types: exercises, completed by the shell, and the nearest one to a slip."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from grader.course.model import Course


class ExerciseName(click.ParamType):
    """The name of an exercise, or whatever else a command takes; the shell offers names, and files where they count.

    Args:
        files: Whether a path will do, too.
    """

    name = "exercise"

    def __init__(self, files: bool = False) -> None:
        self._files = files

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        from grader.course.find import course_root
        from grader.course.load import load_course

        course = load_course(course_root())
        found = [
            CompletionItem(one.name, help=one.title) for one in course.exercises if one.name.startswith(incomplete)
        ]
        return [*found, CompletionItem(incomplete, type="file")] if self._files else found


def nearest(said: str, known: Iterable[str], otherwise: str = "") -> str:
    """Return `Did you mean …?` for the known name that is nearest, or else what to say when none is near."""
    from difflib import get_close_matches

    near = get_close_matches(said.lower().removesuffix(".py"), list(known), 1)
    return f"Did you mean `{near[0]}`?" if near else otherwise


def exercise_named(said: str, course: Course) -> str:
    """Return the name of the exercise that was typed; `bptt.py` means bptt.

    Raises:
        click.UsageError: There is none of that name; says which is nearest.
    """
    if said in course.names:
        return said
    if said.removesuffix(".py") in course.names:
        return said.removesuffix(".py")
    raise click.UsageError(f"there is no exercise `{said}`. {nearest(said, course.names, all_of(course))}")


def all_of(course: Course) -> str:
    """Return a sentence with every exercise."""
    return f"There are: {', '.join(course.names)}."
