"""Reading a learner's file: bytes and nothing else, from a regular file, of a sane size."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from grader.verdict import FileProblem

MAX_SOURCE_BYTES = 1 << 20  # the longest notebook export seen was 90 kB


def read_source(path: Path) -> bytes | FileProblem:
    """Return a file's bytes, or why it is not one that can be graded.

    A link is not followed, a FIFO or device is not waited for, and an enormous file is not read.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        return _not_opened(path, error)
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        os.close(descriptor)  # fdopen would raise on a folder
        return FileProblem("not_a_file", f"`{path}` is {_kind(status.st_mode)}, not a file")
    with os.fdopen(descriptor, "rb") as file:
        if status.st_size > MAX_SOURCE_BYTES:
            return FileProblem("too_large", f"`{path}` has {status.st_size} bytes; the limit is {MAX_SOURCE_BYTES}")
        source = file.read(MAX_SOURCE_BYTES + 1)
    if not source.strip():
        return FileProblem("empty_file", f"`{path}` is empty: save your work, or start again from the stub")
    return source


def _not_opened(path: Path, error: OSError) -> FileProblem:
    if path.is_symlink():
        return FileProblem("link", f"`{path}` is a link; name the file itself")
    if isinstance(error, FileNotFoundError):
        return FileProblem("no_such_file", f"`{path}` does not exist")
    return FileProblem("unreadable", f"`{path}` cannot be read: {error.strerror}")


def _kind(mode: int) -> str:
    kinds = ((stat.S_ISDIR, "a folder"), (stat.S_ISFIFO, "a FIFO"), (stat.S_ISSOCK, "a socket"))
    return next((name for test, name in kinds if test(mode)), "a device")
