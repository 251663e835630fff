"""`grader quiz flagged`: the cards whose author should look at them."""

from __future__ import annotations

import click

from grader.cli.main import PASSED, emit
from grader.cli.quiz_home import opened
from grader.render.safe import one_line


@click.command(name="flagged")
def command() -> int:
    """List the cards that you flagged: where they are written, and your note.

    \b
    Example:
      grader quiz flagged
    """
    from grader.quiz.find import load_cards

    where = {card.id: card.where for card in load_cards()}
    with opened() as store:
        flagged = [memory for memory in store.memories().values() if memory.flagged]
    if not flagged:
        emit("no card is flagged")
    for memory in sorted(flagged, key=lambda memory: memory.card):
        note = f": {one_line(memory.note, 400)}" if memory.note else ""
        emit(f"{where.get(memory.card, 'in no deck any more')}: {one_line(memory.card)}{note}")
    return PASSED
