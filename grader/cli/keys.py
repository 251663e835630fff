"""One key at a time, and word of the terminal's new size. What is typed ahead stays there for the next line of text."""

from __future__ import annotations

import codecs
import os
import select
import signal
from types import FrameType

from grader.cli.keyboard import Keyboard

RESIZED = "resized"
_END = b"\x04"  # Ctrl-D
_ESCAPE = b"\x1b"
_REST_OF_ESCAPE = 0.05  # seconds: an arrow key's bytes come together, a person's next key does not


class Keys:
    """Reads keys from a terminal.

    Args:
        descriptor: Of the terminal.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        # Every signal puts a byte into this pipe: one that comes just before we wait for a key wakes us all the same.
        self._woken, self._wake = os.pipe()
        os.set_blocking(self._wake, False)
        self._former_wake = signal.set_wakeup_fd(self._wake, warn_on_full_buffer=False)
        self._former = signal.signal(signal.SIGWINCH, _nothing)  # without a handler it would put no byte there

    def close(self) -> None:
        """Give the signals back to whoever had it."""
        signal.signal(signal.SIGWINCH, self._former)
        signal.set_wakeup_fd(self._former_wake)
        os.close(self._woken)
        os.close(self._wake)

    def read(self) -> str:
        """Return the next key, or RESIZED. Keys that are several bytes and no letter (arrows) are passed over.

        Raises:
            EOFError: Ctrl-D, or the terminal is gone.
        """
        with Keyboard():
            while True:
                ready, _, _ = select.select([self._descriptor, self._woken], [], [])
                if self._woken in ready:
                    os.read(self._woken, 4096)
                    return RESIZED
                key = self._key()
                if key:
                    return key

    def _key(self) -> str:
        first = os.read(self._descriptor, 1)
        if first in (b"", _END):
            raise EOFError
        if first == _ESCAPE:
            self._pass_over_escape()
            return ""
        decoder = codecs.getincrementaldecoder("utf-8")("replace")
        text = decoder.decode(first)
        while not text:
            text = decoder.decode(os.read(self._descriptor, 1))
        return text

    def _pass_over_escape(self) -> None:
        """Read the rest of an arrow or function key: `O` and a byte, or `[` and all up to a byte from @ to ~."""
        byte = self._soon()
        if byte == b"O":
            self._soon()
        while byte == b"[" or b" " <= byte <= b"?":
            byte = self._soon()

    def _soon(self) -> bytes:
        """Return the next byte if it comes at once, as the rest of a key does; else none."""
        ready, _, _ = select.select([self._descriptor], [], [], _REST_OF_ESCAPE)
        return os.read(self._descriptor, 1) if ready else b""


def _nothing(_number: int, _frame: FrameType | None) -> None:
    """Take the signal; `Keys.read` reads of it in its pipe."""
