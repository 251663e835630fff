"""Where answers are kept: an append-only log in SQLite, and beside it what it says of each card.

The log is the truth. The table `memory` is a cache of grader.quiz.memory, worked out anew whenever lines come out of
order (an undo, another machine's log). Whoever writes takes the write lock first (BEGIN IMMEDIATE), so two terminals
at once see each other's lines before they add to them. A line is on the disk when `add` returns (synchronous = FULL).
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any, Self, TypeVar

from grader.errors import DamagedStoreError, StoreError
from grader.quiz.days import study_day
from grader.quiz.folder import locked
from grader.quiz.log import Event, Line, Review, order
from grader.quiz.memory import Memory, remembered, step
from grader.quiz.past import Past
from grader.quiz.tables import LINE_COLUMNS, MEMORY_COLUMNS, MIGRATIONS, line_of, memory_of, plain, row_of

T = TypeVar("T")

PATIENCE = 10.0  # seconds that one terminal waits for another's write; a write takes milliseconds

_COLUMNS = ("kind", *LINE_COLUMNS)
_ADD_LINE = (
    f"INSERT INTO log ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))}) ON CONFLICT (id) DO NOTHING"  # noqa: S608  our own names
)
_ADD_MEMORY = (
    f"INSERT OR REPLACE INTO memory ({', '.join(MEMORY_COLUMNS)}) VALUES ({', '.join('?' * len(MEMORY_COLUMNS))})"  # noqa: S608  our own names
)
_NOT_UNDONE = "NOT EXISTS (SELECT 1 FROM log AS later WHERE later.kind = 'undo' AND later.target = {})"


class Store:
    """An open database of flashcards. One per process; closed by `with`."""

    def __init__(self, file: Path) -> None:
        """Open the database, or make it.

        Raises:
            DamagedStoreError: The file is no database, or a broken one.
            StoreError: It cannot be read or written, or a newer grader wrote it.
        """
        self.file = file
        with _explained(file):
            file.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(file, timeout=PATIENCE, isolation_level=None)
            try:
                self._prepare()
            except BaseException:
                self._db.close()
                raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file. Twice is once."""
        self._db.close()

    # Reading

    def memories(self) -> dict[str, Memory]:
        """Return what is known of every card that has a line."""
        with _explained(self.file):
            return {row["card"]: _value(memory_of, row) for row in self._db.execute("SELECT * FROM memory")}

    def memory(self, card: str) -> Memory:
        """Return what is known of a card."""
        with _explained(self.file):
            row = self._db.execute("SELECT * FROM memory WHERE card = ?", (card,)).fetchone()
            return _value(memory_of, row) if row else Memory(card)

    def lines(self) -> Iterator[Line]:
        """Yield the whole log in the order in which it came here."""
        with _explained(self.file):
            yield from (_value(line_of, row) for row in self._db.execute("SELECT * FROM log ORDER BY line"))

    def reviews(self) -> Iterator[Review]:
        """Yield the answers that were not taken back, in the order in which they came here."""
        query = f"SELECT * FROM log WHERE kind = 'review' AND {_NOT_UNDONE.format('log.id')} ORDER BY line"  # noqa: S608  ours
        with _explained(self.file):
            lines = (_value(line_of, row) for row in self._db.execute(query))
            yield from (line for line in lines if isinstance(line, Review))

    def past(self) -> Iterator[Past]:
        """Yield what statistics need of every answer and reset that stands, oldest first.

        No dates and lines are made of the rows, which would take four times as long with 50,000 of them.
        """
        query = (
            f"SELECT card, day, COALESCE(rating, 0), COALESCE(share, 0), COALESCE(confidence, 0), "  # noqa: S608  ours
            f"COALESCE(mode, ''), COALESCE(revision, 0) FROM log WHERE kind IN ('review', 'reset') "
            f"AND {_NOT_UNDONE.format('log.id')} ORDER BY at, id"
        )
        with _explained(self.file):
            yield from (Past(*row) for row in self._db.execute(query))

    def newest(self) -> Line | None:
        """Return the line that an undo takes back: the last one of this machine that still counts.

        A summons is not one of them: it goes with the answer that caused it.
        """
        query = (
            f"SELECT * FROM log WHERE machine = ? AND kind NOT IN ('undo', 'summon') "  # noqa: S608  ours
            f"AND {_NOT_UNDONE.format('log.id')} ORDER BY line DESC LIMIT 1"
        )
        with _explained(self.file):
            row = self._db.execute(query, (self.machine,)).fetchone()
            return _value(line_of, row) if row else None

    def summonses(self) -> list[Event]:
        """Return the last summons of every misconception whose cause was not taken back, oldest first."""
        query = (
            f"SELECT *, max(at) FROM log WHERE kind = 'summon' AND "  # noqa: S608  ours
            f"(target IS NULL OR {_NOT_UNDONE.format('log.target')}) GROUP BY misconception ORDER BY at, id"
        )
        with _explained(self.file):
            return [line for row in self._db.execute(query) if isinstance(line := _value(line_of, row), Event)]

    # Writing

    def stamp(self, now: datetime, zone: tzinfo | None = None) -> dict[str, Any]:
        """Return id, machine, time and study day for a line that is written now, by the clock of a zone."""
        at = now.astimezone(UTC)
        return {"id": os.urandom(16).hex(), "machine": self.machine, "at": at, "day": study_day(now, zone)}

    def add(self, lines: Collection[Line]) -> int:
        """Append lines, all or none, and return how many were new. Lines that are there already change nothing."""
        with _explained(self.file), self._writing():
            new = [line for line in lines if self._append(line)]
            self._learn(new)
            return len(new)

    def rebuild(self) -> None:
        """Work out what is known of every card from the log alone."""
        with _explained(self.file), self._writing():
            self._db.execute("DELETE FROM memory")
            cards = self._db.execute("SELECT DISTINCT card FROM log WHERE card <> ''").fetchall()
            for (card,) in cards:
                self._save(self._replayed(card))

    # Inside

    def _prepare(self) -> None:
        self._db.row_factory = sqlite3.Row
        self._inode = self.file.stat().st_ino
        self._db.execute("PRAGMA foreign_keys = ON")
        self._db.execute("PRAGMA synchronous = FULL")
        if self._version() < len(MIGRATIONS):
            self._migrate()
        if self._version() > len(MIGRATIONS):
            raise StoreError(
                "these answers were kept by a newer grader", where=str(self.file), todo="update grader, then try again"
            )
        self.machine = str(self._db.execute("SELECT id FROM machine WHERE here = 1").fetchone()[0])

    def _version(self) -> int:
        return int(self._db.execute("PRAGMA user_version").fetchone()[0])

    def _migrate(self) -> None:
        """Bring the tables up to date. A second terminal that starts meanwhile waits, then finds nothing to do."""
        with locked(self.file):  # changing to WAL does not wait for another connection, it fails
            self._db.execute("PRAGMA journal_mode = WAL")
            with self._writing():
                for version in range(self._version(), len(MIGRATIONS)):
                    for statement in MIGRATIONS[version].split(";"):
                        self._db.execute(statement)
                    self._db.execute(f"PRAGMA user_version = {version + 1}")
                here = "INSERT INTO machine SELECT ?, 1 WHERE NOT EXISTS (SELECT 1 FROM machine WHERE here = 1)"
                self._db.execute(here, (os.urandom(8).hex(),))

    @contextmanager
    def _writing(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            self._refuse_where_set_aside()
            yield
            self._db.execute("COMMIT")
        except BaseException:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise

    def _refuse_where_set_aside(self) -> None:
        """Write nothing into a file that another terminal found damaged: nobody will read it again."""
        if not self.file.exists() or self.file.stat().st_ino != self._inode:
            what = "another terminal has set the file of answers aside meanwhile"
            raise StoreError(what, where=str(self.file), todo="end this command and start it again")

    def _append(self, line: Line) -> bool:
        if line.machine != self.machine:
            self._db.execute("INSERT OR IGNORE INTO machine VALUES (?, 0)", (line.machine,))
        values = {"card": "", **plain(line)}
        return self._db.execute(_ADD_LINE, [values.get(name) for name in _COLUMNS]).rowcount > 0

    def _learn(self, new: Collection[Line]) -> None:
        """Bring `memory` up to date: a step where the lines are the newest of their card, else the card's whole log."""
        by_card: dict[str, list[Line]] = {}
        for line in new:
            for card in self._cards(line):
                by_card.setdefault(card, []).append(line)
        for card, lines in by_card.items():
            self._save(self._stepped(card, lines) or self._replayed(card))

    def _cards(self, line: Line) -> list[str]:
        """Return the card that a line is about; of an undo, the card whose line it takes back."""
        if isinstance(line, Event) and line.kind == "undo":
            rows = self._db.execute("SELECT card FROM log WHERE id = ?", (line.target,)).fetchall()
            return [row["card"] for row in rows if row["card"]]
        return [line.card] if line.card else []

    def _stepped(self, card: str, lines: list[Line]) -> Memory | None:
        """Return the memory after lines that are all newer than it and stand; None where that is not so."""
        memory = self.memory(card)
        for line in sorted(lines, key=order):
            taken_back = self._db.execute("SELECT 1 FROM log WHERE kind = 'undo' AND target = ?", (line.id,)).fetchone()
            if line.at <= memory.touched or taken_back or (isinstance(line, Event) and line.kind == "undo"):
                return None
            memory = step(memory, line)
        return memory

    def _replayed(self, card: str) -> Memory:
        query = f"SELECT * FROM log WHERE card = ? AND {_NOT_UNDONE.format('log.id')}"  # noqa: S608  ours
        return remembered(card, [_value(line_of, row) for row in self._db.execute(query, (card,))])

    def _save(self, memory: Memory) -> None:
        self._db.execute(_ADD_MEMORY, row_of(memory))


def _value(made_from: Callable[[sqlite3.Row], T], row: sqlite3.Row) -> T:
    """Return the value of a row. One that is none was written by nobody of us: the file is damaged."""
    try:
        return made_from(row)
    except (ValueError, TypeError, KeyError) as error:
        raise sqlite3.DatabaseError(f"a row cannot be read: {error}") from error


@contextmanager
def _explained(file: Path) -> Iterator[None]:
    """Turn what SQLite says into what a person can do about it."""
    try:
        yield
    except sqlite3.OperationalError as error:
        locked = error.sqlite_errorcode in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
        todo = "close the other terminal" if locked else "see that the folder can be written"
        raise StoreError(
            f"the answers cannot be read or written: {error}", where=str(file), todo=f"{todo}, then try again"
        ) from error
    except sqlite3.IntegrityError:  # a line that breaks our own rules: a bug, not damage
        raise
    except sqlite3.DatabaseError as error:
        raise DamagedStoreError(f"the file of answers is damaged: {error}", where=str(file)) from error
    except OSError as error:
        todo = "make it a folder that you can write to, or name another one in GRADER_HOME"
        raise StoreError(f"the answers cannot be kept: {error.strerror}", where=str(file.parent), todo=todo) from error
