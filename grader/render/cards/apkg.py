"""Cards as Anki's own package, written by genanki, which only this file imports."""

from __future__ import annotations

import hashlib
import io
import itertools
import sqlite3
import zipfile
from collections.abc import Iterable, Mapping
from contextlib import closing
from typing import Any

import genanki  # type: ignore[import-untyped]  # it has none

from grader.quiz.cards import Cloze
from grader.render.cards.anki_text import deck_name, guid
from grader.render.cards.question import Question, whole
from grader.render.cards.sides import back, cloze, front, reasons_of

# Made up once; with other ones Anki would take the note types for new ones at the next import.
_BASIC_ID, _CLOZE_ID = 1_718_203_101, 1_718_203_102
_CSS = """\
.card { font: 20px/1.5 system-ui, sans-serif; max-width: 42em; margin: 0 auto; text-align: left; }
pre { font: 16px/1.45 monospace; white-space: pre-wrap; }
.cloze { font-weight: bold; }
"""


def apkg(asked: Iterable[Question], titles: Mapping[str, str], changed: float) -> bytes:
    """Return the package.

    Args:
        asked: What is on the cards.
        titles: Of decks, by name.
        changed: When the decks were changed, in seconds since 1970: Anki updates notes when it is later than theirs.
    """
    basic, gaps = _basic(), _cloze()
    decks: dict[str, Any] = {}
    for one in whole(asked):
        name = one.card.deck
        deck = decks.setdefault(name, genanki.Deck(_deck_id(name), deck_name(titles, name)))
        deck.add_note(_note(one, basic, gaps))
    return _zipped(_database(genanki.Package(list(decks.values())), changed))


def _database(package: Any, changed: float) -> bytes:
    """Return Anki's database. genanki's own way leaves a file of it behind among the temporary ones."""
    with closing(sqlite3.connect(":memory:")) as database:
        package.write_to_db(database.cursor(), changed, itertools.count(int(1000 * changed)))
        database.commit()
        return database.serialize()


def _zipped(database: bytes) -> bytes:
    """Return a package of cards without pictures or sounds."""
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as archive:
        archive.writestr("collection.anki2", database)
        archive.writestr("media", "{}")
    return package.getvalue()


def _note(one: Question, basic: Any, gaps: Any) -> Any:
    if isinstance(one.card, Cloze):
        return genanki.Note(gaps, [cloze(one.card), reasons_of(one)], guid=guid(one.id), tags=list(one.tags))
    return genanki.Note(basic, [front(one), back(one)], guid=guid(one.id), tags=list(one.tags))


def _deck_id(name: str) -> int:
    """Return a deck's id: 31 bits, because genanki writes it where Anki reads no more."""
    return int.from_bytes(hashlib.sha256(f"grader deck {name}".encode()).digest()[:4]) >> 1 | 1 << 30


def _basic() -> Any:
    sides = {"qfmt": "{{Front}}", "afmt": '{{FrontSide}}<hr id="answer">{{Back}}'}
    fields = [{"name": "Front"}, {"name": "Back"}]
    return genanki.Model(
        _BASIC_ID, "Vanishing gradients", fields=fields, templates=[{"name": "Card", **sides}], css=_CSS
    )


def _cloze() -> Any:
    sides = {"qfmt": "{{cloze:Text}}", "afmt": "{{cloze:Text}}<br>{{Extra}}"}
    return genanki.Model(
        _CLOZE_ID,
        "Vanishing gradients, gaps",
        fields=[{"name": "Text"}, {"name": "Extra"}],
        templates=[{"name": "Gap", **sides}],
        css=_CSS,
        model_type=genanki.Model.CLOZE,
    )
