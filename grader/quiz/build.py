"""Cards from a deck's plain content: what is left of a file when its shape was found right (or read from the cache)."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

from grader.quiz.cards import (
    AnyCard,
    Bug,
    Choice,
    Cloze,
    Deck,
    KeyPoint,
    Match,
    Numeric,
    Option,
    Order,
    Recall,
    WrongFormula,
)

GAP = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)

# What a learner does not read: another value is not another wording.
_UNREAD = {"id", "level", "tags", "source", "exercise", "cures", "follow_up", "revision", "verify"}


def build_deck(plain: Mapping[str, Any], file: str) -> Deck:
    """Return the deck of a plain content whose shape is right.

    Args:
        plain: A deck's fields, defaults written out, `line` and `sha` added to every card.
        file: The name to give in every card's `where`.
    """
    cards = [card for note in plain["cards"] for card in build_cards(note, plain["deck"], file)]
    return Deck(plain["deck"], plain["version"], plain["title"], tuple(cards))


def build_cards(note: Mapping[str, Any], deck: str, file: str) -> tuple[AnyCard, ...]:
    """Return the cards of one note: one, or one per gap of a cloze text."""
    common = {
        "note": note["id"],
        "deck": deck,
        "level": note["level"],
        "tags": tuple(note["tags"]),
        "source": tuple(note["source"]),
        "back": note["back"],
        "hints": tuple(note["hints"]),
        "follow_up": note["follow_up"],
        "exercise": note["exercise"],
        "cures": tuple(note["cures"]),
        "revision": note["revision"],
        "verify": note["verify"],
        "where": f"{file}:{note['line']}",
        "sha": note["sha"],
    }
    if note["type"] == "cloze":
        return _clozes(note, common)
    return (_MAKERS[note["type"]](note, common),)


def sha_of(note: Mapping[str, Any]) -> str:
    """Return the mark of what a learner reads of a note: the same for any white space, level or tag."""
    read = {name: value for name, value in note.items() if name not in _UNREAD}
    text = unicodedata.normalize("NFC", json.dumps(read, ensure_ascii=False, sort_keys=True))
    squeezed = re.sub(r"(?:\s|\\n)+", " ", text)
    return hashlib.sha256(squeezed.encode()).hexdigest()[:16]


def _points(note: Mapping[str, Any]) -> tuple[KeyPoint, ...]:
    return tuple(KeyPoint(one["text"], tuple(one["any_of"]), one["required"]) for one in note["key_points"])


def _recall(note: Mapping[str, Any], common: dict[str, Any]) -> Recall:
    return Recall(id=note["id"], front=note["front"], key_points=_points(note), **common)


def _choice(note: Mapping[str, Any], common: dict[str, Any]) -> Choice:
    options = tuple(Option(one["text"], one["correct"], one["why"], one["misconception"]) for one in note["choices"])
    return Choice(id=note["id"], front=note["front"], choices=options, **common)


def _numeric(note: Mapping[str, Any], common: dict[str, Any]) -> Numeric:
    return Numeric(
        id=note["id"],
        front=note["front"],
        params=tuple((name, tuple(values)) for name, values in note["params"].items()),
        answer=note["answer"],
        rel=note["tolerance"]["rel"],
        absolute=note["tolerance"]["abs"],
        wrong=tuple(WrongFormula(one["answer"], one["why"], one["misconception"]) for one in note["wrong"]),
        **common,
    )


def _clozes(note: Mapping[str, Any], common: dict[str, Any]) -> tuple[Cloze, ...]:
    pieces = GAP.split(note["text"])  # text, gap, text, gap, …, text
    gaps = tuple(tuple(part.strip() for part in gap.split("|")) for gap in pieces[1::2])
    return tuple(
        Cloze(id=f"{note['id']}.{number}", pieces=tuple(pieces[::2]), gaps=gaps, gap=number - 1, **common)
        for number in range(1, len(gaps) + 1)
    )


def _order(note: Mapping[str, Any], common: dict[str, Any]) -> Order:
    return Order(id=note["id"], front=note["front"], items=tuple(note["items"]), **common)


def _match(note: Mapping[str, Any], common: dict[str, Any]) -> Match:
    return Match(
        id=note["id"], front=note["front"], pairs=tuple((one, other) for one, other in note["pairs"]), **common
    )


def _bug(note: Mapping[str, Any], common: dict[str, Any]) -> Bug:
    return Bug(
        id=note["id"],
        front=note["front"],
        code=note["code"],
        lang=note["lang"],
        lines=tuple(note["lines"]),
        fix=note["fix"],
        key_points=_points(note),
        **common,
    )


_MAKERS: dict[str, Callable[[Mapping[str, Any], dict[str, Any]], AnyCard]] = {
    "recall": _recall,
    "choice": _choice,
    "numeric": _numeric,
    "order": _order,
    "match": _match,
    "bug": _bug,
}
