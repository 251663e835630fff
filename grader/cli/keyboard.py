"""Single keys, as they are pressed; the terminal is as it was afterwards, however it ends."""

from __future__ import annotations

import os
import signal
import sys
import termios
import tty
from types import FrameType, TracebackType
from typing import Any

CTRL_D = "\x04"


class Keyboard:
    """Standard input. On a terminal every key comes at once; otherwise only the end of the input counts."""

    def __init__(self) -> None:
        self._input = sys.stdin or open(os.devnull)  # noqa: PTH123  as long as the process
        self.keys = self._input.isatty() and sys.stdout.isatty()
        self._before: list[Any] | None = None

    def fileno(self) -> int:
        """For `select`: readable when a key was pressed, or the input has ended."""
        return self._input.fileno()

    def pressed(self) -> str:
        """Return the keys that were pressed; Ctrl-D at the end of the input, "" for what is no key."""
        raw = os.read(self.fileno(), 1024)
        if not raw:
            return CTRL_D
        return raw.decode("utf-8", "replace") if self.keys else ""

    def __enter__(self) -> Keyboard:
        if self.keys:
            self._before = termios.tcgetattr(self.fileno())
            self._one_by_one()
            signal.signal(signal.SIGCONT, self._again)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._before is not None:
            signal.signal(signal.SIGCONT, signal.SIG_DFL)
            termios.tcsetattr(self.fileno(), termios.TCSADRAIN, self._before)

    def _one_by_one(self) -> None:
        tty.setcbreak(self.fileno(), termios.TCSADRAIN)  # Ctrl-C and Ctrl-Z stay what they are

    def _again(self, number: int, frame: FrameType | None) -> None:
        """After Ctrl-Z and fg: the shell had its own settings in between."""
        self._one_by_one()
