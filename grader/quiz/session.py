"""A session as a state machine: an input goes in, the next state and the lines to save come out. It prints nothing.

QUESTION → (hint)* → answer → CONFIDENCE → POINTS (free recall: what was found, confirmed) → RATING → the next QUESTION.
Confidence is asked when the answer is given and before anything about it is shown, so it is a judgement of that answer.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from grader.quiz.asking import Asked, ask
from grader.quiz.cards import AnyCard, Bug, Recall
from grader.quiz.log import Event, Line, Review
from grader.quiz.marking import Verdict, mark, with_points
from grader.quiz.memory import Memory, step
from grader.quiz.queue import APART, Turn, awake, cure, is_new, known
from grader.quiz.schedule import AGAIN, EASY, GOOD, HARD, RETENTION, Strength, intervals

SURE = 4  # of 1 (guessed) to 4
HALF = 0.5  # below this share an answer is wrong, above it is right with gaps
# Seconds for an answer: under the first it came readily, over the second with trouble. Prose takes its time to type.
_PACE = {"recall": (60, 240), "numeric": (20, 120), "order": (20, 120), "match": (20, 120), "bug": (45, 240)}
_SHORT_PACE = (8, 45)
_LONGEST = 4000  # characters of an answer that are kept

Stamp = Mapping[str, Any]  # what `Store.stamp` gives a line: id, machine, at, day


class Stage(StrEnum):
    """What the session waits for."""

    QUESTION = "question"
    CONFIDENCE = "confidence"
    POINTS = "points"
    RATING = "rating"
    OVER = "over"


@dataclass(frozen=True)
class Rules:
    """What holds for a whole session.

    Attributes:
        cards: All cards there are, wanted today or not: a cure may come from anywhere.
        seed: Of the numbers and the order of choices.
        mode: `review`, or `cram`, which moves no schedule.
        retention: The chance to recall at which cards shall come back.
        confidence: Whether it is asked.
        minutes: After which no other card is asked; None: no end.
    """

    cards: tuple[AnyCard, ...]
    seed: int
    mode: str = "review"
    retention: float = RETENTION
    confidence: bool = True
    minutes: float | None = None


@dataclass(frozen=True)
class Aftermath:
    """What the last input led to, to be said before the next card.

    Attributes:
        line: What was saved.
        due: When the card comes back; None where the schedule did not move.
        leech: It was set aside, because it was forgotten too often.
        rests: It rests until tomorrow, because it was wrong too often today.
        exercise: The exercise that practises what was forgotten, or "".
        cure: The card that comes next against the misconception that the answer showed, or "".
    """

    line: Line
    due: date | None = None
    leech: bool = False
    rests: bool = False
    exercise: str = ""
    cure: str = ""


@dataclass(frozen=True)
class Session:
    """Where a session stands.

    Attributes:
        rules: What holds for all of it.
        memories: What is known of the cards by now.
        waiting: The turns after this one.
        started: When it began.
        day: The study day by now.
        stage: What it waits for.
        turn: The card that is asked; None when it is over.
        number: Which one it is, from 1.
        shown_at: When its question was shown.
        hints: How many were taken.
        answer: As typed.
        milliseconds: From question to answer.
        confidence: 1 to 4; 0: not said.
        verdict: What the answer is worth.
        unread: Why the last answer could not be taken, or "": it is asked again.
        after: What the last input led to.
        reviews: What was saved in this session and stands.
        before: The session before the last line was saved, for undo.
    """

    rules: Rules
    memories: Mapping[str, Memory]
    waiting: tuple[Turn, ...]
    started: datetime
    day: date
    stage: Stage = Stage.OVER
    turn: Turn | None = None
    number: int = 0
    shown_at: datetime | None = None
    hints: int = 0
    answer: str = ""
    milliseconds: int = 0
    confidence: int = 0
    verdict: Verdict | None = None
    unread: str = ""
    after: Aftermath | None = None
    reviews: tuple[Review, ...] = ()
    before: Session | None = field(default=None, repr=False)

    @property
    def card(self) -> AnyCard:
        """The card that is asked. Only while one is."""
        assert self.turn is not None  # noqa: S101  a caller that asks when the session is over is our bug
        return self.turn.card

    @property
    def memory(self) -> Memory:
        """What is known of the card that is asked."""
        return known(self.memories, self.card)

    @property
    def seed(self) -> int:
        """The seed of this turn's variant: a card that comes again has other numbers."""
        return self.rules.seed + self.number

    @property
    def asked(self) -> Asked:
        """The question."""
        return ask(self.card, self.seed)

    @property
    def total(self) -> int:
        """How many turns there are, as far as it is known now."""
        return self.number + len(self.waiting)

    @property
    def left(self) -> int:
        """How many cards are not answered yet, the one that is asked among them."""
        return len(self.waiting) + (self.turn is not None)

    @property
    def reworded(self) -> bool:
        """Say whether the card's text is another one than the learner last saw."""
        return self.memory.sha not in ("", self.card.sha)

    @property
    def moves_schedule(self) -> bool:
        """Say whether the rating will set when the card comes back: in a review, the first of a day does."""
        strength = self._strength
        return self.rules.mode == "review" and (strength is None or strength.day < self.day)

    @property
    def intervals(self) -> tuple[int, int, int, int]:
        """Days until the card comes back after Again, Hard, Good and Easy."""
        return intervals(self._strength, self.day, self.rules.retention)

    @property
    def proposed(self) -> int:
        """The rating that the answer suggests."""
        assert self.verdict is not None  # noqa: S101  proposed only after an answer
        return proposed(self.card.kind, self.verdict.share, self.hints, self.milliseconds, self.confidence)

    @property
    def has_points(self) -> bool:
        """Say whether there are key points that the learner confirms: of an answer in words that is not empty."""
        return bool(self.verdict and self.verdict.found and self.answer.strip())

    @property
    def _strength(self) -> Strength | None:
        relearns = self.memory.revision < self.card.revision
        return None if relearns else self.memory.strength


