"""The lines of the log: every answer, and everything else a learner does to a card. Nothing is ever taken out of it.

What is known of a card is worked out from these lines alone (grader.quiz.memory), so they carry all it takes: the study
day of the learner's own zone, the retention that was asked for, the seed of the numbers that were shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

# What an event may be. `summon` asks for a card that cures a misconception.
EVENTS = ("undo", "suspend", "unsuspend", "bury", "flag", "unflag", "reset", "summon")
MODES = ("review", "cram", "interview")  # only `review` moves the schedule


@dataclass(frozen=True)
class Review:
    """One answer.

    Attributes:
        id: 32 hex digits, made once; what an undo names and what makes a merge idempotent.
        machine: Where it was given.
        at: When, UTC.
        day: The study day there.
        card: The card's key; of a cloze, with the gap.
        revision: The card's revision; a higher one than before means that it is learned anew.
        sha: Of the card's text as it was shown.
        seed: Of the variant (numbers, order of choices).
        answer: As typed.
        share: How much of it was right, 0 to 1.
        rating: 1 Again, 2 Hard, 3 Good, 4 Easy.
        milliseconds: From the question to the answer.
        confidence: Before the reveal, 1 (guessed) to 4 (sure); 0: not asked.
        hints: How many were taken.
        mode: review, cram or interview.
        retention: What was asked for, 0 to 1.
        misconceptions: Ids of those that the answer shows, separated by spaces.
    """

    id: str
    machine: str
    at: datetime
    day: date
    card: str
    revision: int
    sha: str
    seed: int
    answer: str
    share: float
    rating: int
    milliseconds: int
    confidence: int
    hints: int
    mode: str
    retention: float
    misconceptions: str


@dataclass(frozen=True)
class Event:
    """Something done to a card, or to a line of the log.

    Attributes:
        id, machine, at, day: As of an answer.
        kind: One of EVENTS.
        card: Its key; "" for a summons.
        target: The id of the line that an undo takes back, or of the answer that caused a summons.
        until: The first study day on which a buried card is asked again.
        note: What the learner wrote to a flag.
        misconception: Whose cure a summons asks for.
        exercise: Where that misconception was seen; its cards are the second choice.
    """

    id: str
    machine: str
    at: datetime
    day: date
    kind: str
    card: str = ""
    target: str = ""
    until: date | None = None
    note: str = ""
    misconception: str = ""
    exercise: str = ""


Line = Review | Event


def kind_of(line: Line) -> str:
    """`review`, or the event's kind."""
    return "review" if isinstance(line, Review) else line.kind


def order(line: Line) -> tuple[datetime, str]:
    """Return what lines are sorted by: time, and the id where two machines were equally quick."""
    return line.at, line.id
