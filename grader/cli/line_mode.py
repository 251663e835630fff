"""The plain mode of a session: lines out, lines in. No colour, box or redraw; for screen readers, pipes and scripts."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Self

import click

from grader.cli.typed import forgive_encoding, typed_line
from grader.quiz.session import Stage
from grader.render.quiz_words import prompt, question, remarks, reveal, state, verdict_word

if TYPE_CHECKING:
    from grader.quiz.session import Session


class LineMode:
    """Prints a session and reads answers, a line each.

    Args:
        spoken: Say mathematics in words.
    """

    def __init__(self, spoken: bool) -> None:
        self._spoken = spoken

    def __enter__(self) -> Self:
        forgive_encoding()
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing to restore: the terminal was left as it was."""

    def show(self, session: Session) -> None:
        """Print what is new at this stage, then what is asked for."""
        match session.stage:
            case Stage.QUESTION if session.hints or session.unread:
                self.tell(list(remarks(session))[-1:])
            case Stage.QUESTION:
                self.tell(["", state(session), *remarks(session), *question(session)])
            case Stage.POINTS:
                self.tell([verdict_word(session.verdict), *reveal(session)] if session.verdict else [])
            case Stage.RATING if session.verdict:
                told = [] if session.has_points else reveal(session)
                self.tell([verdict_word(session.verdict), *told])
        self.tell([prompt(session)])

    def tell(self, lines: Iterable[str]) -> None:
        """Print lines at once, so that a script can wait for them.

        Raises:
            BrokenPipeError: Nobody reads any more, so nobody answers either.
        """
        for line in lines:
            if self._spoken:
                from grader.render.spoken import spoken

                line = spoken(line)
            click.echo(line, color=False)
        sys.stdout.flush()

    def ask(self, session: Session) -> str:
        """Return the next line.

        Raises:
            EOFError: There is none.
        """
        return typed_line()
