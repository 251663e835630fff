"""One run at a time: a lock on a folder, which the kernel takes back when its holder ends, however that is."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from grader.errors import GradebookError


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder's lock.

    Raises:
        GradebookError: Somebody else has it, or no file can be made in the folder.
    """
    descriptor = _opened(folder)
    try:
        _lock(descriptor, folder)
        yield
    finally:
        os.close(descriptor)


def _opened(folder: Path) -> int:
    # Nobody unlinks the file: two processes would hold different ones.
    try:
        return os.open(folder / "gradebook.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o644)
    except OSError as error:
        what, todo = f"the folder cannot be written to: {error.strerror}", "name a folder that you may write to"
        raise GradebookError(what, where=str(folder), todo=todo) from error


def _lock(descriptor: int, folder: Path) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        todo = "wait for it to end, or name another folder with --output"
        raise GradebookError("another grader batch is at work here", where=str(folder), todo=todo) from error