def begin(rules: Rules, turns: Sequence[Turn], memories: Mapping[str, Memory], now: datetime, day: date) -> Session:
    """Return a session that asks its first card."""
    return _next(Session(rules, memories, tuple(turns), started=now, day=day), now)


def hint(session: Session) -> Session:
    """Return the session with one more hint shown, as long as there are any."""
    return replace(session, hints=min(session.hints + 1, len(session.card.hints)), unread="")


def answer(session: Session, text: str, now: datetime) -> Session:
    """Return the session after an answer was typed."""
    verdict = mark(session.card, session.seed, text)
    if verdict.unread:
        return replace(session, unread=verdict.unread)
    spent = max(timedelta(0), now - (session.shown_at or now))
    answered = replace(
        session,
        answer=text[:_LONGEST],
        verdict=verdict,
        milliseconds=round(spent / timedelta(milliseconds=1)),
        unread="",
        stage=Stage.CONFIDENCE,
    )
    return answered if session.rules.confidence and text.strip() else _reveal(answered)


def sure(session: Session, confidence: int) -> Session:
    """Return the session after the learner said how sure they are: 1 guessed to 4 sure, 0 says nothing."""
    return _reveal(replace(session, confidence=confidence))


def confirm(session: Session, found: Sequence[bool]) -> Session:
    """Return the session after the learner confirmed or corrected which key points the answer makes."""
    assert isinstance(session.card, Recall | Bug) and session.verdict is not None  # noqa: S101  the stage says so
    verdict = with_points(session.card, session.verdict, found)
    return replace(session, verdict=verdict, stage=Stage.RATING)


def rate(session: Session, rating: int, stamp: Stamp) -> tuple[Session, tuple[Line, ...]]:
    """Return the session at its next card, and the lines to save before that card is shown."""
    session = replace(session, day=stamp["day"])
    review = _review(session, rating, stamp)
    memory = step(session.memory, review)
    cured = _cures(session)
    saved = replace(
        session,
        memories={**session.memories, memory.card: memory},
        waiting=_again(session, rating, memory, _first(session, cured)),
        after=_aftermath(session, review, memory, cured),
        reviews=(*session.reviews, review),
        before=session,
    )
    return _next(saved, stamp["at"]), (review, *_summonses(session, review))


def change(session: Session, kind: str, stamp: Stamp, note: str = "") -> tuple[Session, tuple[Line, ...]]:
    """Return the session after a card was suspended, buried until tomorrow, or flagged, and the line to save.

    A suspended or buried card is not asked any more; a flagged one is.
    """
    until = stamp["day"] + timedelta(days=1) if kind == "bury" else None
    event = Event(**stamp, kind=kind, card=session.card.id, until=until, note=note[:_LONGEST])
    memory = step(session.memory, event)
    changed = replace(
        session,
        memories={**session.memories, memory.card: memory},
        after=Aftermath(event),
        before=session,
        day=stamp["day"],
    )
    return (changed if kind in ("flag", "unflag") else _next(changed, stamp["at"])), (event,)


def undo(session: Session, stamp: Stamp) -> tuple[Session, tuple[Line, ...]]:
    """Return the session before its last line was saved, and the line that takes it back; itself if it saved none."""
    if session.before is None or session.after is None:
        return session, ()
    event = Event(**stamp, kind="undo", target=session.after.line.id)
    return _asked_anew(session.before, stamp["at"]), (event,)


def ask_first(session: Session, card: AnyCard, memory: Memory, now: datetime) -> Session:
    """Return the session with a card asked before all others: one whose answer of an earlier session was taken back."""
    turns = [turn for turn in (session.turn, *session.waiting) if turn is not None and turn.card.id != card.id]
    memories = {**session.memories, memory.card: memory}
    first = Turn(card, "again" if memory.failing else "due")
    back = replace(session, memories=memories, waiting=(first, *turns), after=None, number=max(0, session.number - 1))
    return _next(back, now)


