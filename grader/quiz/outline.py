"""What decides when a card is asked, without what it asks: all that counting needs, and read in a millisecond.

Cards take 15 ms more to be made of their decks, which is much of what `grader` takes to say where one is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from grader.quiz.cache import remembered
from grader.quiz.find import deck_bytes, deck_files
from grader.quiz.log import Event
from grader.quiz.memory import Memory
from grader.quiz.queue import NEW_A_DAY, Wish, sorted_out

if TYPE_CHECKING:
    from grader.quiz.cards import AnyCard


@dataclass(frozen=True)
class Outline:
    """A card without its text; every field is the card's own (grader.quiz.cards)."""

    id: str
    exercise: str
    cures: tuple[str, ...]
    revision: int


@dataclass(frozen=True)
class Count:
    """How many cards there are on a day, by what brings them (grader.quiz.queue.Heap), and how many sleep."""

    due: int
    again: int
    cures: int
    new: int
    asleep: int


def load_outlines(folder: Path, cache: Path | None) -> tuple[Outline, ...]:
    """Return the outlines of all cards of a folder of decks, in the decks' order.

    What was read is kept beside the decks in the cache, and for the very bytes of all of them: an edit is seen at once.

    Args:
        folder: Where the decks are.
        cache: Where to remember what was read; None to read everything anew.

    Raises:
        DeckError: A deck is not right, or two cards have one id.
    """
    contents = {file: deck_bytes(file) for file in deck_files(folder)}
    whole = b"".join(b"%s %d\n%s" % (file.name.encode(), len(content), content) for file, content in contents.items())

    def read(_source: bytes, _file: Path) -> dict[str, Any]:
        from grader.quiz.load import decks_of  # noqa: PLC0415  every kind of card, for changed decks only

        cards = [card for deck in decks_of(folder, contents, cache) for card in deck.cards]
        return {"cards": [(card.id, card.exercise, card.cures, card.revision) for card in cards]}

    plain = remembered(cache, folder / "outlines", whole, read)
    return tuple(Outline(id, exercise, tuple(cures), revision) for id, exercise, cures, revision in plain["cards"])


def counted(
    cards: Sequence[Outline],
    memories: Mapping[str, Memory],
    summonses: Iterable[Event],
    day: date,
    new_a_day: int = NEW_A_DAY,
) -> Count:
    """Return how many cards there are to ask on a day."""
    alike = cast("Sequence[AnyCard]", cards)  # without a wish, the queue asks a card for nothing that is not outlined
    heap = sorted_out(alike, memories, summonses, day, Wish(), new_a_day)
    asleep = len(cards) - len(heap.awake)
    return Count(len(heap.due), len(heap.again), len(heap.cures), len(heap.new), asleep)
