"""A tar, plain or gzipped, read once from front to back: wanted members are kept, all others skipped.

`tarfile` parses each 512-byte header (`TarInfo.frombuf`); walking from header to header is done here, because tarfile's
own walk takes quadratic time over a hostile extended header (CVE-2024-6232) and turns in circles on a negative size
(CVE-2025-8194) in Pythons that this package runs on.
"""

from __future__ import annotations

import os
import tarfile
import zlib
from collections.abc import Callable, Collection, Iterator
from typing import BinaryIO

from grader.batch.limits import Caps
from grader.batch.tree import Listing, RefusedError, too_large, unreadable_archive
from grader.submission import Problem

_BLOCK = 512
_PIECE = 1 << 16
_HEADER_BYTES = 1 << 16  # of one extended header or long name
_PLAIN = (tarfile.REGTYPE, tarfile.AREGTYPE, tarfile.CONTTYPE)
_KINDS = {tarfile.LNKTYPE: "a link", tarfile.SYMTYPE: "a link", tarfile.FIFOTYPE: "a FIFO"}
_KINDS |= {tarfile.CHRTYPE: "a device", tarfile.BLKTYPE: "a device"}


class Tar:
    """A tree in a tar.

    Args:
        file: The archive, at its beginning.
        caps: How much of it is looked at.
        cap_of: How many bytes of a file are kept, by its path; 0 for a file that nobody will read.
        prefix: How problems begin that name a member.

    Raises:
        RefusedError: It is too large, holds too much, or is damaged.
    """

    def __init__(self, file: BinaryIO, caps: Caps, cap_of: Callable[[str], int], prefix: str = "") -> None:
        size = file.seek(0, os.SEEK_END)
        if size > caps.archive_bytes:
            raise too_large(size, caps.archive_bytes)
        self._listing = Listing(caps, prefix)
        self._kept: dict[str, bytes | RefusedError] = {}
        self._room = caps.kept_bytes
        stream = _Stream(_opened(file), caps.expanded_bytes)
        try:
            for info, name in _members(stream, caps):
                self._take(info, name, stream, cap_of)
        except (zlib.error, EOFError, ValueError, OSError) as error:
            raise unreadable_archive(f"{error}") from error
        finally:
            file.close()

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
        """Return a member's bytes."""
        content = self._kept[path]
        if isinstance(content, RefusedError):
            raise content
        if len(content) > cap:
            raise too_large(len(content), cap)
        return content

    def close(self) -> None:
        """Everything is in memory."""

    def _take(self, info: tarfile.TarInfo, name: str, stream: _Stream, cap_of: Callable[[str], int]) -> None:
        """Take one member, and leave the stream behind its content."""
        if info.type not in _PLAIN:
            if info.isdir():
                self._listing.add_folder(name)
            else:
                self._listing.refuse_kind(name, _KINDS.get(info.type, "an unusual entry"))
            stream.skip(_padded(info.size))
            return
        path = self._listing.add_file(name)
        cap = cap_of(path) if path is not None else 0
        if path is not None:
            self._kept[path] = RefusedError("not_kept", "it is not an answer", "")
        if path is None or not cap or info.size > cap:
            if path is not None and cap:
                self._kept[path] = too_large(info.size, cap)
            stream.skip(_padded(info.size))
            return
        self._room -= info.size
        if self._room < 0:
            todo = "unpack it and name the folder, or ask for less"
            raise RefusedError("too_large", f"its files have more than {self._listing.caps.kept_bytes} bytes", todo)
        self._kept[path] = stream.exactly(_padded(info.size))[: info.size]


