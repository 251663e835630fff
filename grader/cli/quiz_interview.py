"""`grader quiz interview`: a timed mock interview, and how much will be remembered on the day of the real one."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli.clock import now
from grader.cli.main import NOT_YET, PASSED, emit
from grader.cli.quiz_home import cards_of, decks_option, opened, picked, today
from grader.cli.typed import claimed, forgive_encoding, typed_line
from grader.cli.whole_file import write_whole
from grader.errors import WorkspaceError
from grader.quiz.cards import LEVELS

if TYPE_CHECKING:
    from grader.quiz.cards import AnyCard
    from grader.quiz.interview import Interview
    from grader.quiz.interview_report import Report


@click.command(name="interview")
@click.argument("words", metavar="[DECK|TAG]...", nargs=-1)
@click.option("--tag", "tags", multiple=True, help="Only this tag; may be repeated. The same as naming it.")
@click.option("--level", "levels", multiple=True, type=click.Choice(LEVELS), help="Only this level; may be repeated.")
@click.option("--questions", type=click.IntRange(min=1), default=8, show_default=True, help="At most so many.")
@click.option(
    "--minutes", type=click.FloatRange(min=0, min_open=True), default=30, show_default=True, help="Then no other."
)
@click.option("--seed", type=click.IntRange(min=0, max=2**31), help="Of the questions and their numbers.")
@click.option("--pass", "percent", type=click.FloatRange(0, 100), help="Exit with 1 below this score, in percent.")
@click.option("--transcript", type=click.Path(path_type=Path, dir_okay=False), help="Write it all to this file.")
@click.option("--plain", is_flag=True, help="Lines only: no colour, no line editing.")
@click.option(
    "--date",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Ask nothing; say what you will remember on that day.",
)
@click.option(
    "--target",
    type=click.FloatRange(0, 1, min_open=True),
    default=0.9,
    show_default=True,
    help="With --date: the share you want to remember.",
)
@decks_option
def command(
    words: tuple[str, ...],
    tags: tuple[str, ...],
    levels: tuple[str, ...],
    questions: int,
    minutes: float,
    seed: int | None,
    percent: float | None,
    transcript: Path | None,
    plain: bool,
    day: datetime | None,
    target: float,
    decks: Path | None,
) -> int:
    """Be interviewed. A good answer is followed by a deeper question; the schedule of your cards stays as it is.

    \b
    Examples:
      grader quiz interview --minutes 20
      grader quiz interview lstm --level senior --transcript interview.md
      grader quiz interview --date 2026-12-12 --target 0.9
    """
    from grader.quiz.interview import SPOKEN, Rules, begin

    cards = cards_of(decks)
    named = (*words, *tags)
    chosen = [card for card in (picked(named, cards) if named else cards) if not levels or card.level in levels]
    if day is not None:
        emit(_ready(chosen, day.date(), target))
        return PASSED
    openers = tuple(card for card in chosen if card.kind in SPOKEN)
    if not openers:
        raise click.UsageError("no question of an interview is among these cards; `grader quiz --cram` asks them")
    followers = tuple(card for card in cards if card.kind in SPOKEN and (not levels or card.level in levels))
    chance = int.from_bytes(os.urandom(4)) if seed is None else seed
    _refuse_unwritable(transcript)
    ended = _played(begin(Rules(openers, followers, cards, questions, minutes, chance), now()), plain)
    return _ended(ended, transcript, percent)


_MOST_DAYS = 3650  # every day until then is simulated: 0.3 s for ten years


def _ready(cards: Iterable[AnyCard], day: date, target: float) -> str:
    from grader.quiz.readiness import readiness
    from grader.render.quiz_interview import readiness_text

    if day < today():
        raise click.UsageError(f"{day} is past")
    if (day - today()).days > _MOST_DAYS:
        raise click.UsageError(
            f"{day} is more than {_MOST_DAYS // 365} years away: nobody knows what you will know then"
        )
    with opened() as store:
        return readiness_text(readiness(cards, store.memories(), today(), day, target))


# Playing


def _played(interview: Interview, plain: bool) -> Interview:
    """Play an interview to its end, or to where the learner leaves."""
    from grader.quiz.interview import Stage, leave
    from grader.render.quiz_interview import opening, prompt, shown, state

    coloured = not plain and sys.stdout.isatty() and os.environ.get("TERM", "dumb") != "dumb"
    forgive_encoding()
    emit(opening(interview))
    try:
        while interview.stage is not Stage.OVER:
            if interview.stage is Stage.QUESTION and not interview.unread:
                where = state(interview, now())
                emit("\n" + (click.style(where, bold=True) if coloured else where))
            emit("\n".join([*shown(interview), prompt(interview)]))
            interview = _next(interview, _typed(coloured).strip())
    except (EOFError, KeyboardInterrupt):
        return leave(interview)
    return interview


def _typed(editing: bool) -> str:
    """Return what is typed: at a terminal with a line that can be edited."""
    if editing and sys.stdin is not None and sys.stdin.isatty():
        import readline  # noqa: F401  its import gives `input` arrow keys

        return input("> ")
    return typed_line()


def _next(interview: Interview, said: str) -> Interview:
    """Return the interview after what the learner said."""
    from grader.quiz.interview import Stage, answer, confirm
    from grader.render.quiz_interview import HELP

    if said == "!quit":
        raise EOFError
    if said.startswith("!") or said == "?":
        emit("an interviewer gives no hints" if said == "?" else HELP)
        return interview
    if interview.stage is Stage.QUESTION:
        return answer(interview, said, now())
    found = claimed(said, interview.pending.verdict.found if interview.pending else ())
    if found is None:
        emit("numbers of points are asked for here; !help lists what can be typed")
        return interview
    return confirm(interview, found, now())


def _ended(interview: Interview, file: Path | None, percent: float | None) -> int:
    """Say the report, write the transcript, and return the exit code."""
    from grader.quiz.interview_report import report
    from grader.render.quiz_interview import report_text

    came = report(interview)
    emit("\n" + report_text(came))
    if file is not None:
        _write(file, interview, came)
    if percent is None:
        return PASSED
    passed = came.passed(percent)
    emit(f"{'passed' if passed else 'not passed'}: {percent:g} % was asked for")
    return PASSED if passed else NOT_YET


def _refuse_unwritable(file: Path | None) -> None:
    """Say before the first question that the transcript cannot be written, not after the last."""
    if file is not None and not file.parent.is_dir():
        todo = "name a file in a folder that exists and that you may write to"
        raise WorkspaceError("the transcript cannot be written: there is no such folder", where=str(file), todo=todo)


def _write(file: Path, interview: Interview, came: Report) -> None:
    from grader.render.quiz_interview import transcript

    write_whole(file, transcript(interview, came, interview.started.astimezone()))
    click.echo(f"wrote {file}", err=True)
