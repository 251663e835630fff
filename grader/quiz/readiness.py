"""How much will be remembered on a day to come, and how many cards a day raise that to a target. Pure."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from grader.quiz.cards import AnyCard
from grader.quiz.memory import Memory
from grader.quiz.queue import known
from grader.quiz.schedule import GOOD, RETENTION, Strength, answered, retrievability


@dataclass(frozen=True)
class Readiness:
    """What is to be expected of a day.

    Attributes:
        day: That day.
        cards: How many cards it is about; suspended ones are left out.
        unseen: How many of them were never answered, which counts as not known.
        share: The share that will be remembered if no card is answered until then: the mean chance to recall.
        target: The share that is wanted.
        days: Days on which cards can be answered: today, and every day before that day.
        a_day: How many cards a day reach the target; 0: it is reached already; None: not even all of them do.
        reached: The share that so many a day reach; without such a number, what all cards every day reach.
    """

    day: date
    cards: int
    unseen: int
    share: float
    target: float
    days: int
    a_day: int | None
    reached: float


def readiness(
    cards: Iterable[AnyCard], memories: Mapping[str, Memory], today: date, day: date, target: float
) -> Readiness:
    """Return what to expect of a day.

    The plan is simulated with FSRS: every day the cards that are least likely to be remembered on that day, each
    answered Good.
    """
    strengths = [_strength(card, known(memories, card)) for card in cards if not known(memories, card).suspended]
    share = _mean(_chance(one, day) for one in strengths)
    days = max(0, (day - today).days)
    a_day, reached = _plan(strengths, today, day, target) if strengths and share < target else (0, share)
    return Readiness(day, len(strengths), strengths.count(None), share, target, days, a_day, reached)


def learned(strengths: Iterable[Strength | None], today: date, day: date, a_day: int) -> float:
    """Return the share remembered on a day if so many cards are answered Good on each day before it."""
    chances = [(_chance(one, day), place, one) for place, one in enumerate(strengths)]
    heapq.heapify(chances)
    for ahead in range((day - today).days):
        now = today + timedelta(days=ahead)
        weakest = [heapq.heappop(chances) for _ in range(min(a_day, len(chances)))]
        for chance, place, strength in weakest:
            after = strength
            if strength is None or strength.day < now:  # once a day is what counts
                after, _ = answered(strength, GOOD, now, RETENTION)
            heapq.heappush(chances, (_chance(after, day) if after is not strength else chance, place, after))
    return _mean(chance for chance, _, _ in chances)


def _plan(strengths: list[Strength | None], today: date, day: date, target: float) -> tuple[int | None, float]:
    """Return the number between one that misses the target and the next that reaches it, and what it reaches.

    Doubled until it reaches, then halved: few cards a day are quick to simulate, and all of them every day are not.
    """
    missing, reaching = 0, 1
    while (reached := learned(strengths, today, day, reaching)) < target:
        if reaching == len(strengths):
            return None, reached
        missing, reaching = reaching, min(2 * reaching, len(strengths))
    while reaching - missing > 1:
        middle = (missing + reaching) // 2
        share = learned(strengths, today, day, middle)
        if share < target:
            missing = middle
        else:
            reaching, reached = middle, share
    return reaching, reached


def _strength(card: AnyCard, memory: Memory) -> Strength | None:
    """A card that its author rewrote to be learned anew is not known."""
    return None if memory.revision < card.revision else memory.strength


def _chance(strength: Strength | None, day: date) -> float:
    return 0.0 if strength is None else retrievability(strength, day)


def _mean(chances: Iterable[float]) -> float:
    values = list(chances)
    return sum(values) / len(values) if values else 0.0