def _members(stream: _Stream, caps: Caps) -> Iterator[tuple[tarfile.TarInfo, str]]:
    """Every member with its name; the stream stands at its content, and whoever takes the member moves it behind."""
    name, size = "", -1  # said by an extended header, for the next member
    for count in range(2 * caps.members + 2):
        block = stream.upto(_BLOCK)
        if len(block) < _BLOCK or not any(block):
            if count == 0:
                raise unreadable_archive("it is neither a zip nor a tar")
            if len(block) < _BLOCK and block:
                raise EOFError("it ends in the middle")
            return
        info = _header(block, first=count == 0)
        if info.type in (tarfile.XHDTYPE, tarfile.GNUTYPE_LONGNAME, tarfile.XGLTYPE, tarfile.GNUTYPE_LONGLINK):
            content = _extension(info, stream)
            if info.type == tarfile.XHDTYPE:
                name, size = _records(content)
            elif info.type == tarfile.GNUTYPE_LONGNAME:
                name = content.split(b"\0", 1)[0].decode("utf-8", "surrogateescape")
            continue
        if info.type == tarfile.GNUTYPE_SPARSE:
            raise unreadable_archive("it holds a sparse file")
        if size >= 0:
            info.size = size
        if info.type in (tarfile.LNKTYPE, tarfile.SYMTYPE, tarfile.DIRTYPE, tarfile.FIFOTYPE, *_KINDS):
            info.size = 0
        if not 0 <= info.size <= caps.expanded_bytes:
            raise RefusedError("too_large", f"it expands to more than {caps.expanded_bytes} bytes", "ask for less")
        yield info, name or info.name
        name, size = "", -1
    raise RefusedError("too_many", f"the archive holds more than {caps.members} files", "hand in the exercises only")


def _header(block: bytes, *, first: bool) -> tarfile.TarInfo:
    try:
        return tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
    except tarfile.HeaderError as error:
        raise unreadable_archive("it is neither a zip nor a tar" if first else f"{error}") from error


def _extension(info: tarfile.TarInfo, stream: _Stream) -> bytes:
    if not 0 <= info.size <= _HEADER_BYTES:
        raise unreadable_archive("an extended header is too long")
    return stream.exactly(_padded(info.size))[: info.size]


def _records(content: bytes) -> tuple[str, int]:
    """The path ("" for none) and size (-1 for none) of an extended header: lines `LENGTH KEY=VALUE`."""
    path, size = "", -1
    while content.strip(b"\0"):
        digits, space, _ = content[:20].partition(b" ")
        if not space or not digits.isdigit() or not len(digits) + 2 < int(digits) <= len(content):
            raise unreadable_archive("an extended header is damaged")
        record, content = content[len(digits) + 1 : int(digits)], content[int(digits) :]
        key, _, value = record.removesuffix(b"\n").partition(b"=")
        if key.startswith(b"GNU.sparse"):
            raise unreadable_archive("it holds a sparse file")
        if key == b"path":
            path = value.decode("utf-8", "surrogateescape")
        elif key == b"size":
            size = int(value[:20])
    return path, size


def _padded(size: int) -> int:
    return -(-size // _BLOCK) * _BLOCK


def _opened(file: BinaryIO) -> BinaryIO | _Gunzip:
    file.seek(0)
    gzipped = file.read(2) == b"\x1f\x8b"
    file.seek(0)
    return _Gunzip(file) if gzipped else file


class _Gunzip:
    """One gzip member, decompressed on demand and never more than was asked for."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._inflate = zlib.decompressobj(wbits=31)
        self._left = b""

    def read(self, size: int) -> bytes:
        content = b""
        while not content and not self._inflate.eof:
            compressed = self._left or self._file.read(_PIECE)
            if not compressed:
                raise EOFError("it ends in the middle")
            content = self._inflate.decompress(compressed, size)
            self._left = self._inflate.unconsumed_tail
        return content


class _Stream:
    """Bytes in order, up to a cap on all of them."""

    def __init__(self, file: BinaryIO | _Gunzip, cap: int) -> None:
        self._file = file
        self._cap = cap
        self._left = cap

    def upto(self, size: int) -> bytes:
        """The next bytes, fewer at the end."""
        pieces: list[bytes] = []
        while size > 0:
            piece = self._file.read(min(size, _PIECE))
            if not piece:
                break
            size -= len(piece)
            self._left -= len(piece)
            if self._left < 0:
                raise RefusedError("too_large", f"it expands to more than {self._cap} bytes", "ask for less")
            pieces.append(piece)
        return b"".join(pieces)

    def exactly(self, size: int) -> bytes:
        """The next bytes.

        Raises:
            EOFError: There are fewer.
        """
        content = self.upto(size)
        if len(content) < size:
            raise EOFError("it ends in the middle")
        return content

    def skip(self, size: int) -> None:
        """Go on without keeping."""
        while size > 0:
            size -= len(self.exactly(min(size, _PIECE)))
