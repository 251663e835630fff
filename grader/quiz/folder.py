"""The learner's own folder: a lock in it, and the inbox in which other commands leave word for the next session.

`grader check` must not wait for a database, so it adds one line to a file. The next session takes them into the log.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

INBOX = "inbox.jsonl"
MOST_BYTES = 64 * 1024  # of an inbox that nobody reads; the newest misconceptions of weeks fit


def leave_word(folder: Path, word: dict[str, str]) -> None:
    """Append one line to the inbox, unless it is full. One write: two commands at once do not mix their lines.

    Raises:
        OSError: The folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder / INBOX, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        line = json.dumps(word, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
        if os.fstat(descriptor).st_size + len(line) <= MOST_BYTES:
            os.write(descriptor, line)
    finally:
        os.close(descriptor)


@contextmanager
def inbox(folder: Path) -> Iterator[list[str]]:
    """Give the inbox's lines to somebody who keeps them, and empty it when they are kept.

    It is renamed first: what comes meanwhile goes into a new one. After a crash in between, the renamed one is given
    out again, so whoever keeps the lines must be able to meet them twice.
    """
    waiting, taken = folder / INBOX, folder / f"{INBOX}.taken"
    with locked(folder / INBOX):
        if waiting.exists() and not taken.exists():
            waiting.rename(taken)
        yield taken.read_bytes()[:MOST_BYTES].decode("utf-8", "replace").splitlines() if taken.exists() else []
        taken.unlink(missing_ok=True)


@contextmanager
def locked(file: Path) -> Iterator[IO[bytes]]:
    """Hold the lock beside a file. Nobody unlinks it: two processes would hold different ones."""
    with file.with_name(f"{file.name}.lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield lock
