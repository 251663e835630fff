"""A mistake in a deck: where it is, what it is, what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """A line and a column of a file, from 1."""

    line: int
    column: int


@dataclass(frozen=True)
class Mistake:
    """Something that a deck's author has to mend.

    Attributes:
        place: Where it is.
        what: One lower-case sentence that states the fact, no full stop.
        todo: One imperative.
    """

    place: Place
    what: str
    todo: str

    def __str__(self) -> str:
        return f"{self.place.line}:{self.place.column}: {self.what}; {self.todo}"


def in_order(mistakes: Iterable[Mistake]) -> tuple[Mistake, ...]:
    """Return mistakes as one reads a file, each once."""
    keyed = {(one.place.line, one.place.column, one.what): one for one in mistakes}
    return tuple(keyed[key] for key in sorted(keyed))
