"""Cards that are answered in words hear a learner's own words, and nothing where nothing was said."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from grader.quiz.cards import Bug, Recall
from grader.quiz.find import quizzes_root
from grader.quiz.load import load_collection
from grader.quiz.marking import mark

ANSWERS: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("in_own_words.yaml").read_text("utf-8"))
# About the subject, and about none of the questions.
NOTHING_SAID = (
    "I am not sure, gradients become smaller in deep networks and this is a problem, because of the weights.",
    "The chain rule is used, then the network learns slowly because of the learning rate and the data.",
)
DECKS = ("bugs", "exercises-", "false-claims", "small-numbers")


@pytest.fixture(scope="module")
def cards() -> dict[str, Recall | Bug]:
    decks = load_collection(quizzes_root(), None).decks
    ours = [card for deck in decks if deck.name.startswith(DECKS) for card in deck.cards]
    return {card.id: card for card in ours if isinstance(card, Recall | Bug)}


def test_every_card_that_is_answered_in_words_has_two_answers_here(cards):
    assert {card: len(given) for card, given in ANSWERS.items()} == dict.fromkeys(cards, 2)


@pytest.mark.parametrize("card", ANSWERS)
def test_an_answer_in_own_words_makes_every_required_point(cards, card):
    required = [point.text for point in cards[card].key_points if point.required]
    for answer in ANSWERS[card]:
        found = mark(cards[card], 0, answer).found
        made = [point.text for point, heard in zip(cards[card].key_points, found, strict=True) if heard]
        assert [text for text in required if text not in made] == []


@pytest.mark.parametrize("card", ANSWERS)
def test_an_answer_that_says_nothing_makes_no_point(cards, card):
    line = "1: " if isinstance(cards[card], Bug) else ""
    assert all(not any(mark(cards[card], 0, line + words).found) for words in NOTHING_SAID)


@pytest.mark.parametrize("card", [card for card in ANSWERS if card.startswith("bug-")])
def test_a_bug_card_gives_full_marks_for_the_line_and_the_reason(cards, card):
    assert all(mark(cards[card], 0, answer).line_right for answer in ANSWERS[card])
