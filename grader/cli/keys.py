"""Single keys from a terminal, and word of its new size, with its settings restored whatever happens."""

from __future__ import annotations

import codecs
import os
import select
import signal
import termios
import tty
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

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
        self._resized = os.pipe()
        os.set_blocking(self._resized[1], False)  # a signal handler must not wait
        self._former = signal.signal(signal.SIGWINCH, self._on_resize)

    def close(self) -> None:
        """Give the signal back to whoever had it."""
        signal.signal(signal.SIGWINCH, self._former)
        for end in self._resized:
            os.close(end)

    def read(self) -> str:
        """Return the next key, or RESIZED. Keys that are several bytes and no letter (arrows) are passed over.

        Raises:
            EOFError: Ctrl-D, or the terminal is gone.
        """
        with _unbuffered(self._descriptor):
            while True:
                ready, _, _ = select.select([self._descriptor, self._resized[0]], [], [])
                if self._resized[0] in ready:
                    os.read(self._resized[0], 4096)
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

    def _on_resize(self, _number: int, _frame: FrameType | None) -> None:
        try:
            os.write(self._resized[1], b".")
        except BlockingIOError:  # full of news already
            return


@contextmanager
def _unbuffered(descriptor: int) -> Iterator[None]:
    """Hand keys over one by one, without echo. Ctrl-C stays a signal."""
    settings = termios.tcgetattr(descriptor)
    try:
        tty.setcbreak(descriptor, termios.TCSADRAIN)
        yield
    finally:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, settings)
