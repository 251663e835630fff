"""`grader quiz reset`: learn cards anew."""

from __future__ import annotations

from pathlib import Path

import click

from grader.cli.clock import now
from grader.cli.main import PASSED, emit
from grader.cli.quiz_home import cards_of, decks_option, opened, picked
from grader.portrait.curves import counted


@click.command(name="reset")
@click.argument("words", nargs=-1, required=True, metavar="CARD | DECK | TAG...")
@decks_option
def command(words: tuple[str, ...], decks: Path | None) -> int:
    """Forget the schedules of cards, as if they were new. Their answers stay in the log; undo takes a reset back.

    \b
    Examples:
      grader quiz reset clip-what-it-fixes
      grader quiz reset lstm
    """
    from grader.quiz.log import Event

    chosen = {card.id for card in picked(words, cards_of(decks))}
    with opened() as store:
        known = [memory.card for memory in store.memories().values() if memory.card in chosen and memory.due]
        store.add([Event(**store.stamp(now()), kind="reset", card=card) for card in sorted(known)])
    emit(f"{counted(len(known), 'card')} will be learned anew")
    return PASSED
