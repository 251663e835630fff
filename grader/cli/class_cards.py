"""Which flashcard to hand to a class that holds a wrong idea."""

from __future__ import annotations

from collections.abc import Set
from functools import partial

from grader.quiz.asking import ask
from grader.quiz.cards import AnyCard
from grader.quiz.find import quizzes_root
from grader.quiz.load import load_collection

_SPEAKS = ("recall", "choice", "numeric")  # their question says all; the others need what stands around it


def curing_cards(ideas: Set[str]) -> dict[str, str]:
    """Return the question, and the deck, of the card that is most about each idea; one that none cures is absent.

    Args:
        ideas: Their ids.

    Raises:
        DeckError: A deck that came with grader is damaged.
    """
    if not ideas:
        return {}  # reading decks takes most of a second
    cards = load_collection(quizzes_root(), None)
    cures = {idea: found for idea in ideas if (found := cards.cures(idea))}
    return {idea: _told(min(found, key=partial(_unfitness, idea))) for idea, found in cures.items()}


def _unfitness(idea: str, card: AnyCard) -> tuple[bool, bool, int, str]:
    """The less, the better: a card of few ideas is about this one."""
    foreign = card.exercise not in ("", idea.partition(".")[0])
    return foreign, card.kind not in _SPEAKS, len(card.cures), card.id


def _told(card: AnyCard) -> str:
    return f"{ask(card, 0).text} (deck {card.deck})"
