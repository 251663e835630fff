"""What is known of one card: a fold over its lines of the log. Pure, and the only place where a line gets a meaning."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from grader.quiz.log import Event, Line, Review, order
from grader.quiz.schedule import AGAIN, GOOD, Strength, answered

LEECH = 8  # lapses after which a card is set aside: it is the card that needs work
LEECH_AGAIN = 4  # lapses more, once the learner took it back
REST = 4  # wrong answers on one day after which a card rests until tomorrow

_LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Memory:
    """What is known of a card.

    Attributes:
        card: Its key.
        revision: The card's revision that was answered last.
        sha: Of the text that was shown last; "" if none was.
        strength: What FSRS knows; None: new, or reset.
        due: Study day on which it is due; None: new, or reset.
        first_day: Study day on which it was first answered, to count new cards per day.
        answered_at: The last answer's time, in any mode.
        answers: How many moved the schedule.
        lapses: How often it had been known and was not.
        failing: It was wrong today and has not been Good since.
        failures: Wrong answers on `failed_day`.
        failed_day: Study day of the last wrong answer.
        suspended: Not asked until the learner takes it back.
        buried_until: Not asked before that study day.
        flagged: The learner wants its author to look.
        note: What the learner wrote to that.
        touched: Time of the newest line in here.
    """

    card: str
    revision: int = 0
    sha: str = ""
    strength: Strength | None = None
    due: date | None = None
    first_day: date | None = None
    answered_at: datetime | None = None
    answers: int = 0
    lapses: int = 0
    failing: bool = False
    failures: int = 0
    failed_day: date | None = None
    suspended: bool = False
    buried_until: date | None = None
    flagged: bool = False
    note: str = ""
    touched: datetime = _LONG_AGO

    @property
    def is_leech(self) -> bool:
        """Say whether it was set aside because it does not stay."""
        return self.suspended and _is_leech(self.lapses)

    def sleeps(self, day: date) -> bool:
        """Say whether it is suspended, or buried on a day."""
        return self.suspended or (self.buried_until is not None and day < self.buried_until)


def remembered(card: str, lines: Iterable[Line], undone: Set[str] = frozenset()) -> Memory:
    """Return what is known of a card after its lines, in whatever order they come; undone ones do not count."""
    memory = Memory(card)
    for line in sorted(lines, key=order):
        if line.id not in undone:
            memory = step(memory, line)
    return memory


def step(memory: Memory, line: Line) -> Memory:
    """Return what is known of a card after one more line."""
    after = _reviewed(memory, line) if isinstance(line, Review) else _changed(memory, line)
    return replace(after, touched=line.at)


def _reviewed(memory: Memory, review: Review) -> Memory:
    memory = replace(memory, answered_at=review.at, sha=review.sha)
    if review.mode != "review":
        return memory
    if review.revision > memory.revision:
        memory = _forgotten(replace(memory, revision=review.revision))
    if memory.strength is None or review.day > memory.strength.day:
        memory = _scheduled(memory, review)
    return _counted(memory, review)


def _scheduled(memory: Memory, review: Review) -> Memory:
    """The first answer of a day moves the schedule; later ones are practice."""
    strength, due = answered(memory.strength, review.rating, review.day, review.retention)
    lapsed = memory.strength is not None and review.rating == AGAIN
    lapses = memory.lapses + lapsed
    return replace(
        memory,
        strength=strength,
        due=due,
        first_day=memory.first_day or review.day,
        answers=memory.answers + 1,
        lapses=lapses,
        failing=False,
        suspended=memory.suspended or (lapsed and _is_leech(lapses)),
    )


def _counted(memory: Memory, review: Review) -> Memory:
    """Count what went wrong today: a card that fails again and again rests until tomorrow."""
    if review.rating != AGAIN:
        return replace(memory, failing=memory.failing and review.rating < GOOD)
    failures = memory.failures + 1 if memory.failed_day == review.day else 1
    rests = review.day + timedelta(days=1) if failures >= REST else memory.buried_until
    return replace(memory, failing=True, failures=failures, failed_day=review.day, buried_until=rests)


def _changed(memory: Memory, event: Event) -> Memory:
    match event.kind:
        case "suspend" | "unsuspend":
            return replace(memory, suspended=event.kind == "suspend")
        case "bury":
            return replace(memory, buried_until=event.until)
        case "flag" | "unflag":
            return replace(memory, flagged=event.kind == "flag", note=event.note)
        case "reset":
            return _forgotten(memory)
    return memory  # an undo and a summons change no card by themselves


def _forgotten(memory: Memory) -> Memory:
    return replace(memory, strength=None, due=None, lapses=0, failing=False, failures=0, failed_day=None)


def _is_leech(lapses: int) -> bool:
    return lapses >= LEECH and (lapses - LEECH) % LEECH_AGAIN == 0
