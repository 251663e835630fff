"""All cards, for a session: from the cache where a deck did not change since it was found right, else from its file.

pydantic and YAML are imported for changed decks only: with 500 cards, reading them costs a second and the cache 20 ms.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from grader.errors import DeckError
from grader.quiz.build import build_deck
from grader.quiz.cache import remembered
from grader.quiz.cards import Collection, Deck
from grader.quiz.find import SOURCES, deck_bytes, deck_files
from grader.quiz.mistake import Mistake


def load_collection(folder: Path, cache: Path | None) -> Collection:
    """Return the decks of a folder.

    Args:
        folder: Where decks and sources.yaml are.
        cache: Where to remember what was read; None to read everything anew. It may be damaged, or not writable.

    Raises:
        DeckError: A deck is not right, or two cards have one id.
    """
    decks = decks_of(folder, {file: deck_bytes(file) for file in deck_files(folder)}, cache)
    shelf = folder / SOURCES
    sources = remembered(cache, shelf, deck_bytes(shelf), _read_sources) if shelf.is_file() else {}
    return Collection(decks, sources)


def decks_of(folder: Path, contents: Mapping[Path, bytes], cache: Path | None) -> tuple[Deck, ...]:
    """Return the decks of a folder whose files were read already; the rest is as for `load_collection`."""
    decks = tuple(
        build_deck(remembered(cache, file, content, _read_deck), str(file)) for file, content in contents.items()
    )
    if not decks:
        raise DeckError("there are no decks", where=str(folder), todo="add one, or name another folder")
    _refuse_double_ids(decks)
    return decks


def _refuse_double_ids(decks: tuple[Deck, ...]) -> None:
    first: dict[str, str] = {}
    for card in (card for deck in decks for card in deck.cards):
        other = first.setdefault(card.id, card.where)
        if other != card.where:
            raise DeckError(f"two cards have the id `{card.id}`", where=card.where, todo=f"see {other}, and rename one")


def _read_deck(source: bytes, file: Path) -> dict[str, Any]:
    from grader.quiz.reading import read_deck  # noqa: PLC0415  pydantic, for changed decks only

    deck = read_deck(source)
    _refuse(deck.mistakes, file)
    return deck.plain


def _read_sources(source: bytes, file: Path) -> dict[str, Any]:
    from grader.quiz.reading import read_sources  # noqa: PLC0415  as above

    texts, mistakes = read_sources(source)
    _refuse(mistakes, file)
    return dict(texts)


def _refuse(mistakes: Sequence[Mistake], file: Path) -> None:
    if mistakes:
        first = mistakes[0]
        more = f" (and {len(mistakes) - 1} more)" if len(mistakes) > 1 else ""
        where = f"{file}:{first.place.line}:{first.place.column}"
        raise DeckError(f"{first.what}{more}", where=where, todo=f"{first.todo}; `grader quiz lint {file}` names all")
