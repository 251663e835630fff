"""The learner's own folder: a lock in it, and the inbox in which other commands leave word for the next session.

`grader check` must not wait for a database, so it adds one line to a file. The next session takes them into the log.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from grader import disk

FILE = "quiz.sqlite"  # named here, so that who only asks whether it is there imports no database
INBOX = "inbox.jsonl"
MOST_BYTES = 64 * 1024  # of an inbox that nobody reads; the newest misconceptions of weeks fit


def leave_word(folder: Path, word: dict[str, str]) -> None:
    """Append one line to the inbox, unless it is full. One write: two commands at once do not mix their lines.

    Raises:
        OSError: The folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder / INBOX, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK, 0o600)
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
        yield _lines(taken) if taken.exists() else []
        taken.unlink(missing_ok=True)


def _lines(file: Path) -> list[str]:
    with disk.regular_file(file) as opened:
        return opened.read(MOST_BYTES).decode("utf-8", "replace").splitlines()


def locked(file: Path) -> AbstractContextManager[None]:
    """Hold the lock beside a file."""
    return disk.locked(file.with_name(f"{file.name}.lock"))
