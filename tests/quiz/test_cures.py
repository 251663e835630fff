"""Every wrong idea that `grader check` can name has a card against it, and every false claim tempts somewhere."""

from __future__ import annotations

import pytest

from grader.course.find import course_root
from grader.course.load import load_course
from grader.misconceptions import misconceptions_of
from grader.misconceptions.general import ALL_GENERAL
from grader.quiz.cards import Choice
from grader.quiz.find import quizzes_root
from grader.quiz.load import load_collection

NO_CARD = {"torch_diagnosis.torch_does_it": "who calls the library has no wrong idea, but has not done the exercise"}
FALSE_CLAIMS = 23  # the 22 of the list, one of which is two: truncation, and Adam


@pytest.fixture(scope="module")
def cards():
    return [card for deck in load_collection(quizzes_root(), None).decks for card in deck.cards]


def test_every_wrong_idea_of_the_course_is_cured_by_a_card(cards):
    names = load_course(course_root()).names
    ideas = {one.id for name in names for one in misconceptions_of(name)} | {one.id for one in ALL_GENERAL}
    assert ideas - {idea for card in cards for idea in card.cures} == set(NO_CARD)


def test_every_exercise_has_two_cards_about_its_main_idea(cards):
    notes = {(card.exercise, card.note) for card in cards if card.deck.startswith("exercises-")}
    count = {name: sum(exercise == name for exercise, _ in notes) for name in load_course(course_root()).names}
    assert min(count.values()) >= 2


def test_every_false_claim_tempts_in_another_card_than_its_own(cards):
    own = {card.id: card.cures for card in cards if card.deck == "false-claims"}
    assert len(own) == FALSE_CLAIMS
    tempting = {
        (option.misconception, card.id) for card in cards if isinstance(card, Choice) for option in card.choices
    }
    for claim_card, cures in own.items():
        assert any(idea in cures and elsewhere != claim_card for idea, elsewhere in tempting), claim_card
