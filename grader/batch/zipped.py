"""A zip: members are listed from its directory and decompressed into memory one at a time, up to a cap."""

from __future__ import annotations

import os
import stat
import zipfile
import zlib
from collections.abc import Collection
from typing import BinaryIO

from grader.batch.limits import Caps
from grader.batch.tree import Listing, RefusedError, too_large, unreadable_archive
from grader.submission import Problem

# What zipfile and zlib raise on damaged input, collected by fuzzing.
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
    MemoryError,
    LookupError,
    TypeError,
    AttributeError,
)
_ENTRY = b"PK\1\2"  # begins every entry of the directory
_UNIX = 3
_UTF_8 = 1 << 11
_ENCRYPTED = 1


class Zip:
    """A tree in a zip.

    Raises:
        RefusedError: It is too large, holds too much, or is damaged.
    """

    def __init__(self, file: BinaryIO, caps: Caps, prefix: str = "") -> None:
        self._file = file
        size = file.seek(0, os.SEEK_END)
        if size > caps.archive_bytes:
            raise too_large(size, caps.archive_bytes)
        self._listing = Listing(caps, prefix)
        self._members: dict[str, zipfile.ZipInfo] = {}
        opening = _Opening(file, caps)
        try:
            self._zip = zipfile.ZipFile(opening)
        except _DAMAGED as error:
            raise unreadable_archive(_words(error)) from error
        opening.opened = True
        for info in self._zip.infolist():
            self._take(info)

    @property
    def files(self) -> Collection[str]:
        """Every member that may be read."""
        return self._listing.files

    @property
    def folders(self) -> Collection[str]:
        """Every folder."""
        return self._listing.folders

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Members that are refused."""
        return self._listing.problems

    def read(self, path: str, cap: int) -> bytes:
        """Return a member's bytes; decompression stops at the cap, whatever the directory says about its size."""
        info = self._members[path]
        if info.file_size > cap:
            raise too_large(info.file_size, cap)
        try:
            with self._zip.open(info) as member:
                content = member.read(cap + 1)
        except _DAMAGED as error:
            raise unreadable_archive(_words(error)) from error
        if len(content) > cap:
            raise too_large(None, cap)
        return content

    def close(self) -> None:
        """Close the archive and its file, which ZipFile leaves to whoever opened it."""
        self._zip.close()
        self._file.close()

    def _take(self, info: zipfile.ZipInfo) -> None:
        raw = _name(info)
        mode = info.external_attr >> 16 if info.create_system == _UNIX else 0
        if raw.endswith("/") or stat.S_ISDIR(mode):  # info.is_dir() ends at a member without a name
            self._listing.add_folder(raw)
        elif stat.S_IFMT(mode) not in (0, stat.S_IFREG):
            self._listing.refuse_kind(raw, "a link" if stat.S_ISLNK(mode) else "a device")
        else:
            path = self._listing.add_file(raw)
            if path is not None:
                self._members[path] = info
                self._refuse_coding(info, path)

    def _refuse_coding(self, info: zipfile.ZipInfo, path: str) -> None:
        """Members that would need a password or a module that may be missing are listed and not read."""
        if info.flag_bits & _ENCRYPTED:
            refused = RefusedError("encrypted", "it is encrypted", "ask for it without a password")
        elif info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            refused = RefusedError("unusual_compression", "its compression is not deflate", "ask for an ordinary zip")
        else:
            return
        del self._listing.files[path]
        self._listing.refuse(path, refused)


class _Opening:
    """A file that ZipFile opens: the entries of its directory are counted before an object is made for each.

    Counting the bytes that begin an entry, and not trusting the number at the archive's end, holds for a directory that
    lies about its length, too: zipfile reads it in one piece.
    """

    def __init__(self, file: BinaryIO, caps: Caps) -> None:
        self._file = file
        self._caps = caps
        self.opened = False
        self.seek = file.seek
        self.tell = file.tell
        self.close = file.close
        self.seekable = file.seekable

    def read(self, size: int = -1) -> bytes:
        if self.opened:
            return self._file.read(size)
        if size > self._caps.directory_bytes:
            raise _too_many(self._caps)
        content = self._file.read(min(size, self._caps.directory_bytes) if size >= 0 else self._caps.directory_bytes)
        if content.count(_ENTRY) > self._caps.members:
            raise _too_many(self._caps)
        return content


def _too_many(caps: Caps) -> RefusedError:
    return RefusedError("too_many", f"the archive holds more than {caps.members} files", "hand in the exercises only")


def _name(info: zipfile.ZipInfo) -> str:
    """A member's name. macOS and old zips write UTF-8 and do not say so; zipfile reads it as code page 437 then."""
    name = info.orig_filename
    if info.flag_bits & _UTF_8:
        return name
    try:
        return name.encode("cp437").decode("utf-8")
    except UnicodeError:
        return name


def _words(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"[:200].rstrip(": ")
