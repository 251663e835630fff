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


def test_a_card_of_the_ideas_exercise_whose_question_says_all_comes_first():
    cards = load_collection(quizzes_root(), None)
    told = curing_cards({"bptt.no_carry", "rnn.no_tanh", "jacobians.adds_up"})

    for idea, question in told.items():
        (chosen,) = (card for card in cards.cards if question.startswith(getattr(card, "front", "\0")))
        others = [card for card in cards.cures(idea) if card.exercise in ("", idea.split(".")[0])]
        speaking = [card for card in others if card.kind in ("recall", "choice", "numeric")]
        assert chosen in speaking
        assert len(chosen.cures) == min(len(card.cures) for card in speaking)


def test_nobody_has_an_idea_and_no_deck_is_read(monkeypatch):
    monkeypatch.setattr("grader.cli.class_cards.quizzes_root", lambda: 1 / 0)

    assert curing_cards(set()) == {}
