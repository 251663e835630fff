"""The tables of the flashcards' database, and how values become rows and rows become values."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from grader.quiz.log import Event, Line, Review, kind_of
from grader.quiz.memory import Memory
from grader.quiz.schedule import Strength

# Each entry brings a database from the version of its index to the next; entries are never changed, only added.
MIGRATIONS = (
    """
    CREATE TABLE machine (id TEXT PRIMARY KEY, here INTEGER NOT NULL CHECK (here IN (0, 1))) STRICT;
    CREATE TABLE log (
        line INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        machine TEXT NOT NULL REFERENCES machine (id),
        at TEXT NOT NULL,
        day TEXT NOT NULL,
        kind TEXT NOT NULL,
        card TEXT NOT NULL,
        revision INTEGER, sha TEXT, seed INTEGER, answer TEXT, share REAL, rating INTEGER, milliseconds INTEGER,
        confidence INTEGER, hints INTEGER, mode TEXT, retention REAL,
        target TEXT, until TEXT, note TEXT,
        misconceptions TEXT, misconception TEXT, exercise TEXT,
        CHECK ((kind = 'review') = (rating IS NOT NULL AND rating BETWEEN 1 AND 4))
    ) STRICT;
    CREATE INDEX log_by_card ON log (card);
    CREATE INDEX log_by_target ON log (target) WHERE kind = 'undo';
    CREATE INDEX log_of_summonses ON log (misconception, at) WHERE kind = 'summon';
    CREATE TABLE memory (
        card TEXT PRIMARY KEY,
        revision INTEGER NOT NULL, sha TEXT NOT NULL,
        stability REAL, difficulty REAL, scheduled TEXT,
        due TEXT, first_day TEXT, answered_at TEXT,
        answers INTEGER NOT NULL, lapses INTEGER NOT NULL,
        failing INTEGER NOT NULL, failures INTEGER NOT NULL, failed_day TEXT,
        suspended INTEGER NOT NULL, buried_until TEXT,
        flagged INTEGER NOT NULL, note TEXT NOT NULL,
        touched TEXT NOT NULL
    ) STRICT;
    """,
)

_REVIEW = tuple(field.name for field in fields(Review))
_EVENT = tuple(field.name for field in fields(Event))
LINE_COLUMNS = tuple(dict.fromkeys((*_REVIEW, *_EVENT)))
MEMORY_COLUMNS = (
    "card",
    "revision",
    "sha",
    "stability",
    "difficulty",
    "scheduled",
    "due",
    "first_day",
    "answered_at",
    "answers",
    "lapses",
    "failing",
    "failures",
    "failed_day",
    "suspended",
    "buried_until",
    "flagged",
    "note",
    "touched",
)


def plain(line: Line) -> dict[str, Any]:
    """Return a line as text and numbers, for a row or for JSON; empty fields of an event are left out."""
    found = {"kind": kind_of(line), **{field.name: _written(getattr(line, field.name)) for field in fields(line)}}
    if isinstance(line, Review):
        return found
    return {name: value for name, value in found.items() if value not in ("", None)}


def line_of(row: Mapping[str, Any] | sqlite3.Row) -> Line:
    """Return the line that a row, or an object of JSON, stands for.

    Raises:
        ValueError, TypeError: A time or a day is none.
    """
    given = {name: row[name] for name in row.keys() if row[name] is not None}
    at, day = datetime.fromisoformat(given["at"]), date.fromisoformat(given["day"])
    if given["kind"] == "review":
        return Review(**{**{name: given[name] for name in _REVIEW}, "at": at, "day": day})
    event = {name: given[name] for name in _EVENT if name in given}
    return Event(**{"card": "", **event, "at": at, "day": day, "until": _day(given.get("until"))})


def row_of(memory: Memory) -> tuple[Any, ...]:
    """Return a memory as a row of MEMORY_COLUMNS."""
    strength = memory.strength
    known = (strength.stability, strength.difficulty, strength.day) if strength else (None, None, None)
    flat = {**{name: getattr(memory, name, None) for name in MEMORY_COLUMNS}}
    flat |= dict(zip(("stability", "difficulty", "scheduled"), known, strict=True))
    return tuple(_written(flat[name]) for name in MEMORY_COLUMNS)


def memory_of(row: sqlite3.Row) -> Memory:
    """Return the memory that a row stands for."""
    given = {name: row[name] for name in MEMORY_COLUMNS}
    stability, difficulty, scheduled = (given.pop(name) for name in ("stability", "difficulty", "scheduled"))
    given |= {name: bool(given[name]) for name in ("failing", "suspended", "flagged")}
    given |= {name: _day(given[name]) for name in ("due", "first_day", "failed_day", "buried_until")}
    at = given["answered_at"]
    return Memory(
        **{
            **given,
            "strength": Strength(stability, difficulty, date.fromisoformat(scheduled)) if scheduled else None,
            "answered_at": datetime.fromisoformat(at) if at else None,
            "touched": datetime.fromisoformat(given["touched"]),
        }
    )


def _written(value: object) -> object:
    """Times sort as text, because they are all UTC and of one length."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    return int(value) if isinstance(value, bool) else value


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
