"""What learner code prints goes to a file of fixed size that the outside reads afterwards, whatever became of us."""

from __future__ import annotations

import io
import os
import sys


class CappedFile(io.RawIOBase):
    """Takes any number of bytes and keeps the first `limit`: honest code that prints too much goes on."""

    def __init__(self, descriptor: int, limit: int) -> None:
        self.descriptor = descriptor
        self.left = limit

    def writable(self) -> bool:
        """A raw stream says what it can do."""
        return True

    def fileno(self) -> int:
        """The descriptor below, for code that asks."""
        return self.descriptor

    def write(self, data: object) -> int:
        """Return len(data), kept or not."""
        view = memoryview(data)  # type: ignore[arg-type]  # whatever has no bytes raises here
        size = view.nbytes
        if self.left > 0:
            kept = bytes(view)[: self.left]
            self.left -= len(kept)
            os.write(self.descriptor, kept)
        return size


def capture(limit: int) -> None:
    """Send everything that Python prints to descriptor 1, and no more than `limit` bytes of it."""
    # No buffer in between, as with `python -u`: what was printed before a crash is what the learner needs to see.
    # type-var: the stubs ask for a buffered stream; a raw one is what is meant.
    stream = io.TextIOWrapper(CappedFile(1, limit), "utf-8", "backslashreplace", write_through=True)  # type: ignore[type-var]
    sys.stdout = sys.stderr = stream
