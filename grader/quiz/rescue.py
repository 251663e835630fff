"""A damaged database: set aside whole, and every line of its log that can still be read is kept in a new one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from grader.errors import DamagedStoreError
from grader.quiz.folder import locked
from grader.quiz.log import Line
from grader.quiz.log_text import checked
from grader.quiz.store import Store

_SMALLEST_ROW = 100  # bytes of a line of the log: a file cannot hold more lines than it has hundreds of bytes
_MOST_LINES = 2_000_000


@dataclass(frozen=True)
class Rescued:
    """What came of it.

    Attributes:
        aside: Where the damaged file is now.
        kept: Lines that were read.
        lost: Lines that were there and could not be read; None where nobody can say.
    """

    aside: Path
    kept: int
    lost: int | None


def rescue(file: Path, now: datetime) -> Rescued | None:
    """Set a damaged database aside and keep what can be read of it; None if another terminal has done so already.

    Args:
        file: The damaged database.
        now: Goes into the name of the file that is set aside.
    """
    with locked(file.with_name("rescue")):  # not the database's own lock: making the new one takes that
        if _is_sound(file):
            return None
        aside = _set_aside(file, now)
        last, lines = _readable(aside)
        with Store(file) as store:
            kept = store.add(lines)
    return Rescued(aside, kept, None if last is None else last - kept)


def _is_sound(file: Path) -> bool:
    """Say whether a database can be read to its last line."""
    with suppress(sqlite3.DatabaseError), closing(sqlite3.connect(file)) as db:
        sound = db.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
        if sound and db.execute("PRAGMA user_version").fetchone()[0]:
            return _all_read(file)
    return False


def _all_read(file: Path) -> bool:
    try:
        with Store(file) as store:
            return all(True for _ in store.lines())
    except DamagedStoreError:
        return False


def _set_aside(file: Path, now: datetime) -> Path:
    """Rename the database with its write-ahead log: together they are what was saved."""
    aside = file.with_name(f"{file.stem}.damaged-{now:%Y%m%d-%H%M%S-%f}{file.suffix}")
    for ending in ("-wal", "-shm"):
        with suppress(FileNotFoundError):
            file.with_name(file.name + ending).rename(aside.with_name(aside.name + ending))
    file.rename(aside)
    return aside


def _readable(aside: Path) -> tuple[int | None, list[Line]]:
    """Return the number of the log's last line, if it can be said, and the lines that can be read."""
    try:
        with closing(sqlite3.connect(aside)) as db:
            db.row_factory = sqlite3.Row
            last = _last(db)
            most = min(aside.stat().st_size // _SMALLEST_ROW, _MOST_LINES) if last is None else last
            return last, list(_lines(db, most))
    except sqlite3.DatabaseError:
        return None, []


def _last(db: sqlite3.Connection) -> int | None:
    with suppress(sqlite3.DatabaseError):
        return int(db.execute("SELECT coalesce(max(line), 0) FROM log").fetchone()[0])
    return None


def _lines(db: sqlite3.Connection, last: int) -> Iterator[Line]:
    """Yield line after line, each asked for by its number: a broken page costs the lines on it and no others."""
    for number in range(1, last + 1):
        with suppress(sqlite3.DatabaseError, ValueError, TypeError):
            row = db.execute("SELECT * FROM log WHERE line = ?", (number,)).fetchone()
            if row is not None:
                said = dict(zip(row.keys(), row, strict=True))
                yield checked(
                    {name: value for name, value in said.items() if name != "line" and not _is_blank(name, value)}
                )


def _is_blank(name: str, value: object) -> bool:
    return value is None or (name == "card" and value == "")
