"""`grader quiz schema`: what a deck looks like, for editors that complete and check while one types."""

from __future__ import annotations

import click

from grader.cli.main import PASSED, emit


@click.command(name="schema")
def command() -> int:
    """Print the JSON Schema of a deck.

    Example: grader quiz schema > quizzes/deck.schema.json
    """
    from grader.quiz.shape import deck_schema

    emit(deck_schema().rstrip("\n"))
    return PASSED
