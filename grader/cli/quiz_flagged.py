"""`grader quiz flagged`: the cards whose author should look at them."""

from __future__ import annotations

from pathlib import Path

import click

from grader.cli.main import PASSED, emit
from grader.cli.quiz_home import cards_of, decks_option, opened
from grader.render.safe import one_line


@click.command(name="flagged")
@decks_option
def command(decks: Path | None) -> int:
    """List the cards that you flagged: where they are written, and your note.

    \b
    Example:
      grader quiz flagged
    """
    where = {card.id: card.where for card in cards_of(decks)}
    with opened() as store:
        flagged = [memory for memory in store.memories().values() if memory.flagged]
    if not flagged:
        emit("no card is flagged")
    for memory in sorted(flagged, key=lambda memory: memory.card):
        note = f": {one_line(memory.note, 400)}" if memory.note else ""
        emit(f"{one_line(where.get(memory.card, 'in no deck any more'), 400)}: {one_line(memory.card)}{note}")
    return PASSED
