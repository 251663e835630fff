"""One file of cards, read and judged by itself. The other decks are not looked at: `grader.quiz.lint` does that."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from grader.quiz.build import sha_of
from grader.quiz.meaning import wrong_with
from grader.quiz.mistake import Mistake, Place, in_order
from grader.quiz.shape import INNER_FIELDS, SHAPES, DefaultsShape, HeadShape, shaped
from grader.quiz.wording import mistakes_of
from grader.quiz.yaml import Content, Path, Places, read_yaml


@dataclass(frozen=True)
class DeckFile:
    """What a file says.

    Attributes:
        plain: The deck with those of its cards whose shape is right (see `grader.quiz.build.build_deck`).
        notes: All its cards as they are written, by their number in the file.
        places: Where everything is.
        mistakes: What is wrong with it.
        whole: Whether it was read to its end.
    """

    plain: dict[str, Any]
    notes: dict[int, dict[str, Any]]
    places: Places
    mistakes: tuple[Mistake, ...]
    whole: bool

    def place(self, note: int, *path: str | int) -> Place:
        """Return where something of a note is; what a note has from the deck's defaults is there."""
        if path and (inherited := ("defaults", *path)) in self.places.values:
            own = ("cards", note, path[0]) in self.places.values
            return self.places.value(("cards", note, *path) if own else inherited)
        return self.places.value(("cards", note, *path))


def read_deck(source: bytes) -> DeckFile:
    """Return what a deck's file says, and everything that is wrong with it by itself."""
    content = read_yaml(source)
    plain = content.plain if isinstance(content.plain, dict) else {}
    mistakes = list(content.mistakes)
    if not plain and content.whole and not mistakes:
        mistakes.append(Mistake(content.places.value(()), "a deck is a mapping", "write `deck: name` first"))
    if plain:
        mistakes += _head(content, plain)
    listed = plain.get("cards")
    notes: list[Any] = listed if isinstance(listed, list) else []
    read = notes if content.whole else notes[:-1]  # the last one may be half of a card
    cards, wrong = _cards(read, _defaults(plain), content.places)
    kept = {name: plain.get(name) for name in ("deck", "title")} | {"version": _version(plain), "cards": cards}
    written = {number: note for number, note in enumerate(notes) if isinstance(note, dict)}
    return DeckFile(kept, written, content.places, in_order((*mistakes, *wrong)), content.whole)


def read_sources(source: bytes) -> tuple[dict[str, str], tuple[Mistake, ...]]:
    """Return the texts of sources.yaml by key, and what is wrong with the file."""
    content = read_yaml(source)
    plain = content.plain if isinstance(content.plain, dict) else {}
    mistakes = list(content.mistakes)
    if not plain and not mistakes:
        mistakes.append(Mistake(content.places.value(()), "the sources are a mapping", "write `key: text` lines"))
    for key, text in plain.items():
        if not isinstance(text, str) or not text.strip():
            mistakes.append(
                Mistake(content.places.value((key,)), f"`{key[:40]}` has no text", "write author and title")
            )
    return {key: text for key, text in plain.items() if isinstance(text, str)}, in_order(mistakes)


def _version(plain: dict[str, Any]) -> int:
    version = plain.get("version")
    return int(version) if isinstance(version, str) and re.fullmatch("[0-9]{1,6}", version) else 0


def _defaults(plain: dict[str, Any]) -> dict[str, Any]:
    defaults = plain.get("defaults")
    fields = defaults if isinstance(defaults, dict) else {}
    return {name: value for name, value in fields.items() if name in DefaultsShape.model_fields}


def _head(content: Content, plain: dict[str, Any]) -> Iterator[Mistake]:
    _, errors = shaped(HeadShape, plain)
    found = [one for one in errors if content.whole or one["type"] != "missing"]
    known = {*HeadShape.model_fields, *DefaultsShape.model_fields}
    return mistakes_of(found, (), content.places, known)


def _cards(notes: list[Any], defaults: dict[str, Any], places: Places) -> tuple[list[dict[str, Any]], list[Mistake]]:
    cards, mistakes = [], []
    for number, note in enumerate(notes):
        path: Path = ("cards", number)
        card, wrong = _card(note, defaults, path, places)
        mistakes += wrong
        if card is not None:
            cards.append(card | {"line": places.value(path).line, "number": number})
    return cards, mistakes


def _card(
    note: Any, defaults: dict[str, Any], path: Path, places: Places
) -> tuple[dict[str, Any] | None, list[Mistake]]:
    if not isinstance(note, dict):
        return None, [Mistake(places.value(path), "a card is a mapping", "begin it with `- id: name`")]
    kind = note.get("type")
    if not isinstance(kind, str) or kind not in SHAPES:
        return None, [Mistake(places.value((*path, "type")), *_no_kind(kind))]
    shape = SHAPES[kind]
    card, errors = shaped(shape, {**defaults, **note})
    if card is None:
        # What is wrong with a default is said once, where it is written.
        own = [one for one in errors if one["loc"][0] in note or one["loc"][0] not in defaults]
        return None, list(mistakes_of(own, path, places, {*shape.model_fields, *INNER_FIELDS}))
    wrong = [Mistake(places.value((*path, *one.path)), one.what, one.todo) for one in wrong_with(card)]
    return card | {"sha": sha_of(card)}, wrong


def _no_kind(kind: object) -> tuple[str, str]:
    todo = f"write one of {', '.join(SHAPES)}"
    if not isinstance(kind, str):
        return "the card does not say its `type`", todo
    near = get_close_matches(kind[:40].lower(), SHAPES, 1)
    return f"`{kind[:40]}` is no type of card", f"did you mean `{near[0]}`?" if near else todo
