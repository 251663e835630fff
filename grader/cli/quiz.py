"""`grader quiz`: flashcards. Its commands live one per file; without one, a session is meant."""

from __future__ import annotations

import click

from grader.cli.lazy import LazyGroup

_COMMANDS = {
    "session": "ask what is due, and a few new cards; `grader quiz` alone does the same",
    "due": "how many cards wait today",
    "undo": "take the last answer back, or several",
    "suspended": "the cards that are not asked any more, and how to take them back",
    "reset": "learn cards anew",
    "flagged": "the cards that you flagged for their author",
    "interview": "a timed mock interview that goes deeper where you know it",
    "stats": "what stays, what comes, and how well you judge yourself",
    "export": "cards for Anki, Moodle, Canvas, a table or a script",
    "log": "carry your answers to another machine",
    "lint": "every mistake in decks, as file:line:column",
    "schema": "the JSON Schema of a deck, for editors",
}


class _Quiz(LazyGroup):
    """The commands of `grader quiz`."""

    table = _COMMANDS
    prefix = "quiz_"
    default = "session"


@click.group(name="quiz", cls=_Quiz)
def command() -> None:
    """Learn with flashcards that come back before they are forgotten.

    \b
    Examples:
      grader quiz              a session: what is due, and a few new cards
      grader quiz lstm         only the deck or tag `lstm`; options: grader quiz session --help
    """
