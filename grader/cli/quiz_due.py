"""`grader quiz due`: how many cards wait today."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli.main import PASSED, emit
from grader.cli.quiz_home import decks_option, opened, outlines_of, today

if TYPE_CHECKING:
    from grader.quiz.outline import Count


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
    from grader.quiz.outline import counted

    cards = outlines_of(decks)
    with opened() as store:
        count = counted(cards, store.memories(), store.summonses(), today(), new)
    if form == "json":
        emit(json.dumps({"schema_version": 1, "day": today().isoformat(), **asdict(count), "cards": len(cards)}))
    else:
        emit(_words(count))
    return PASSED


def _words(count: Count) -> str:
    if not (count.due or count.again or count.cures or count.new):
        return "nothing waits today"
    words = [f"{count.due} due", f"{count.new} new"]
    words += [f"{count.again} wrong today and not Good since"] if count.again else []
    words += [f"{count.cures} against wrong ideas that showed"] if count.cures else []
    return f"{', '.join(words)}; begin: grader quiz"
