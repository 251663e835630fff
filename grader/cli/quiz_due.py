"""`grader quiz due`: how many cards wait today."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli.main import PASSED, emit
from grader.cli.quiz_home import cards_of, decks_option, opened, today

if TYPE_CHECKING:
    from grader.quiz.queue import Heap


@click.command(name="due")
@click.option("--new", type=click.IntRange(min=0), default=10, show_default=True, help="New cards a day.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@decks_option
def command(new: int, form: str, decks: Path | None) -> int:
    """Say how many cards wait today.

    \b
    Examples:
      grader quiz due
      grader quiz due --format json
    """
    from grader.quiz.queue import Wish, sorted_out

    cards = cards_of(decks)
    with opened() as store:
        memories = store.memories()
        heap = sorted_out(cards, memories, store.summonses(), today(), Wish(), new)
    if form == "json":
        asleep = len(cards) - len(heap.awake)
        emit(
            json.dumps(
                {
                    "schema_version": 1,
                    "day": today().isoformat(),
                    **_counts(heap),
                    "asleep": asleep,
                    "cards": len(cards),
                }
            )
        )
    else:
        emit(_words(heap))
    return PASSED


def _counts(heap: Heap) -> dict[str, int]:
    return {"due": len(heap.due), "again": len(heap.again), "cures": len(heap.cures), "new": len(heap.new)}


def _words(heap: Heap) -> str:
    counts = _counts(heap)
    if not any(counts.values()):
        return "nothing waits today"
    words = [f"{counts['due']} due", f"{counts['new']} new"]
    words += [f"{counts['again']} wrong today and not Good since"] if counts["again"] else []
    words += [f"{counts['cures']} against wrong ideas that showed"] if counts["cures"] else []
    return f"{', '.join(words)}; begin: grader quiz"
