"""Counting by outlines: what a session of whole cards would find, at once after an edit, and without the cards."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some
from quiz_helpers import DAY, NOON, days, event

from grader.errors import DeckError
from grader.quiz.load import load_collection
from grader.quiz.log import Event
from grader.quiz.memory import Memory
from grader.quiz.outline import Count, counted, load_outlines
from grader.quiz.queue import Wish, sorted_out
from grader.quiz.schedule import Strength

DECKS = Path(__file__).parent / "decks"
CARDS = load_collection(DECKS, None).cards
OUTLINES = load_outlines(DECKS, None)


def answered(card: str, **given: object) -> Memory:
    """A card that is due today."""
    strength = Strength(10.0, 5.0, DAY - days(20))
    memory = Memory(card, 1, "sha", strength, DAY, DAY - days(20), NOON - days(20))
    return replace(memory, **given)


STATES = (
    {},
    {"due": DAY + days(1)},
    {"due": DAY + days(1), "revision": 0},
    {"due": None, "strength": None},
    {"failing": True, "failed_day": DAY, "due": DAY + days(1)},
    {"suspended": True},
    {"buried_until": DAY + days(1)},
    {"first_day": DAY, "due": DAY + days(3), "answered_at": NOON},
)
MEMORIES = some.dictionaries(some.sampled_from([card.id for card in CARDS]), some.sampled_from(STATES))
SUMMONSES = some.lists(
    some.builds(
        lambda idea, exercise, ago: event(1, "summon", at=NOON - days(ago), misconception=idea, exercise=exercise),
        some.sampled_from(["bptt.no_carry", "factors-add", "nobody.knows"]),
        some.sampled_from(["bptt", "rnn", ""]),
        some.integers(0, 30),
    ),
    max_size=3,
)


@given(MEMORIES, SUMMONSES, some.integers(0, 10))
def test_outlines_count_what_whole_cards_come_to(states: dict[str, dict], summonses: list[Event], new: int) -> None:
    memories = {card: answered(card, **state) for card, state in states.items()}
    heap = sorted_out(CARDS, memories, summonses, DAY, Wish(), new)

    count = counted(OUTLINES, memories, summonses, DAY, new)

    assert count == Count(len(heap.due), len(heap.again), len(heap.cures), len(heap.new), len(CARDS) - len(heap.awake))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DECKS, tmp_path / "decks"))


def edited(deck: Path, old: str, new: str) -> None:
    """Change a deck and give it back its size's and its time's looks."""
    before, text = deck.stat(), deck.read_text("utf-8")
    assert old in text and len(old.encode()) == len(new.encode())
    deck.write_text(text.replace(old, new), "utf-8")
    os.utime(deck, ns=(before.st_atime_ns, before.st_mtime_ns))


def test_an_edit_that_changes_neither_a_deck_s_size_nor_its_time_is_seen_at_once(folder: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    with (folder / "every_kind.yaml").open("a", encoding="utf-8") as deck:
        deck.write("    revision: 1\n")
    last = load_outlines(folder, cache)[-1].id
    memories = {last: answered(last, due=DAY + days(9))}
    assert counted(load_outlines(folder, cache), memories, [], DAY).due == 0

    edited(folder / "every_kind.yaml", "revision: 1\n", "revision: 2\n")

    assert counted(load_outlines(folder, cache), memories, [], DAY).due == 1, "to be learned anew"


def test_a_card_that_was_taken_out_is_due_no_longer(folder: Path, tmp_path: Path) -> None:
    cache, memories = tmp_path / "cache", {"clip": answered("clip")}
    assert counted(load_outlines(folder, cache), memories, [], DAY).due == 1

    edited(folder / "every_kind.yaml", "- id: clip\n", "- id: clop\n")

    assert counted(load_outlines(folder, cache), memories, [], DAY).due == 0


def test_a_deck_that_came_and_one_that_went_are_seen_at_once(folder: Path, tmp_path: Path) -> None:
    before = load_outlines(folder, tmp_path / "cache")
    text = (
        "deck: more\nversion: 1\ntitle: More\ncards:\n  - {id: one-more, type: cloze, level: basic, text: 'It {{is}}.'"
    )
    (folder / "more.yaml").write_text(f"{text}, source: pascanu2013}}\n", "utf-8")

    more = load_outlines(folder, tmp_path / "cache")
    (folder / "more.yaml").unlink()

    assert [one.id for one in more] == [*(one.id for one in before), "one-more.1"]
    assert load_outlines(folder, tmp_path / "cache") == before


def test_a_deck_that_broke_since_it_was_remembered_is_refused(folder: Path, tmp_path: Path) -> None:
    load_outlines(folder, tmp_path / "cache")
    edited(folder / "every_kind.yaml", "type: numeric", "type: nomeric")

    with pytest.raises(DeckError, match="nomeric"):
        load_outlines(folder, tmp_path / "cache")


@pytest.mark.parametrize("damage", [b"", b"{}", b"\x00\xff"])
def test_damaged_outlines_are_made_anew(folder: Path, tmp_path: Path, damage: bytes) -> None:
    fresh = load_outlines(folder, tmp_path / "cache")
    kept = list((tmp_path / "cache").glob("outlines-*.json"))
    for file in kept:
        file.write_bytes(damage)

    assert len(kept) == 1
    assert load_outlines(folder, tmp_path / "cache") == fresh
