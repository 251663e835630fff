"""Cards as JSON: everything a deck says, with formulas instead of numbers, under a version of the shape."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from grader.quiz.cards import AnyCard, Deck

SCHEMA_VERSION = 1
_OURS = ("where",)  # a path on this machine


def cards_json(cards: Iterable[AnyCard], decks: Iterable[Deck], sources: Mapping[str, str]) -> str:
    """Return the object: `schema_version`, `decks`, `sources`, `cards`.

    A cloze text is a card per gap, as in a session; fields that are empty are there, too.
    """
    chosen = list(cards)
    named = {card.deck for card in chosen}
    used = {key for card in chosen for key in card.source}
    return json.dumps(
        {
            "schema_version": SCHEMA_VERSION,
            "decks": [
                {"deck": deck.name, "version": deck.version, "title": deck.title}
                for deck in decks
                if deck.name in named
            ],
            "sources": {key: text for key, text in sources.items() if key in used},
            "cards": [_plain(card) for card in chosen],
        },
        ensure_ascii=False,
        indent=1,
    )


def _plain(card: AnyCard) -> dict[str, Any]:
    fields = asdict(card)
    for name in _OURS:
        del fields[name]
    return {"id": fields.pop("id"), "type": card.kind, **fields}
