"""A person at a terminal: the real command in a pseudo-terminal, and what its screen shows."""

from __future__ import annotations

import time
from pathlib import Path
from types import TracebackType

import pexpect
import pyte
from learning import plain_environment

COLUMNS, LINES = 88, 60


class Terminal:
    """A command in a terminal of its own; `screen` is what a person sees."""

    def __init__(
        self, command: str, arguments: list[str], cwd: Path, environment: dict[str, str] | None = None
    ) -> None:
        self._screen = pyte.Screen(COLUMNS, LINES)
        self._stream = pyte.ByteStream(self._screen)
        self._child = pexpect.spawn(
            command, arguments, cwd=str(cwd), env=environment or plain_environment(), dimensions=(LINES, COLUMNS)
        )
        self._child.delaybeforesend = None

    @property
    def screen(self) -> str:
        """The lines of the screen, without the blanks at their ends."""
        return "\n".join(line.rstrip() for line in self._screen.display).rstrip()

    def colours(self) -> set[str]:
        """The colours that letters have on the screen."""
        rows = self._screen.buffer.values()
        return {place.fg for row in rows for place in row.values() if place.data.strip()}

    @property
    def file_descriptor(self) -> int:
        """Of the terminal, for questions about its settings."""
        return int(self._child.child_fd)

    @property
    def pid(self) -> int:
        return int(self._child.pid)

    def shows(self, *texts: str, seconds: float = 20.0) -> str:
        """Return the screen once it has all of these, or say what it had instead."""
        deadline = time.monotonic() + seconds
        while not all(text in self.screen for text in texts):
            left = deadline - time.monotonic()
            assert left > 0, f"{texts} never came; the screen was:\n{self.screen}"
            self._read(left)
        return self.screen

    def blank(self) -> None:
        """Forget what the screen shows."""
        self._screen.reset()

    def next_screen(self) -> str:
        """Return the screen after something more was written."""
        assert self._read(20.0), "the command has ended"
        return self.screen

    def shows_at_the_end(self, prompt: str, seconds: float = 20.0) -> str:
        """Return the screen once its last line is the prompt and nothing else."""
        deadline = time.monotonic() + seconds
        while self.screen.rpartition("\n")[2] != prompt:
            left = deadline - time.monotonic()
            assert left > 0, f"the prompt never came back; the screen was:\n{self.screen}"
            self._read(left)
        return self.screen

    def types(self, keys: str) -> None:
        self._child.send(keys)

    def ends(self) -> int:
        """Wait for the end, and return the exit code (negative: the signal)."""
        while self._read(20.0):
            pass
        self._child.close()
        return -self._child.signalstatus if self._child.signalstatus else int(self._child.exitstatus)

    def _read(self, seconds: float) -> bool:
        try:
            self._stream.feed(self._child.read_nonblocking(65536, seconds))
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        return True

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._child.close(force=True)
