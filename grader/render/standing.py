"""Where a learner stands: a paragraph for `grader`, a table for `grader list`, an object for scripts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import click

from grader.learner.standing import Place, Standing, next_place
from grader.render.safe import one_line

_MARKS = {
    Standing.PASSED: ("✓", "green"),
    Standing.CHANGED: ("~", "yellow"),
    Standing.STARTED: ("◐", "yellow"),
    Standing.NEW: ("○", "bright_black"),
}
_CHANGES = {
    ("file",): "the file is not the one that passed",
    ("exercise",): "the exercise is not the one that was passed",
    ("file", "exercise"): "neither the file nor the exercise is as it was",
}


def home_text(folder: str, places: Sequence[Place], cards: int | None, kept: bool) -> str:
    """Return where a learner is and what comes next.

    Args:
        folder: As one would say it.
        places: Every exercise, in order.
        cards: How many flashcards are due; None when there are none to be asked for.
        kept: Whether progress is kept here.
    """
    lines = [click.style(f"{one_line(folder)} · {_sum(places)}", bold=True), ""]
    if not kept:
        lines += _labelled("kept", "nothing is kept in this folder yet; to begin: grader start .")
    if cards:
        lines += _labelled("cards", f"{cards} {'is' if cards == 1 else 'are'} due: grader quiz")
    for place in places:
        if place.changed:
            lines += _labelled("changed", f"{place.exercise.name}: {_CHANGES[place.changed]}; grader verify")
    lines += _next(places)
    lines += _labelled("more", "grader list · grader hint · grader --help")
    return "\n".join(lines)


def list_text(places: Sequence[Place], *, begun: bool = True) -> str:
    """Return a line for every exercise, the sum, and what comes next: of a learner who has files, the next of them."""
    after = _next(places) if begun else _labelled("begin", "grader start my-course")
    return "\n".join([*map(_line, places), "", _sum(places), *after])


def list_record(folder: str | None, places: Sequence[Place]) -> dict[str, Any]:
    """Return the same for scripts; `folder` is None outside of a workspace."""
    after = next_place(places)
    return {
        "schema_version": 1,
        "folder": folder,
        "points": sum(one.points for one in places),
        "max_points": sum(one.exercise.points for one in places),
        "next": after.exercise.name if after else None,
        "exercises": [_place_record(one) for one in places],
    }


def _place_record(place: Place) -> dict[str, Any]:
    exercise = place.exercise
    return {
        "name": exercise.name,
        "title": exercise.title,
        "status": str(place.standing),
        "points": place.points,
        "max_points": exercise.points,
        "minutes": exercise.minutes,
        "difficulty": exercise.difficulty,
        "needs": list(exercise.needs),
        "changed": list(place.changed),
        "gave_up": place.gave_up,
        "hints": place.hints,
    }


def _line(place: Place) -> str:
    exercise, (mark, colour) = place.exercise, _MARKS[place.standing]
    points = f"{place.points:4g} of {exercise.points:<3g}"
    line = f"{click.style(mark, fg=colour)} {exercise.name:<16} {place.standing:<8}{points} {exercise.minutes:4} min"
    needs = f"   needs {', '.join(exercise.needs)}" if exercise.needs else ""
    return line + ("   solution shown" if place.gave_up else needs)


def _sum(places: Sequence[Place]) -> str:
    passed = sum(one.standing in (Standing.PASSED, Standing.CHANGED) for one in places)
    points, most = sum(one.points for one in places), sum(one.exercise.points for one in places)
    return f"{passed} of {len(places)} exercises · {points:g} of {most:g} points"


def _next(places: Sequence[Place]) -> Iterator[str]:
    after = next_place(places)
    if after is None:
        yield from _labelled("next", "every exercise has passed; grader verify grades them all once more")
        return
    exercise = after.exercise
    yield from _labelled("next", f"{exercise.name} · {exercise.title} · about {exercise.minutes} minutes")
    yield from _labelled("", f"read {exercise.name}.py, then: grader check {exercise.name}")
    yield from _labelled("or", "grader watch   grades a file whenever you save it")


def _labelled(label: str, text: str) -> list[str]:
    return [f"  {label:<9}{text}"]
