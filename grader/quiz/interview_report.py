"""What an interview comes to: a score, by level and topic, and what to revise. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from grader.quiz.cards import LEVELS, AnyCard
from grader.quiz.interview import Ending, Exchange, Interview, topic


@dataclass(frozen=True)
class Score:
    """The answers of one level or topic: how many, and the mean of what they are worth, 0 to 1."""

    name: str
    answers: int
    share: float


@dataclass(frozen=True)
class Report:
    """What an interview comes to.

    Attributes:
        ending: Why it is over.
        answers: How many questions were answered, `I do not know` among them.
        planned: How many were to be asked.
        share: The mean of what the answers are worth, 0 to 1.
        levels: From low to high.
        topics: The weakest first.
        cards: Notes to revise: what was not answered fully, the weakest first, and what cures a wrong idea that showed.
        exercises: What practises them.
    """

    ending: Ending
    answers: int
    planned: int
    share: float
    levels: tuple[Score, ...]
    topics: tuple[Score, ...]
    cards: tuple[str, ...]
    exercises: tuple[str, ...]

    def passed(self, percent: float) -> bool:
        """Say whether it was seen through, by questions or by time, and scored so much."""
        return self.ending is not Ending.LEFT and self.answers > 0 and 100 * self.share >= percent


def report(interview: Interview) -> Report:
    """Return what an interview comes to that is over."""
    assert interview.ending is not None  # noqa: S101  a caller that asks before is our bug
    exchanges = interview.exchanges
    weak = sorted((one for one in exchanges if not one.verdict.right), key=lambda one: one.verdict.share)
    revised = [*(one.card for one in weak), *_cures(weak, interview.rules.cards)]
    return Report(
        interview.ending,
        len(exchanges),
        interview.rules.questions,
        _mean(exchanges),
        tuple(sorted(_scores(exchanges, lambda card: card.level), key=lambda score: LEVELS.index(score.name))),
        tuple(sorted(_scores(exchanges, topic), key=lambda score: score.share)),
        tuple(dict.fromkeys(card.note for card in revised)),
        tuple(dict.fromkeys(card.exercise for card in revised if card.exercise)),
    )


def _scores(exchanges: Iterable[Exchange], group: Callable[[AnyCard], str]) -> list[Score]:
    grouped: dict[str, list[Exchange]] = {}
    for one in exchanges:
        grouped.setdefault(group(one.card), []).append(one)
    return [Score(name, len(own), _mean(own)) for name, own in grouped.items()]


def _mean(exchanges: Iterable[Exchange]) -> float:
    shares = [one.verdict.share for one in exchanges]
    return sum(shares) / len(shares) if shares else 0.0


def _cures(weak: Iterable[Exchange], cards: Iterable[AnyCard]) -> list[AnyCard]:
    """The first card against each wrong idea that an answer shows."""
    ideas = dict.fromkeys(idea for one in weak for idea in one.verdict.misconceptions)
    found = (next((card for card in cards if idea in card.cures), None) for idea in ideas)
    return [card for card in found if card is not None]
