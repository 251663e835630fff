"""A mock interview in words: questions, what was found in an answer, the report, and the transcript as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from grader.portrait.curves import counted
from grader.quiz.asking import ask
from grader.quiz.cards import Bug, Recall
from grader.quiz.interview import Exchange, Interview, Stage
from grader.quiz.interview_report import Report, Score
from grader.quiz.readiness import Readiness
from grader.render.quiz_words import how, question, verdict_word
from grader.render.safe import markdown, markdown_block, one_line, visible

_LONGEST = 20_000  # characters; of an answer no more than half of that are read

HELP = """\
Enter alone    as an answer: I do not know; after it: the points as they were found
!quit          end here; what was answered is scored
!help          this list"""


def opening(interview: Interview) -> str:
    """Return what is said first."""
    rules = interview.rules
    return (
        f"mock interview: {counted(rules.questions, 'question')} at most, {rules.minutes:g} minutes; "
        f"nothing of it changes when cards come back. !help says what can be typed"
    )


def state(interview: Interview, now: datetime) -> str:
    """`question 3 of 8, level advanced, deeper; 12 minutes left`."""
    deeper = ", deeper" if interview.depth else ""
    minutes = -(-interview.left(now).total_seconds() // 60)
    return (
        f"question {interview.number} of {interview.rules.questions}, level {interview.card.level}{deeper}; "
        f"{counted(int(minutes), 'minute')} left"
    )


def shown(interview: Interview) -> Iterator[str]:
    """Yield what the interview shows at this stage, without its state."""
    if interview.unread:
        yield f"that could not be read: {visible(interview.unread)}"
    elif interview.stage is Stage.QUESTION:
        yield from question(interview)
    elif interview.pending is not None:
        yield from _points(interview.pending)


def prompt(interview: Interview) -> str:
    """Return what is asked for now."""
    if interview.stage is Stage.QUESTION:
        return how(interview)
    return "which points did you make? Enter: as found; else their numbers, like `1 3`; 0: none"


def report_text(report: Report) -> str:
    """Return the report."""
    return "\n".join(_report(report))


def transcript(interview: Interview, report: Report, when: datetime) -> str:
    """Return the whole interview as Markdown: the report, then every question with its answer and what it lacked.

    Args:
        interview: The interview.
        report: What it comes to.
        when: When it began, by the clock on the wall.
    """
    parts = [f"# Mock interview, {when:%Y-%m-%d %H:%M}", "", *(f"- {_whole(line)}" for line in _report(report))]
    for number, one in enumerate(interview.exchanges, 1):
        parts += ["", *_exchanged(number, one)]
    return "\n".join(parts) + "\n"


def readiness_text(ready: Readiness) -> str:
    """Return what a day will bring, and how that was reckoned."""
    return "\n".join(_ready(ready))


def _whole(text: str) -> str:
    """A text of a deck or of the learner as one line of Markdown, not cut: a transcript is kept to be read."""
    return markdown(text, _LONGEST)


def _points(given: Exchange) -> Iterator[str]:
    points = given.card.key_points if isinstance(given.card, Recall | Bug) else ()
    if isinstance(given.card, Bug):
        yield "the line is right" if given.verdict.line_right else f"the line is not right: {given.verdict.expected}"
    for number, (point, found) in enumerate(zip(points, given.verdict.found, strict=True), 1):
        yield f"point {number}, {'found' if found else 'not found'}: {visible(point.text)}"


def _report(report: Report) -> Iterator[str]:
    yield f"{report.ending}: {report.answers} of {counted(report.planned, 'question')} answered"
    if not report.answers:
        return
    yield f"score: {report.share:.0%}"
    yield from _scores("level", report.levels)
    yield from _scores("topic", report.topics)
    if report.cards:
        yield f"to revise: grader quiz --cram {' '.join(map(one_line, report.cards))}"
    if report.exercises:
        yield f"to practise: grader check {' '.join(map(one_line, report.exercises))}"


def _scores(what: str, scores: Sequence[Score]) -> Iterator[str]:
    for score in scores:
        yield f"{what} {one_line(score.name, 60)}: {score.share:.0%} of {counted(score.answers, 'answer')}"


def _exchanged(number: int, one: Exchange) -> Iterator[str]:
    asked = ask(one.card, one.seed)
    deeper = ", deeper" if one.depth else ""
    yield f"## Question {number}, level {one.card.level}{deeper}"
    yield from ("", _whole(asked.text))
    if asked.code:
        yield from ("", markdown_block("\n".join(f"{line:3}  {code}" for line, code in enumerate(asked.code, 1))))
    yield from ("", markdown_block(one.answer) if one.answer else "No answer.", "")
    yield f"{verdict_word(one.verdict)}, after {one.seconds:.0f} s (card {markdown(one.card.id)})"
    yield ""
    points = one.card.key_points if isinstance(one.card, Recall | Bug) else ()
    for point, found in zip(points, one.verdict.found, strict=True):
        yield f"- {'made' if found else 'not made'}: {_whole(point.text)}"
    yield from (f"- because: {_whole(why)}" for why in one.verdict.why)
    if not one.verdict.right or not points:
        yield f"- answer: {_whole(one.verdict.expected)}"


def _ready(ready: Readiness) -> Iterator[str]:
    of = counted(ready.cards, "card")
    yield f"on {ready.day} you will remember {ready.share:.0%} of {of}, if you learn nothing more"
    if ready.unseen:
        yield f"{ready.unseen} of them you have not seen; they count as not remembered"
    if ready.a_day == 0:
        yield f"that is the {ready.target:.0%} you want, or more"
        return
    if ready.a_day is None:
        yield f"{ready.target:.0%} is out of reach: all cards, every day, come to {ready.reached:.0%}"
    else:
        days = "today" if ready.days == 1 else f"on each of {ready.days} days"
        yield f"{counted(ready.a_day, 'card')} {days} raise it to {ready.reached:.0%}"
    yield "reckoned with FSRS: each day the cards that are most at risk on that day, every one answered Good"
