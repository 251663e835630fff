"""A folder on disk, read so that no link leads out of it and nothing but a regular file is waited for."""

from __future__ import annotations

import errno
import os
import stat
from collections import Counter
from collections.abc import Collection
from pathlib import Path

from grader.batch.limits import Caps
from grader.batch.names import is_junk
from grader.batch.tree import Listing, RefusedError, not_a_file, too_large
from grader.submission import Problem

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC  # NONBLOCK: a FIFO is not waited for
_MOST_IN_ONE = 2000  # entries in one student's folder


class Folder:
    """A tree on disk. The root may be a link, as whoever named it chose; nothing below it may.

    Raises:
        OSError: The root cannot be opened.
    """

    def __init__(self, root: Path, caps: Caps) -> None:
        self._root = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        self._device = os.fstat(self._root).st_dev
        self._listing = Listing(caps)
        self._on_disk: dict[str, str] = {}  # a path as it is shown -> as it is written there: macOS decomposes accents
        self._entries: Counter[str] = Counter()  # by folder below the root
        self._walk(self._root, "")

    @property
    def files(self) -> Collection[str]:
        """Every regular file."""
        return self._listing.files

    @property
    def folders(self) -> Collection[str]:
        """Every folder."""
        return self._listing.folders

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Links, devices, names that are not text."""
        return self._listing.problems

    def read(self, path: str, cap: int) -> bytes:
        """Return a file's bytes. What kind of thing it is, is asked of what was opened: it may have changed since."""
        try:
            descriptor = self._open_beneath(self._on_disk[path])
        except OSError as error:
            raise _not_opened(error) from error
        with os.fdopen(descriptor, "rb") as file:
            status = os.fstat(descriptor)
            if status.st_size > cap:
                raise too_large(status.st_size, cap)
            content = file.read(cap + 1)
        if len(content) > cap:
            raise too_large(None, cap)
        return content

    def close(self) -> None:
        """Close the root."""
        os.close(self._root)

    def _open_beneath(self, path: str) -> int:
        """Open a file one component at a time: O_NOFOLLOW alone guards only the last.

        Raises:
            OSError: A component is a link, or is gone.
            RefusedError: It is not a regular file of the root's own file system: /proc's look regular, with size 0.
        """
        *folders, name = path.split("/")
        at = os.dup(self._root)
        try:
            for folder in folders:
                below = os.open(folder, _FOLDER, dir_fd=at)
                os.close(at)
                at = below
            descriptor = os.open(name, _FILE, dir_fd=at)
        finally:
            os.close(at)
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode) or status.st_dev != self._device:
            os.close(descriptor)
            raise _strange(status, self._device)
        return descriptor

    def _walk(self, descriptor: int, path: str) -> None:
        with os.scandir(descriptor) as found:
            entries = sorted(found, key=lambda entry: entry.name)
        for entry in entries:
            below = f"{path}{entry.name}"
            if is_junk(below):
                continue
            owner = below.split("/", 1)[0]
            self._entries[owner] += 1
            if self._entries[owner] > _MOST_IN_ONE or self._entries.total() > self._listing.caps.members:
                self._too_many(owner)
                return
            try:
                self._take(entry, descriptor, below)
            except OSError as error:
                self._listing.refuse(below, _not_opened(error))

    def _take(self, entry: os.DirEntry[str], parent: int, raw: str) -> None:
        status = entry.stat(follow_symlinks=False)
        if status.st_dev != self._device or not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)):
            self._listing.refuse(raw, _strange(status, self._device))
        elif stat.S_ISREG(status.st_mode):
            path = self._listing.add_file(raw)
            if path is not None:
                self._on_disk[path] = raw
        elif self._listing.add_folder(raw) is not None:
            descriptor = os.open(entry.name, _FOLDER, dir_fd=parent)
            try:
                self._walk(descriptor, f"{raw}/")
            finally:
                os.close(descriptor)

    def _too_many(self, owner: str) -> None:
        if self._entries[owner] == _MOST_IN_ONE + 1:  # once, however many levels end here
            reason = f"it holds more than {_MOST_IN_ONE} files; the rest was not looked at"
            self._listing.refuse(owner, RefusedError("too_many", reason, "hand in the exercises only"))
        elif self._entries.total() == self._listing.caps.members + 1:
            reason = f"there are more than {self._listing.caps.members} files; the rest was not looked at"
            self._listing.refuse(owner, RefusedError("too_many", reason, "grade it in parts"))


def _strange(status: os.stat_result, device: int) -> RefusedError:
    kinds = (
        (stat.S_ISLNK, "a link"),
        (stat.S_ISFIFO, "a FIFO"),
        (stat.S_ISSOCK, "a socket"),
        (stat.S_ISDIR, "a folder"),
        (stat.S_ISREG, "a regular file"),
    )
    kind = next((name for test, name in kinds if test(status.st_mode)), "a device")
    return not_a_file(kind if status.st_dev == device else f"{kind} on another file system")


def _not_opened(error: OSError) -> RefusedError:
    if error.errno == errno.ELOOP:
        return not_a_file("a link")
    if error.errno == errno.ENOTDIR:
        return not_a_file("below a link")
    return RefusedError("unreadable", f"it cannot be read: {error.strerror}", "look at its permissions")
