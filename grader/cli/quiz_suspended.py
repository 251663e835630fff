"""`grader quiz suspended`: the cards that are not asked any more, and the way back."""

from __future__ import annotations

from pathlib import Path

import click

from grader.cli.clock import now
from grader.cli.main import PASSED, emit
from grader.cli.quiz_home import cards_of, decks_option, opened, picked
from grader.render.safe import one_line


@click.command(name="suspended")
@click.option(
    "--take-back", "words", multiple=True, metavar="CARD | DECK | TAG", help="Ask these again; may be repeated."
)
@decks_option
def command(words: tuple[str, ...], decks: Path | None) -> int:
    """List the cards that are not asked any more: you suspended them, or they were forgotten again and again.

    \b
    Examples:
      grader quiz suspended
      grader quiz suspended --take-back clip-what-it-fixes
    """
    from grader.quiz.log import Event

    cards = cards_of(decks)
    chosen = picked(words, cards) if words else ()
    with opened() as store:
        memories = [memory for memory in store.memories().values() if memory.suspended]
        back = {card.id for card in chosen} & {memory.card for memory in memories}
        store.add([Event(**store.stamp(now()), kind="unsuspend", card=card) for card in sorted(back)])
    for memory in sorted(memories, key=lambda memory: memory.card):
        why = f"forgotten {memory.lapses} times" if memory.is_leech else "as you wished"
        emit(f"{one_line(memory.card)}: {'taken back' if memory.card in back else why}")
    if not memories:
        emit("no card is suspended")
    return PASSED
