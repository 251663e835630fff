"""What questions about a graded class share: the folder with its gradebook, a student as people say it, what waits."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click

from grader.portrait.curves import counted
from grader.render.safe import one_line
from grader.submission import Student

_LISTED = 5

Decorated = Callable[..., Any]


def output_option(command: Decorated) -> Decorated:
    """Add --output: where `grader batch` left its results."""
    decorate = click.option(
        "--output", required=True, type=click.Path(path_type=Path), help="The folder that grader batch wrote."
    )
    return decorate(command)


def still_waiting(waiting: Mapping[str, int]) -> Iterator[str]:
    """Say how many answers are not graded yet, by exercise, and what grades them; nothing when all are."""
    if waiting:
        answers = sum(waiting.values())
        each = ", ".join(f"{name} {count}" for name, count in waiting.items())
        yield (
            f"{counted(answers, 'answer')} {'is' if answers == 1 else 'are'} not graded yet ({each}): "
            "the command of grader batch again goes on where it stopped"
        )


def student_named(said: str, students: Sequence[Student]) -> Student:
    """Return the student whom an id, a name, an email or a part of a name means.

    Raises:
        click.UsageError: Nobody is, or several are; it says who may be meant.
    """
    by_id = {one.id: one for one in students}
    if said in by_id:
        return by_id[said]
    wanted = said.casefold()
    equal = [one for one in students if wanted in (one.id.casefold(), one.name.casefold(), one.email.casefold())]
    found = equal or [one for one in students if wanted in one.name.casefold()]
    if len(found) == 1:
        return found[0]
    if found:
        raise click.UsageError(f"`{one_line(said)}` may be {listed(found, with_id)}. Name one by the id in brackets.")
    raise click.UsageError(f"there is no student `{one_line(said)}`. {_near(wanted, students)}")


def named(student: Student) -> str:
    """`Ann Lee (340934)`, safe to print; where the name is the id, once."""
    return one_line(student.id, 60) if student.name == student.id else with_id(student)


def with_id(student: Student) -> str:
    """`Ann Lee (340934)`, safe to print; where the name is the id, twice, so that it is seen to be the id."""
    return f"{one_line(student.name, 60)} ({one_line(student.id, 60)})"


def listed(found: Sequence[Student], shown: Callable[[Student], str] = named) -> str:
    """The first few by name, safe to print, and how many more there are."""
    more = f" and {len(found) - _LISTED} more" if len(found) > _LISTED else ""
    return ", ".join(map(shown, found[:_LISTED])) + more


def _near(wanted: str, students: Sequence[Student]) -> str:
    spelt = {text.casefold()[:100]: one for one in students for text in (one.id, one.name)}
    near = list(dict.fromkeys(spelt[text] for text in get_close_matches(wanted[:100], spelt, 3)))
    return f"Did you mean {listed(near)}?" if near else f"There are {len(students)}; grades.csv lists them."
