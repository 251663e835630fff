"""Reading a learner's file: bytes and nothing else, from a regular file, of a sane size."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from grader.disk import NotAFileError, regular_file
from grader.verdict import FileProblem

MAX_SOURCE_BYTES = 1 << 20  # the longest notebook export seen was 90 kB


def read_source(path: Path) -> bytes | FileProblem:
    """Return a file's bytes, or why it is not one that can be graded.

    A link is not followed, a FIFO or device is not waited for, and an enormous file is not read.
    """
    try:
        with regular_file(path) as file:
            size = os.fstat(file.fileno()).st_size
            if size > MAX_SOURCE_BYTES:
                return FileProblem("too_large", f"`{path}` has {size} bytes; the limit is {MAX_SOURCE_BYTES}")
            source = file.read(MAX_SOURCE_BYTES + 1)
    except OSError as error:
        return _not_read(path, error)
    if not source.strip():
        return FileProblem("empty_file", f"`{path}` is empty: save your work, or start again from the stub")
    return source


def _not_read(path: Path, error: OSError) -> FileProblem:
    if isinstance(error, NotAFileError) and error.errno == errno.ELOOP:
        return FileProblem("link", f"`{path}` is a link; name the file itself")
    if isinstance(error, NotAFileError):
        return FileProblem("not_a_file", f"`{path}` is {error.strerror}, not a file")
    if isinstance(error, FileNotFoundError):
        return FileProblem("no_such_file", f"`{path}` does not exist")
    return FileProblem("unreadable", f"`{path}` cannot be read: {error.strerror}")
