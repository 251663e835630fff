"""The course's own decks: nothing is wrong with them, and every number on a card is proved."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.course.find import course_root
from grader.course.load import load_course
from grader.misconceptions import misconceptions_of
from grader.misconceptions.general import ALL_GENERAL
from grader.quiz.asking import ask
from grader.quiz.build import build_deck
from grader.quiz.cards import AnyCard, Numeric
from grader.quiz.find import SOURCES, deck_bytes, deck_files, quizzes_root
from grader.quiz.lint import Known, lint
from grader.quiz.marking import expected_answer, mark
from grader.quiz.reading import read_deck
from grader.quiz.verify import refuted

FILES = deck_files(quizzes_root())
CARDS = [
    card
    for file in FILES
    for card in build_deck({"deck": "", "title": ""} | read_deck(deck_bytes(file)).plain, "").cards
]
PROVED = [
    pytest.param(card, id=card.note, marks=[pytest.mark.slow] if "torch" in card.verify else [])
    for card in {card.note: card for card in CARDS if card.verify}.values()
]


def test_nothing_is_wrong_with_the_course_s_decks():
    names = load_course(course_root()).names
    ideas = {one.id for name in names for one in misconceptions_of(name)} | {one.id for one in ALL_GENERAL}
    known = Known(frozenset(names), frozenset(ideas))

    linted = lint([*FILES, quizzes_root() / SOURCES], known, quizzes_root() / SOURCES)

    assert [f"{file.name}:{mistake}" for file, mistake in linted.mistakes] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_an_editor_finds_the_schema_of_a_deck(file: Path):
    assert file.read_text("utf-8").startswith("# yaml-language-server: $schema=deck.schema.json\n")


@pytest.mark.parametrize("card", PROVED)
def test_the_proof_of_a_card_holds(card: AnyCard):
    assert refuted(card) == ""


def test_every_shown_answer_to_a_typed_card_is_right():
    typed = [card for card in CARDS if card.kind in ("numeric", "cloze")]

    wrong = [card.id for card in typed for seed in range(5) if not mark(card, seed, expected_answer(card, seed)).right]

    assert wrong == []


def test_a_number_s_question_has_every_value_filled_in():
    questions = [(card.id, ask(card, seed).text) for card in CARDS if isinstance(card, Numeric) for seed in range(5)]

    assert [name for name, text in questions for one in text.split() if one.startswith("{") and one.endswith("}")] == []
