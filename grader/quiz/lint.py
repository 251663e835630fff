"""Decks judged beside each other: what cards name has to exist, ids are unique, and chains end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.quiz.build import build_cards
from grader.quiz.find import SOURCES, deck_bytes, deck_files
from grader.quiz.mistake import Mistake, in_order
from grader.quiz.reading import DeckFile, read_deck, read_sources


@dataclass(frozen=True)
class Known:
    """What cards may name: exercises, and wrong ideas that code can show (`exercise.idea`)."""

    exercises: frozenset[str]
    ideas: frozenset[str]


@dataclass(frozen=True)
class Linted:
    """What was found: the files that were read, and each mistake with its file."""

    decks: dict[Path, DeckFile]
    mistakes: tuple[tuple[Path, Mistake], ...]

    @property
    def cards(self) -> int:
        """How many cards a learner is asked: one for each gap of a text, and one for a note that is not right."""
        right = [note for deck in self.decks.values() for note in deck.plain["cards"]]
        wrong = sum(len(deck.notes) for deck in self.decks.values()) - len(right)
        return wrong + sum(len(build_cards(note, "", "")) for note in right)


def lint(files: Iterable[Path], known: Known, sources: Path) -> Linted:
    """Return what is wrong with decks. Each is read with its neighbours: the other decks of its folder.

    Args:
        files: The decks, and sources.yaml if it is asked for.
        known: What cards may name.
        sources: The course's sources.yaml, for folders without one of their own.

    Raises:
        DeckError: A file cannot be opened.
    """
    asked = list(dict.fromkeys(files))
    folders = dict.fromkeys(file.parent for file in asked)
    shelves = {folder: folder / SOURCES if (folder / SOURCES).is_file() else sources for folder in folders}
    decks: dict[Path, DeckFile] = {}
    mistakes: list[tuple[Path, Mistake]] = []
    for folder, shelf in shelves.items():
        mine = [file for file in asked if file.parent == folder and file.name != SOURCES]
        here = {file: read_deck(deck_bytes(file)) for file in dict.fromkeys((*deck_files(folder), *mine))}
        keys, wrong = read_sources(deck_bytes(shelf)) if shelf.is_file() else ({}, ())
        mistakes += [(shelf, one) for one in wrong]
        mistakes += [(file, one) for file, deck in here.items() for one in deck.mistakes]
        mistakes += _between(here, known, frozenset(keys))
        decks |= {file: here[file] for file in mine}
    found = {file: in_order(one for where, one in mistakes if where == file) for file in sorted(asked)}
    return Linted(decks, tuple((file, one) for file, several in found.items() for one in several))


@dataclass(frozen=True)
class _Note:
    """A note as it is written, and where."""

    file: Path
    deck: DeckFile
    number: int
    fields: Mapping[str, Any]

    def text(self, name: str) -> str:
        """A field that is a text; "" if it is none."""
        value = self.fields.get(name)
        return value if isinstance(value, str) else ""

    def mistake(self, what: str, todo: str, *path: str | int) -> tuple[Path, Mistake]:
        return self.file, Mistake(self.deck.place(self.number, *path), what, todo)


def _between(decks: Mapping[Path, DeckFile], known: Known, sources: frozenset[str]) -> Iterator[tuple[Path, Mistake]]:
    notes = [_Note(file, deck, number, note) for file, deck in decks.items() for number, note in deck.notes.items()]
    yield from _names_again(decks)
    yield from _ids_again(notes)
    for note in _right(decks):
        yield from _exist(note, known, sources)
    if all(deck.whole for deck in decks.values()):  # what is not there may stand in the part that was not read
        yield from _cured(decks, notes)
        yield from _chains(notes)


def _right(decks: Mapping[Path, DeckFile]) -> list[_Note]:
    """The notes whose shape is right, with all their fields."""
    return [_Note(file, deck, card["number"], card) for file, deck in decks.items() for card in deck.plain["cards"]]


def _names_again(decks: Mapping[Path, DeckFile]) -> Iterator[tuple[Path, Mistake]]:
    first: dict[str, Path] = {}
    for file, deck in decks.items():
        name = deck.plain["deck"]
        if isinstance(name, str) and first.setdefault(name, file) != file:
            what = f"`{name[:40]}` is also the deck in {first[name].name}"
            yield file, Mistake(deck.places.value(("deck",)), what, "give it another name")


def _ids_again(notes: Iterable[_Note]) -> Iterator[tuple[Path, Mistake]]:
    first: dict[str, _Note] = {}
    for note in notes:
        other = first.setdefault(note.text("id"), note)
        if other is not note and note.text("id"):
            where = f"{other.file.name}:{other.deck.place(other.number, 'id').line}"
            yield note.mistake(f"`{note.text('id')[:40]}` is also the id of a card at {where}", "give it another", "id")


def _exist(note: _Note, known: Known, sources: frozenset[str]) -> Iterator[tuple[Path, Mistake]]:
    for key in note.fields["source"]:
        if key not in sources:
            yield note.mistake(f"`{key}` is no source", f"add it to {SOURCES}, or name one that is there", "source")
    exercise = note.text("exercise")
    if exercise and exercise not in known.exercises:
        yield note.mistake(f"`{exercise}` is no exercise", "name one of course.yaml", "exercise")
    for number, idea in enumerate(note.fields["cures"]):
        if "." in idea and idea not in known.ideas:
            yield note.mistake(f"no code shows `{idea}`", "name one of grader/misconceptions", "cures", number)


def _cured(decks: Mapping[Path, DeckFile], notes: Iterable[_Note]) -> Iterator[tuple[Path, Mistake]]:
    """A wrong idea that a wrong answer names, and that no card is against, brings up nothing."""
    cured = {idea for note in notes for idea in note.fields.get("cures") or () if isinstance(idea, str)}
    for note in _right(decks):
        for field in ("choices", "wrong"):
            for number, one in enumerate(note.fields.get(field, ())):
                idea = one["misconception"]
                if idea and idea not in cured:
                    todo = "add it to the `cures` of a card"
                    yield note.mistake(f"no card cures `{idea}`", todo, field, number, "misconception")


def _chains(notes: Iterable[_Note]) -> Iterator[tuple[Path, Mistake]]:
    by_id = {note.text("id"): note for note in notes}
    ended: set[str] = set()
    for note in by_id.values():
        walk: list[str] = []
        here: _Note | None = note
        while here is not None and here.text("id") not in {*ended, *walk}:
            walk.append(here.text("id"))
            follow = here.text("follow_up")
            if follow in walk and follow != here.text("id"):  # a card that follows itself was said already
                round_trip = " → ".join([*walk[walk.index(follow) :], follow])
                yield here.mistake(f"the chain never ends: {round_trip}", "remove one follow_up", "follow_up")
            elif follow and follow not in by_id:
                yield here.mistake(f"there is no card `{follow[:40]}`", "name one that is there", "follow_up")
            here = by_id.get(follow)
        ended.update(walk)
