"""The flashcard beside a wrong idea is against that idea, and as little as possible about others."""

from __future__ import annotations

from grader.cli.class_cards import curing_cards
from grader.quiz.find import quizzes_root
from grader.quiz.load import load_collection


def test_the_card_of_every_idea_cures_it():
    collection = load_collection(quizzes_root(), None)
    ideas = {idea for card in collection.cards for idea in card.cures}

    found = curing_cards(ideas | {"bptt.nobody_has_this_idea"})

    assert set(found) == ideas
    for idea, told in found.items():
        decks = {card.deck for card in collection.cures(idea)}
        assert told.endswith(tuple(f" (deck {deck})" for deck in decks)), idea


def test_a_card_that_says_all_by_itself_comes_before_one_that_needs_its_code():
    (told,) = curing_cards({"bptt.no_carry"}).values()

    (few,) = (len(card.cures) for card in load_collection(quizzes_root(), None).cards if told.startswith(_front(card)))
    others = load_collection(quizzes_root(), None).cures("bptt.no_carry")
    assert few == min(len(card.cures) for card in others if card.kind in ("recall", "choice", "numeric"))


def _front(card: object) -> str:
    return getattr(card, "front", "a card without a front")


def test_nobody_has_an_idea_and_no_deck_is_read(monkeypatch):
    monkeypatch.setattr("grader.cli.class_cards.quizzes_root", lambda: 1 / 0)

    assert curing_cards(set()) == {}
