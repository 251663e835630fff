"""An SQLite file opened for us, and its errors in words: locked, damaged, full, not writable.

Write-ahead log and `synchronous = NORMAL`: a process that is killed loses nothing that was committed, because what it
wrote is the kernel's by then, and no power cut damages the file. A power cut can take the last commits with it; those
are results, which the same command makes again. FULL would wait for the disk at every result to save that work.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from grader.batch.schema import upgrade, version_of
from grader.errors import GradebookError

PATIENCE = 5.0  # seconds to wait for a lock: a viewer that saves a change is done sooner
_OLDEST = (3, 37)  # the first with STRICT tables


def opened(path: Path, patience: float = PATIENCE) -> sqlite3.Connection:
    """Return the gradebook at `path` to be written: made, looked through for damage and upgraded as needed.

    Raises:
        GradebookError: It cannot be used; nothing of it was changed.
    """
    _require_strict_tables(path)
    with told(path):
        connection = sqlite3.connect(path, timeout=patience, isolation_level=None)
        try:
            _look_through(connection, path)
            upgrade(connection, path)  # first: another program's file is left as it is
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA foreign_keys = ON")
        except BaseException:
            connection.close()
            raise
    return connection


def opened_to_read(path: Path) -> sqlite3.Connection:
    """Return the gradebook at `path`; nothing is written, and a run may go on beside it.

    Raises:
        GradebookError: There is none, or it cannot be used.
    """
    if not path.is_file():
        todo = "name a folder that grader batch wrote"
        raise GradebookError("there is no gradebook", where=str(path), todo=todo)
    with told(path):
        try:
            return _read_only(path, "")
        except sqlite3.OperationalError:
            # A log cannot be followed where nothing may be written. Without one, the file by itself is whole.
            log = path.with_name(f"{path.name}-wal")
            if log.exists() and log.stat().st_size:
                raise
            return _read_only(path, "&immutable=1")


def _read_only(path: Path, more: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"file:{quote(os.fsencode(path.absolute()))}?mode=ro{more}", timeout=PATIENCE, isolation_level=None, uri=True
    )
    try:
        if not version_of(connection, path):
            raise GradebookError("the gradebook is empty", where=str(path), todo="run grader batch first")
    except BaseException:
        connection.close()
        raise
    return connection


def _require_strict_tables(path: Path) -> None:
    if sqlite3.sqlite_version_info < _OLDEST:
        what = f"this Python has SQLite {sqlite3.sqlite_version}; a gradebook needs 3.37"
        raise GradebookError(what, where=str(path), todo="use a newer Python")


def _look_through(connection: sqlite3.Connection, path: Path) -> None:
    (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if found != "ok":
        raise _damaged(path, found)


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what SQLite says about a file and its disk into what to do about it; a bug of ours stays one."""
    try:
        yield
    except sqlite3.Error as error:
        known = _in_words(error, path)
        if known is None:
            raise
        raise known from error


def _in_words(error: sqlite3.Error, path: Path) -> GradebookError | None:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF  # the rest says more of the same
    again = "then give the same command again: it goes on where this one stopped"
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return _damaged(path, str(error))
    what, todo = {
        sqlite3.SQLITE_BUSY: ("the gradebook is locked by another program", f"close it there, {again}"),
        sqlite3.SQLITE_FULL: ("the disk is full", f"make room, {again}"),
        sqlite3.SQLITE_IOERR: (f"the disk does not take or give data: {error}", f"see to the disk, {again}"),
        sqlite3.SQLITE_READONLY: ("the gradebook may not be written", "name a folder that you may write to"),
        sqlite3.SQLITE_CANTOPEN: ("the gradebook cannot be opened", "name a folder that you may read and write"),
    }.get(code, ("", ""))
    return GradebookError(what, where=str(path), todo=todo) if what else None


def _damaged(path: Path, found: str) -> GradebookError:
    todo = "put a copy of it in its place; or move it away and give the same command again: everything is graded anew"
    return GradebookError(f"the gradebook is damaged: {' '.join(found.split())}", where=str(path), todo=todo)