def proposed(kind: str, share: float, hints: int, milliseconds: int, confidence: int) -> int:
    """Return the rating that an answer suggests.

    Wrong is Again; right with a gap, with a hint or slowly is Hard; right is Good; right, fast and sure is Easy.
    """
    quick, slow = _PACE.get(kind, _SHORT_PACE)
    if share < HALF or share == 0:
        return AGAIN
    if share < 1 or hints or milliseconds > 1000 * slow:
        return HARD
    return EASY if confidence == SURE and milliseconds < 1000 * quick else GOOD


# Steps


def _reveal(session: Session) -> Session:
    return replace(session, stage=Stage.POINTS if session.has_points else Stage.RATING)


def _next(session: Session, now: datetime) -> Session:
    """Return the session at its next card, or over when there is none or its time is up."""
    minutes = session.rules.minutes
    late = minutes is not None and now - session.started >= timedelta(minutes=minutes)
    if late or not session.waiting:
        return replace(session, stage=Stage.OVER, turn=None)
    turn, *waiting = session.waiting
    return _asked_anew(replace(session, turn=turn, waiting=tuple(waiting), number=session.number + 1), now)


def _asked_anew(session: Session, now: datetime) -> Session:
    """Return the session with its card's question shown now and nothing said to it yet."""
    return replace(
        session,
        stage=Stage.QUESTION,
        shown_at=now,
        hints=0,
        answer="",
        milliseconds=0,
        confidence=0,
        verdict=None,
        unread="",
    )


def _review(session: Session, rating: int, stamp: Stamp) -> Review:
    assert session.verdict is not None  # noqa: S101  rated only after an answer
    card = session.card
    return Review(
        **stamp,
        card=card.id,
        revision=card.revision,
        sha=card.sha,
        seed=session.seed,
        answer=session.answer,
        share=float(session.verdict.share),
        rating=rating,
        milliseconds=session.milliseconds,
        confidence=session.confidence,
        hints=session.hints,
        mode=session.rules.mode,
        retention=session.rules.retention,
        misconceptions=" ".join(session.verdict.misconceptions),
    )


def _cures(session: Session) -> list[AnyCard]:
    """Return the cards against the misconceptions that the answer shows, without the card that showed them."""
    ideas = session.verdict.misconceptions if session.verdict else ()
    cards = [card for card in awake(session.rules.cards, session.memories, session.day) if card.id != session.card.id]
    found = (cure(idea, "", cards) for idea in ideas)
    return list({card.id: card for card in found if card is not None}.values())


def _first(session: Session, cures: Collection[AnyCard]) -> tuple[Turn, ...]:
    """Return the turns with cures before all others; a cure that is new takes the place of the last new card.

    So the day's share of new cards holds, and the count of cards is what the next session would find.
    """
    ids = {card.id for card in cures}
    placed = {turn.card.id for turn in session.waiting}
    extra = sum(is_new(session.memories, card) for card in cures if card.id not in placed)
    waiting = [turn for turn in session.waiting if turn.card.id not in ids]
    new = [turn for turn in waiting if turn.why == "new"]
    beyond = new[max(0, len(new) - extra) :]
    return (*(Turn(card, "cure") for card in cures), *(turn for turn in waiting if turn not in beyond))


def _again(session: Session, rating: int, memory: Memory, waiting: tuple[Turn, ...]) -> tuple[Turn, ...]:
    """Put a failed card behind three others, until it is Good; one that was set aside stays away."""
    fails = rating == AGAIN or (session.turn is not None and session.turn.why == "again" and rating < GOOD)
    if not fails or memory.sleeps(session.day):
        return waiting
    return (*waiting[:APART], Turn(session.card, "again"), *waiting[APART:])


def _aftermath(session: Session, review: Review, memory: Memory, cured: Sequence[AnyCard]) -> Aftermath:
    set_aside = memory.sleeps(session.day)
    lapsed = memory.lapses > session.memory.lapses
    return Aftermath(
        review,
        due=memory.due if session.moves_schedule else None,
        leech=set_aside and memory.suspended,
        rests=set_aside and not memory.suspended,
        exercise=session.card.exercise if lapsed else "",
        cure=cured[0].id if cured else "",
    )


def _summonses(session: Session, review: Review) -> tuple[Event, ...]:
    """Return what remembers that the answer showed misconceptions, should the session end before their cures came.

    Each has the review's time and an id made from the review's, so that nothing here needs chance or a clock.
    """
    if session.rules.mode != "review" or session.verdict is None:
        return ()
    return tuple(
        Event(
            id=_made_from(review.id, number),
            machine=review.machine,
            at=review.at,
            day=review.day,
            kind="summon",
            target=review.id,
            misconception=idea,
        )
        for number, idea in enumerate(session.verdict.misconceptions, 1)
    )


def _made_from(id: str, number: int) -> str:
    return f"{(int(id, 16) + number) % 16**32:032x}"
