"""Which flashcard to hand to a class that holds a wrong idea."""

from __future__ import annotations

from collections.abc import Set

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
    best: dict[str, AnyCard] = {}
    for card in sorted(load_collection(quizzes_root(), None).cards, key=_fitness):
        for idea in ideas & set(card.cures):
            best.setdefault(idea, card)
    return {idea: f"{ask(card, 0).text} (deck {card.deck})" for idea, card in best.items()}


def _fitness(card: AnyCard) -> tuple[bool, int, str]:
    """The lower, the better: a card of few ideas is about this one."""
    return card.kind not in _SPEAKS, len(card.cures), card.id
