"""Files that others may read, write or plant at the same moment: read without waiting, replaced whole, locked.

Everything here raises OSError: whoever calls it knows what to tell a person.
"""

from __future__ import annotations

import errno
import fcntl
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

_NAME = 40  # characters of a file's name in the name of its part: 160 bytes of the 255 that a name may have


class NotAFileError(OSError):
    """What has the name is no regular file; `strerror` says what it is."""


@contextmanager
def regular_file(path: Path) -> Iterator[BinaryIO]:
    """Open a file to be read. A link is not followed, and a FIFO or device is not waited for.

    Raises:
        NotAFileError: It is no regular file.
        OSError: It is not there, or may not be read.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        if path.is_symlink():
            raise NotAFileError(errno.ELOOP, "a link", str(path)) from error
        raise
    mode = os.fstat(descriptor).st_mode
    if not stat.S_ISREG(mode):
        os.close(descriptor)  # fdopen would raise on a folder
        raise NotAFileError(errno.EINVAL, _kind(mode), str(path))
    with os.fdopen(descriptor, "rb") as file:
        yield file


def _kind(mode: int) -> str:
    kinds = ((stat.S_ISDIR, "a folder"), (stat.S_ISFIFO, "a FIFO"), (stat.S_ISSOCK, "a socket"))
    return next((name for test, name in kinds if test(mode)), "a device")


@contextmanager
def replaced(path: Path) -> Iterator[BinaryIO]:
    """Write a new content beside a file and put it in its place at the end: whoever looks sees the old or the new one.

    What has the name is replaced and not written to, be it a link. For a content that must outlive a power failure,
    end with `on_disk`.
    """
    # A name that nobody can have planted a link under, and that two of us at once do not share.
    part = path.with_name(f".{path.name[:_NAME]}.{os.urandom(4).hex()}.part")
    try:
        with part.open("xb") as file:
            yield file
        part.replace(path)
    finally:
        with suppress(OSError):  # where nothing may be written, nothing is left behind, and the first error tells
            part.unlink(missing_ok=True)


def on_disk(file: BinaryIO) -> None:
    """Return when what was written has reached the disk."""
    file.flush()
    os.fsync(file.fileno())


_MOST_TRIES = 100  # for a lock whose file is unlinked whenever we have it


@contextmanager
def locked(path: Path, wait: bool = True) -> Iterator[None]:
    """Hold a lock, which the kernel takes back when its holder ends, however that is.

    Only its holder may unlink the file. Who waited for it then holds a file that nobody else finds, and tries again:
    two processes would hold different ones.

    Raises:
        BlockingIOError: Somebody else has it, and we were not to wait.
        OSError: The file is never found by its name, as on a file system that numbers files anew.
    """
    for _ in range(_MOST_TRIES):
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o644)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
            if _has_its_name(descriptor, path):
                yield
                return
        finally:
            os.close(descriptor)
    raise OSError(errno.ESTALE, "the file that was locked is not found by its name", str(path))


def _has_its_name(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.lstat())
    except FileNotFoundError:
        return False
