"""`grader quiz`: flashcards. Its commands live one per file; without one, a session is meant."""

from __future__ import annotations

import os
from pathlib import Path

import click

from grader.cli.lazy import LazyGroup

_COMMANDS = {
    "lint": "every mistake in decks, as file:line:column",
    "schema": "the JSON Schema of a deck, for editors",
}


class _Quiz(LazyGroup):
    """The commands of `grader quiz`."""

    table = _COMMANDS
    prefix = "quiz_"


@click.group(name="quiz", cls=_Quiz)
def command() -> None:
    """Learn with flashcards that come back before they are forgotten.

    \b
    Example:
      grader quiz lint         what is wrong with the course's decks
    """


def cache_folder() -> Path:
    """Return where decks that were found right are remembered."""
    home = os.environ.get("GRADER_HOME")
    if home:
        return Path(home) / "cache" / "decks"
    from platformdirs import user_cache_path

    return user_cache_path("grader", appauthor=False) / "decks"
