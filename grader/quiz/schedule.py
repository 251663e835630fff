"""When a card comes back: FSRS as pure functions of a card's strength, a rating and a day.

py-fsrs counts whole days between two times. We hand it midnights (UTC) of study days: an answer at 20:00 and one at
08:00 are a day apart, whatever the clocks did in between. Minutes are the queue's affair, so there are no learning
steps, and two machines must reckon the same due day from one log, so there is no fuzz.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fsrs import Card, Scheduler

AGAIN, HARD, GOOD, EASY = 1, 2, 3, 4
RATINGS = (AGAIN, HARD, GOOD, EASY)
RETENTION = 0.9  # the share of due cards that one wants to know; FSRS's own default
LEAST_RETENTION, MOST_RETENTION = 0.7, 0.97  # below, cards are learned anew; above, every card comes back at once


@dataclass(frozen=True)
class Strength:
    """What FSRS knows of a card after an answer.

    Attributes:
        stability: Days until the chance to recall has fallen to 90 %.
        difficulty: 1 (easy) to 10.
        day: Study day of that answer.
    """

    stability: float
    difficulty: float
    day: date


def answered(before: Strength | None, rating: int, day: date, retention: float) -> tuple[Strength, date]:
    """Return a card's strength after the first answer of a day, and the day it is due again.

    Args:
        before: Its strength so far; None for a new card.
        rating: 1 Again, 2 Hard, 3 Good, 4 Easy.
        day: Study day of the answer.
        retention: The chance to recall at which the card shall come back, 0 to 1.
    """
    from fsrs import Rating  # noqa: PLC0415  20 ms that a session can spend while the learner reads

    card, _ = _scheduler(retention).review_card(_card(before), Rating(rating), _midnight(day))
    assert card.stability is not None and card.difficulty is not None  # noqa: S101  py-fsrs sets both with an answer
    return Strength(card.stability, card.difficulty, day), card.due.date()


def intervals(before: Strength | None, day: date, retention: float) -> tuple[int, int, int, int]:
    """Return in how many days the card would come back after Again, Hard, Good and Easy."""
    again, hard, good, easy = ((answered(before, rating, day, retention)[1] - day).days for rating in RATINGS)
    return again, hard, good, easy


def retrievability(strength: Strength, day: date) -> float:
    """Return the chance, 0 to 1, that the card is recalled on a day."""
    return float(_scheduler(RETENTION).get_card_retrievability(_card(strength), _midnight(day)))


def fading(strength: Strength, day: date) -> float:
    """Return how far a card has faded: days since the answer, in stabilities.

    Retrievability falls strictly with it, so it sorts the same way, and needs no import of fsrs before the first card.
    """
    return (day - strength.day).days / strength.stability


@lru_cache
def _scheduler(retention: float) -> Scheduler:
    from fsrs import Scheduler  # noqa: PLC0415  see `answered`

    return Scheduler(desired_retention=retention, learning_steps=(), relearning_steps=(), enable_fuzzing=False)


def _card(strength: Strength | None) -> Card:
    """Return py-fsrs's card. The id is given, because it would wait a millisecond to make one up."""
    from fsrs import Card, State  # noqa: PLC0415  see `answered`

    if strength is None:
        return Card(card_id=0, due=_midnight(date.min))
    last = _midnight(strength.day)
    return Card(0, State.Review, None, strength.stability, strength.difficulty, due=last, last_review=last)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
