"""What a session says, in words, for both of its modes: state, question, verdict, ratings, what came of an answer.

Everything a deck or a learner wrote goes through `visible`: no terminal obeys a card.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from grader.portrait.curves import counted
from grader.quiz.asking import LETTERS
from grader.quiz.cards import Bug, Recall
from grader.quiz.log import Event, Review
from grader.quiz.marking import Verdict
from grader.quiz.session import Aftermath, Session, Stage
from grader.render.safe import visible

if TYPE_CHECKING:
    from grader.quiz.interview import Interview

RATED = {1: "Again", 2: "Hard", 3: "Good", 4: "Easy"}
CONFIDENCE = {1: "guessed", 2: "unsure", 3: "fairly sure", 4: "sure"}

_WHY = {
    "due": "due",
    "new": "new",
    "again": "again, until it is Good",
    "cure": "against a wrong idea that showed",
    "changed": "rewritten by its author, to be learned anew",
    "cram": "for practice only",
}
_HOW = {
    "recall": "answer in your own words, on one line",
    "choice": "answer with the letters of all that is right, like `a` or `a c`",
    "numeric": "answer with a number, like `5.2e-3` or `0.9^50`",
    "cloze": "answer with what stands in […]",
    "order": "answer with the letters in their order, like `b a c`",
    "match": "answer with a letter for every number, like `1b 2a`",
    "bug": "answer with the number of the line, then why, like `3: it is never reset`",
}

HELP = """\
?              a hint
!undo          take the last answer back
!suspend       do not ask this card any more
!bury          not today
!flag NOTE     tell the author about this card; !unflag takes it back
!quit          end; everything is saved already
!help          this list
Enter alone    as an answer: I do not know; after it: what is proposed"""


def state(session: Session) -> str:
    """`card 3 of 12, due, level advanced, deck lstm`."""
    card = session.card
    why = _WHY[session.turn.why if session.turn else "due"]
    return f"card {session.number} of {session.total}, {why}, level {card.level}, deck {visible(card.deck)}"


def question(session: Session | Interview) -> Iterator[str]:
    """Yield the question's lines: text, code, what to match, options."""
    asked = session.asked
    yield visible(asked.text).rstrip()
    yield from (f"{number:3}  {visible(line)}" for number, line in enumerate(asked.code, 1))
    yield from choices(session)


def choices(session: Session | Interview) -> Iterator[str]:
    """Yield what to match, numbered, and what to choose from, lettered."""
    asked = session.asked
    yield from (f"{number}. {visible(left)}" for number, left in enumerate(asked.lefts, 1))
    yield from (f"{letter}) {visible(option)}" for letter, option in zip(LETTERS, asked.options, strict=False))


def how(session: Session | Interview) -> str:
    """Return how this kind of card is answered."""
    return _HOW[session.card.kind]


def remarks(session: Session) -> Iterator[str]:
    """Yield what is to be known before answering."""
    if session.reworded:
        yield "reworded since you last saw it"
    for number, hint in enumerate(session.card.hints[: session.hints], 1):
        yield f"hint {number} of {len(session.card.hints)}: {visible(hint)}"
    if session.unread:
        yield f"that could not be read: {visible(session.unread)}"


def verdict_word(verdict: Verdict) -> str:
    """Return the verdict with its sign and its word, which does without the sign."""
    if verdict.right:
        return "✓ right"
    return f"~ {verdict.share:.0%} right" if verdict.share else "✗ not right"


def reveal(session: Session) -> Iterator[str]:
    """Yield the right answer and the reasons, and of free recall which points were found."""
    verdict, card = session.verdict, session.card
    if verdict is None:
        return
    yield from (f"because: {visible(why)}" for why in verdict.why)
    points = card.key_points if isinstance(card, Recall | Bug) else ()
    yield from (
        f"point {number}, {'found' if found else 'not found'}: {visible(point.text)}"
        for number, (point, found) in enumerate(zip(points, verdict.found, strict=False), 1)
    )
    if not verdict.right or not verdict.found:
        yield f"answer: {visible(verdict.expected)}"
    if card.back and card.back != verdict.expected:
        yield visible(card.back)
    if isinstance(card, Bug):
        yield f"mended:\n{visible(card.fix).rstrip()}"


