"""`grader quiz stats`: what stays, what comes, and how well one judges oneself."""

from __future__ import annotations

from pathlib import Path

import click

from grader.cli.figure_file import FigureFile, write_figure
from grader.cli.main import PASSED, emit
from grader.cli.quiz_home import cards_of, decks_option, opened, picked, today


@click.command(name="stats")
@click.argument("words", metavar="[DECK|TAG]...", nargs=-1)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--picture", type=FigureFile(), help="Draw it into a file that ends in .png or .svg.")
@decks_option
def command(words: tuple[str, ...], form: str, picture: Path | None, decks: Path | None) -> int:
    """Say what stays, what comes due, and how well you judge your own answers.

    \b
    Examples:
      grader quiz stats
      grader quiz stats lstm --picture lstm.svg
      grader quiz stats --format json
    """
    from grader.quiz.stats import stats
    from grader.render.quiz_stats import stats_json, stats_portrait, stats_text

    cards = cards_of(decks)
    chosen = picked(words, cards) if words else cards
    with opened() as store:
        found = stats(chosen, store.past(), store.memories(), today())
    emit(stats_json(found) if form == "json" else stats_text(found))
    if picture is not None:
        write_figure(stats_portrait(found), picture)
    return PASSED
