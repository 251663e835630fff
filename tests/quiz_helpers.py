"""Cards, lines and places for the tests of sessions."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from grader.quiz.cards import Choice, KeyPoint, Option, Recall
from grader.quiz.days import study_day
from grader.quiz.log import Event, Review

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
DAY = date(2026, 11, 20)


def choice(id: str, **given: Any) -> Choice:
    """A card whose right answer is `yes`; `no` shows the wrong idea `idea`, if one is given."""
    idea = given.pop("idea", "")
    options = (Option("yes", True, "It is."), Option("no", False, "It is not.", idea))
    common = {"note": id, "deck": "deck", "level": "basic", "sha": f"sha of {id}", **given}
    return Choice(id=id, front=f"{id}?", choices=options, **common)


def recall(id: str, **given: Any) -> Recall:
    """A card with two key points, `alpha` and `beta`."""
    points = (KeyPoint("It has alpha.", ("alpha",)), KeyPoint("It has beta.", ("beta",)))
    common = {"note": id, "deck": "deck", "level": "basic", "sha": f"sha of {id}", "back": "alpha and beta", **given}
    return Recall(id=id, front=f"{id}?", key_points=points, **common)


def stamp(number: int, at: datetime = NOON, machine: str = "here") -> dict[str, Any]:
    """What a store would give a line."""
    return {"id": f"{number:032x}", "machine": machine, "at": at, "day": study_day(at, UTC)}


def review(number: int, card: str = "a", rating: int = 3, at: datetime = NOON, **given: Any) -> Review:
    """An answer as it stands in the log."""
    fields: dict[str, Any] = {
        **stamp(number, at, given.pop("machine", "here")),
        "card": card,
        "revision": 1,
        "sha": "sha",
        "seed": 0,
        "answer": "a",
        "share": float(rating > 1),
        "rating": rating,
        "milliseconds": 1000,
        "confidence": 0,
        "hints": 0,
        "mode": "review",
        "retention": 0.9,
        "misconceptions": "",
    }
    return Review(**{**fields, **given})


def event(number: int, kind: str, at: datetime = NOON, machine: str = "here", **given: Any) -> Event:
    """An event as it stands in the log."""
    return Event(**stamp(number, at, machine), kind=kind, **given)


def days(count: float) -> timedelta:
    """So many days."""
    return timedelta(days=count)