def prompt(session: Session) -> str:
    """Return what is asked for now."""
    match session.stage:
        case Stage.QUESTION:
            return how(session) + ("; ? for a hint" if session.hints < len(session.card.hints) else "")
        case Stage.CONFIDENCE:
            return "how sure are you? " + ", ".join(f"{key} {word}" for key, word in CONFIDENCE.items())
        case Stage.POINTS:
            return "which points did you make? Enter: as found; else their numbers, like `1 3`; 0: none"
        case Stage.RATING:
            return f"{', '.join(ratings(session))}; Enter for {RATED[session.proposed]}"
    return ""


def ratings(session: Session) -> Sequence[str]:
    """Return the four ratings, with the days until the card comes back where the rating decides it."""
    if not session.moves_schedule:
        return [f"{key} {word}" for key, word in RATED.items()]
    return [
        f"{key} {word} ({days(count)})" for (key, word), count in zip(RATED.items(), session.intervals, strict=True)
    ]


def aftermath(after: Aftermath, day: date) -> Iterator[str]:
    """Yield what became of the last input."""
    if isinstance(after.line, Event):
        yield _done(after.line)
        return
    yield f"saved: {RATED[after.line.rating]}{_back(after, day)}"
    if after.leech:
        yield "this card does not stay, so it is suspended; its exercise or its source may help more than asking again"
    if after.rests:
        yield "this card was wrong often enough for one day; it rests until tomorrow"
    if after.exercise:
        yield f"this one had been known; its exercise practises it: grader check {visible(after.exercise)}"
    if after.cure:
        yield "the answer shows a wrong idea that has a card of its own; it comes next"


def ending(session: Session, left: int, anew: bool) -> Iterator[str]:
    """Yield the summary of a session, and how many cards are left to ask.

    Args:
        session: As it ended.
        left: How many cards.
        anew: Who gives the same command does not go on with them, but begins another such session.
    """
    reviews = session.reviews
    right = sum(review.share == 1 for review in reviews)
    partly = sum(0 < review.share < 1 for review in reviews)
    wrong = len(reviews) - right - partly
    if not reviews:
        yield "no answer was given"
    else:
        yield f"{counted(len(reviews), 'answer')} saved: {right} right, {partly} partly, {wrong} not"
    yield from _calibration(reviews)
    if left:
        yield f"{counted(left, 'card')} left; the same command {'begins again' if anew else 'goes on'}"


def days(number: int) -> str:
    """`1 day`, `12 days`, `5 months`, `2.5 years`."""
    if number < 60:
        return counted(number, "day")
    return f"{number / 30.4375:.0f} months" if number < 730 else f"{number / 365.25:.1f} years"


def _back(after: Aftermath, day: date) -> str:
    return f"; it comes back in {days((after.due - day).days)}, on {after.due}" if after.due else ""


def _done(event: Event) -> str:
    words = {
        "suspend": "suspended: this card is not asked any more; !undo takes that back",
        "bury": f"buried: this card waits until {event.until}",
        "flag": "flagged; `grader quiz flagged` lists what you flagged",
        "unflag": "not flagged any more",
    }
    return words[event.kind]


def _calibration(reviews: Sequence[Review]) -> Iterator[str]:
    said = [review for review in reviews if review.confidence]
    for confidence in sorted({review.confidence for review in said}, reverse=True):
        those = [review for review in said if review.confidence == confidence]
        right = sum(review.share == 1 for review in those)
        yield f"where you said `{CONFIDENCE[confidence]}`: {right} of {len(those)} right"
