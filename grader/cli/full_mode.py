"""The full mode of a session: a card at a time on a clear screen, in colour, with single keys after the answer."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Self

from grader.cli.keys import RESIZED, Keys
from grader.cli.typed import forgive_encoding
from grader.quiz.session import Stage
from grader.render.quiz_screen import screen

if TYPE_CHECKING:
    from grader.quiz.session import Session

# What a single key means where no text is typed; Enter accepts what is proposed.
_KEYS = {"u": "!undo", "s": "!suspend", "b": "!bury", "q": "!quit", "h": "!help", "\n": "", "\r": "", " ": ""}
_COMMAND = "!"


class FullMode:
    """Shows a session on the whole screen and reads lines for answers, keys for the rest."""

    def __init__(self) -> None:
        from rich.console import Console

        self._console = Console(file=sys.stdout, highlight=False, markup=False, emoji=False)
        self._told: list[str] = []
        self._keys: Keys | None = None

    def __enter__(self) -> Self:
        self._keys = Keys(sys.stdin.fileno())
        forgive_encoding()
        return self

    def __exit__(self, *_: object) -> None:
        if self._keys is not None:
            self._keys.close()
        for line in self._told:  # what was said after the last card
            self._console.print(line)

    def show(self, session: Session) -> None:
        """Draw the screen anew, for the width that the terminal has now."""
        self._console.clear()
        self._console.print(screen(session, self._told))

    def tell(self, lines: Iterable[str]) -> None:
        """Keep lines for the next screen: its top, where the eye begins."""
        self._told = list(lines)

    def ask(self, session: Session) -> str:
        """Return what is typed: a line where words are asked for, else a key, or the command that a `!` begins."""
        said = _line() if session.stage in (Stage.QUESTION, Stage.POINTS) else self._key(session)
        self._told = []
        return said

    def _key(self, session: Session) -> str:
        assert self._keys is not None  # noqa: S101  inside `with`
        while (key := self._keys.read()) == RESIZED:
            self.show(session)
        if key == _COMMAND:  # its letters are no keys: the u of `!undo` would undo, and the rest answer the next card
            return key + _line(key)
        return _KEYS.get(key, key)


def _line(begun: str = "") -> str:
    """Read a line, or the rest of one that was begun, with the editing keys that people expect."""
    import readline  # noqa: F401  `input` uses it

    return input(f"> {begun}")
