"""A mock interview as a state machine: an answer goes in, the next question comes out. It prints and saves nothing.

QUESTION → answer → POINTS (what was found in it, confirmed) → the next QUESTION … → OVER. Levels rise with the
questions; a good answer is followed by the question that goes deeper, a poor one by another topic. Nothing of it
reaches the schedule: an interview is a test, and what it shows is revised in sessions.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from grader.quiz.asking import Asked, ask
from grader.quiz.cards import LEVELS, AnyCard, Bug, Recall
from grader.quiz.marking import Verdict, mark, with_points

SPOKEN = ("recall", "numeric", "bug")  # no interviewer offers letters to choose from
GOOD_ENOUGH = 0.5  # the share of an answer after which an interviewer goes deeper
DEEPEST = 2  # questions that follow one another before the topic changes


class Stage(StrEnum):
    """What the interview waits for."""

    QUESTION = "question"
    POINTS = "points"
    OVER = "over"


class Ending(StrEnum):
    """Why it is over."""

    DONE = "every question was asked"
    TIME = "the time was up"
    LEFT = "you left before the end"


@dataclass(frozen=True)
class Rules:
    """What holds for a whole interview.

    Attributes:
        openers: Cards that may open a topic.
        followers: Cards that may follow up.
        cards: All cards: one against a wrong idea that shows may be anywhere.
        questions: How many are asked.
        minutes: After which no other question is asked.
        seed: Of the choice of cards and of their numbers.
    """

    openers: tuple[AnyCard, ...]
    followers: tuple[AnyCard, ...]
    cards: tuple[AnyCard, ...]
    questions: int
    minutes: float
    seed: int

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels there are, from low to high."""
        there = {card.level for card in self.openers}
        return tuple(level for level in LEVELS if level in there)


@dataclass(frozen=True)
class Exchange:
    """A question and its answer.

    Attributes:
        card, seed: What was asked.
        depth: 0: it opened a topic; 1: it followed up; and so on.
        answer: As typed.
        verdict: What it is worth, as the learner confirmed.
        seconds: From the question to the answer.
    """

    card: AnyCard
    seed: int
    depth: int
    answer: str
    verdict: Verdict
    seconds: float


@dataclass(frozen=True)
class Interview:
    """Where an interview stands.

    Attributes:
        rules: What holds for all of it.
        started: When it began.
        stage: What it waits for.
        current: The card that is asked; None when it is over.
        depth: How deep its topic has gone.
        shown_at: When its question was asked.
        unread: Why the last answer could not be taken, or "": the question stands.
        pending: The answer whose points are to be confirmed.
        exchanges: What was asked and answered.
        ending: Why it is over; None: it is not.
    """

    rules: Rules
    started: datetime
    stage: Stage = Stage.QUESTION
    current: AnyCard | None = None
    depth: int = 0
    shown_at: datetime | None = None
    unread: str = ""
    pending: Exchange | None = None
    exchanges: tuple[Exchange, ...] = ()
    ending: Ending | None = None

    @property
    def card(self) -> AnyCard:
        """The card that is asked. Only while one is."""
        assert self.current is not None  # noqa: S101  a caller that asks when it is over is our bug
        return self.current

    @property
    def number(self) -> int:
        """Which question it is, from 1."""
        return len(self.exchanges) + 1

    @property
    def seed(self) -> int:
        """The seed of this question's numbers."""
        return self.rules.seed + self.number

    @property
    def asked(self) -> Asked:
        """The question."""
        return ask(self.card, self.seed)

    def left(self, now: datetime) -> timedelta:
        """Return the time that is left."""
        return max(timedelta(0), self.started + timedelta(minutes=self.rules.minutes) - now)


def begin(rules: Rules, now: datetime) -> Interview:
    """Return an interview that asks its first question. There must be a card to open with."""
    return _next(Interview(rules, now), now)


def answer(interview: Interview, text: str, now: datetime) -> Interview:
    """Return the interview after an answer; nothing typed is `I do not know`."""
    card, verdict = interview.card, mark(interview.card, interview.seed, text)
    if verdict.unread:
        return replace(interview, unread=verdict.unread)
    spent = max(timedelta(0), now - (interview.shown_at or now))
    given = Exchange(card, interview.seed, interview.depth, text.strip(), verdict, spent.total_seconds())
    answered = replace(interview, unread="", pending=given)
    if verdict.found and text.strip():
        return replace(answered, stage=Stage.POINTS)
    return _next(_kept(answered), now)


def confirm(interview: Interview, found: Sequence[bool], now: datetime) -> Interview:
    """Return the interview after the learner confirmed or corrected which key points the answer makes."""
    given = interview.pending
    assert given is not None and isinstance(given.card, Recall | Bug)  # noqa: S101  the stage says so
    verdict = with_points(given.card, given.verdict, found)
    return _next(_kept(replace(interview, pending=replace(given, verdict=verdict))), now)


def leave(interview: Interview) -> Interview:
    """Return the interview ended early; an answer that was given counts as it was found."""
    kept = _kept(interview) if interview.pending is not None else interview
    return replace(kept, stage=Stage.OVER, current=None, ending=Ending.LEFT)


def _kept(interview: Interview) -> Interview:
    assert interview.pending is not None  # noqa: S101  kept only after an answer
    return replace(interview, pending=None, exchanges=(*interview.exchanges, interview.pending))


def _next(interview: Interview, now: datetime) -> Interview:
    """Return the interview at its next question, or over."""
    if interview.exchanges and not interview.left(now):
        return replace(interview, stage=Stage.OVER, current=None, ending=Ending.TIME)
    deeper = _follow_up(interview)
    card = deeper or _opener(interview)
    if card is None or len(interview.exchanges) >= interview.rules.questions:
        return replace(interview, stage=Stage.OVER, current=None, ending=Ending.DONE)
    depth = interview.depth + 1 if deeper else 0
    return replace(interview, stage=Stage.QUESTION, current=card, depth=depth, shown_at=now)


def _follow_up(interview: Interview) -> AnyCard | None:
    """The question that goes deeper: after a good answer, if the topic is not deep enough yet."""
    if not interview.exchanges or interview.depth >= DEEPEST:
        return None
    last = interview.exchanges[-1]
    if last.verdict.share < GOOD_ENOUGH:
        return None
    asked = _asked(interview)
    return next(
        (card for card in interview.rules.followers if card.note == last.card.follow_up and card.note not in asked),
        None,
    )


def _opener(interview: Interview) -> AnyCard | None:
    """A card near the level that this question should have, of the topic asked least so far; seeded chance decides."""
    rules, asked = interview.rules, _asked(interview)
    fresh = [card for card in rules.openers if card.note not in asked]
    if not fresh:
        return None
    share = len(interview.exchanges) / rules.questions
    wanted = rules.levels[min(int(share * len(rules.levels)), len(rules.levels) - 1)]
    topics = Counter(topic(one.card) for one in interview.exchanges)
    return min(fresh, key=lambda card: (_apart(card.level, wanted), topics[topic(card)], _chance(card.id, rules.seed)))


def topic(card: AnyCard) -> str:
    """Return what a card is about in a word: its first tag, or else its deck."""
    return card.tags[0] if card.tags else card.deck


def _asked(interview: Interview) -> set[str]:
    return {one.card.note for one in interview.exchanges}


def _apart(level: str, other: str) -> int:
    return abs(LEVELS.index(level) - LEVELS.index(other))


def _chance(card: str, seed: int) -> bytes:
    return hashlib.sha256(f"interview {card} {seed}".encode()).digest()
