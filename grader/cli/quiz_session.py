"""`grader quiz`: a session of flashcards."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import click

from grader.cli.main import PASSED, emit
from grader.cli.quiz_home import cards_of, clock, decks_option, opened, picked, refuse_unknown, today
from grader.cli.typed import claimed
from grader.quiz.cards import KINDS, LEVELS
from grader.quiz.schedule import LEAST_RETENTION, MOST_RETENTION, RETENTION

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from grader.quiz.cards import AnyCard
    from grader.quiz.log import Line
    from grader.quiz.queue import Wish
    from grader.quiz.session import Session
    from grader.quiz.store import Store


class Face(Protocol):
    """What shows a session and reads answers: the plain mode or the full one."""

    def show(self, session: Session) -> None:
        """Show where the session stands."""

    def tell(self, lines: Iterable[str]) -> None:
        """Show some lines beside it."""

    def ask(self, session: Session) -> str:
        """Return what the learner says to it, or raise EOFError."""


@click.command(name="session")
@click.argument("words", nargs=-1, metavar="[DECK | TAG]...")
@click.option("--limit", type=click.IntRange(min=1), help="Ask this many cards at most.")
@click.option("--minutes", type=click.FloatRange(min=0, min_open=True), help="Ask no other card after this time.")
@click.option("--new", type=click.IntRange(min=0), default=10, show_default=True, help="New cards a day.")
@click.option("--level", "levels", multiple=True, type=click.Choice(LEVELS), help="Only this level; may be repeated.")
@click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Only this kind; may be repeated.")
@click.option("--exercise", "exercises", multiple=True, help="Only cards of this exercise; may be repeated.")
@click.option("--flagged", is_flag=True, help="Only cards that you flagged.")
@click.option("--cram", is_flag=True, help="Ask every such card now; schedules stay as they are.")
@click.option(
    "--retention",
    type=click.FloatRange(LEAST_RETENTION, MOST_RETENTION),
    default=RETENTION,
    show_default=True,
    help="The share of due cards you want to know.",
)
@click.option("--no-confidence", is_flag=True, help="Do not ask how sure you are.")
@click.option("--plain", is_flag=True, help="Lines only: no colour, boxes or keys.")
@click.option("--spoken", is_flag=True, help="Lines only, with mathematics in words.")
@click.option("--seed", type=click.IntRange(min=0, max=2**31), help="Of numbers and the order of choices.")
@decks_option
def command(
    words: tuple[str, ...],
    limit: int | None,
    minutes: float | None,
    new: int,
    levels: tuple[str, ...],
    kinds: tuple[str, ...],
    exercises: tuple[str, ...],
    flagged: bool,
    cram: bool,
    retention: float,
    no_confidence: bool,
    plain: bool,
    spoken: bool,
    seed: int | None,
    decks: Path | None,
) -> int:
    """Ask the cards that are due, and a few new ones. Every answer is saved at once.

    \b
    Examples:
      grader quiz
      grader quiz lstm --minutes 10
      grader quiz --level senior --cram
    """
    from grader.quiz.queue import Wish, queue, sorted_out
    from grader.quiz.session import Rules, begin

    cards = cards_of(decks)
    picked(words, cards)
    wish = Wish(frozenset(words), frozenset(levels), frozenset(kinds), frozenset(exercises), flagged)
    refuse_unknown(exercises, "exercise with cards", {card.exercise for card in cards if card.exercise})
    with opened() as store:
        memories = store.memories()
        heap = sorted_out(cards, memories, store.summonses(), today(), wish, new)
        turns = queue(heap, cram=cram, limit=limit)
        if not turns:
            emit(_nothing(cards, wish, store))
            return PASSED
        chance = int.from_bytes(os.urandom(4)) if seed is None else seed
        rules = Rules(cards, chance, "cram" if cram else "review", retention, not no_confidence, minutes)
        with _face(plain, spoken) as face:
            ended = _played(begin(rules, turns, memories, clock(), today()), store, face)
        _say_ending(ended, store)
    return PASSED


# Playing


def _played(session: Session, store: Store, face: Face) -> Session:
    """Play a session to its end, or to where the learner leaves; every answer is saved by then."""
    from grader.quiz.session import Stage

    try:
        while session.stage is not Stage.OVER:
            face.show(session)
            session = _next(session, face.ask(session).strip(), store, face)
    except (EOFError, KeyboardInterrupt):
        pass
    return session


def _next(session: Session, said: str, store: Store, face: Face) -> Session:
    """Return the session after what the learner said."""
    from grader.quiz.session import Stage, answer, confirm, sure

    if said == "?" or said.startswith("!"):
        return _commanded(session, said, store, face)
    match session.stage:
        case Stage.QUESTION:
            return answer(session, said, clock())
        case Stage.CONFIDENCE if said in ("", "1", "2", "3", "4"):
            return sure(session, int(said or 0))
        case Stage.POINTS if (found := claimed(said, _found(session))) is not None:
            return confirm(session, found)
        case Stage.RATING if said in ("", "1", "2", "3", "4"):
            return _rated(session, int(said or session.proposed), store, face)
    face.tell(["that is none of the answers here; !help lists what can be typed"])
    return session


def _found(session: Session) -> tuple[bool, ...]:
    return session.verdict.found if session.verdict else ()


def _rated(session: Session, rating: int, store: Store, face: Face) -> Session:
    from grader.quiz.session import rate

    return _saved(rate(session, rating, store.stamp(clock())), store, face)


def _saved(step: tuple[Session, Sequence[Line]], store: Store, face: Face) -> Session:
    """Save lines, and only then say so."""
    from grader.render.quiz_words import aftermath

    session, lines = step
    store.add(lines)
    if session.after is not None:
        face.tell(aftermath(session.after, session.day))
    return session


def _commanded(session: Session, said: str, store: Store, face: Face) -> Session:
    from grader.quiz.session import Stage, change, hint
    from grader.render.quiz_words import HELP

    name, _, rest = said.partition(" ")
    match name:
        case "?" if session.stage is Stage.QUESTION and session.hints < len(session.card.hints):
            return hint(session)
        case "?":
            face.tell(["there is no other hint"])
            return session
        case "!suspend" | "!bury" | "!flag" | "!unflag":
            return _saved(change(session, name[1:], store.stamp(clock()), rest.strip()), store, face)
        case "!undo":
            return _undone(session, store, face)
        case "!quit":
            raise EOFError
    face.tell([HELP])
    return session


def _undone(session: Session, store: Store, face: Face) -> Session:
    """Take back the last line of this session, or else of one before it."""
    from grader.cli.quiz_undo import take_back
    from grader.quiz.session import ask_first, undo

    before, lines = undo(session, store.stamp(clock()))
    if lines:
        store.add(lines)
        face.tell(["taken back: answer it again"])
        return before
    line = take_back(store)
    card = next((card for card in session.rules.cards if line is not None and card.id == line.card), None)
    if card is None:
        face.tell(["there is nothing to take back" if line is None else "taken back; that card is in no deck any more"])
        return session
    face.tell(["taken back: answer it again"])
    return ask_first(session, card, store.memory(card.id), clock())


# Around it


def _face(plain: bool, spoken: bool) -> AbstractContextManager[Face]:
    """Return the full mode for a person at a terminal that can do it, else lines."""
    dumb = os.environ.get("TERM", "dumb") == "dumb" or bool(os.environ.get("NO_COLOR"))
    if plain or spoken or dumb or not (sys.stdin.isatty() and sys.stdout.isatty()):
        from grader.cli.line_mode import LineMode

        return LineMode(spoken)
    from grader.cli.full_mode import FullMode

    return FullMode()


def _nothing(cards: Sequence[AnyCard], wish: Wish, store: Store) -> str:
    """Say that there is nothing to ask, and when there will be."""
    from grader.quiz.queue import known

    memories = store.memories()
    wanted = [known(memories, card) for card in cards if wish.wants(card, known(memories, card))]
    days = [memory.due for memory in wanted if memory.due is not None and not memory.suspended]
    after = f" The next one is due on {min(days)}." if days else ""
    return f"Nothing is due now.{after} `--cram` asks all the same, and `--new` sets how many new cards a day brings."


def _say_ending(session: Session, store: Store) -> None:
    from grader.render.quiz_words import ending

    emit("\n" + "\n".join(ending(session)))
