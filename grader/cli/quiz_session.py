"""`grader quiz`: a session of flashcards."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli.clock import now
from grader.cli.main import PASSED, emit
from grader.cli.quiz_home import cards_of, decks_option, opened, picked, refuse_unknown, today
from grader.quiz.cards import KINDS, LEVELS
from grader.quiz.schedule import LEAST_RETENTION, MOST_RETENTION, RETENTION

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from grader.cli.quiz_play import Face
    from grader.quiz.cards import AnyCard
    from grader.quiz.queue import Wish
    from grader.quiz.session import Session
    from grader.quiz.store import Store


@click.command(name="session")
@click.argument("words", nargs=-1, metavar="[DECK | TAG]...")
@click.option("--limit", type=click.IntRange(min=1), help="This many cards at most; wrong ones come again.")
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
@click.option("--seed", type=click.IntRange(min=0, max=2**31), help="Chooses the numbers and the order of choices.")
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
      grader quiz session --level senior --cram     `session` may be left out
    """
    from grader.cli.quiz_play import played
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
            ended = played(begin(rules, turns, memories, now(), today()), store, face)
        anew = cram or limit is not None
        _say_ending(ended, ended.left if anew else _left(cards, wish, new, store), anew)
    return PASSED


def _face(plain: bool, spoken: bool) -> AbstractContextManager[Face]:
    """Return the full mode for a person at a terminal that can do it, else lines."""
    dumb = os.environ.get("TERM", "dumb") == "dumb" or bool(os.environ.get("NO_COLOR"))
    if plain or spoken or dumb or sys.stdin is None or not (sys.stdin.isatty() and sys.stdout.isatty()):
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


def _left(cards: Sequence[AnyCard], wish: Wish, new: int, store: Store) -> int:
    """Count what the same command would ask: a cure from another deck, say, waits for a session that wants it."""
    from grader.quiz.queue import queue, sorted_out

    return len(queue(sorted_out(cards, store.memories(), store.summonses(), today(), wish, new)))


def _say_ending(session: Session, left: int, anew: bool) -> None:
    from grader.render.quiz_words import ending

    emit("\n" + "\n".join(ending(session, left, anew)))
