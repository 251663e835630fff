"""A mistake in a deck: where it is, what it is, what to do."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Place:
    """A line and a column of a file, from 1."""

    line: int
    column: int


@dataclass(frozen=True, order=True)
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
