"""The gradebook of a class: who handed in what, every run, and every result as soon as it is there.

A result is committed by itself when it arrives, which takes 0.05 ms: a run that is killed at any moment loses what its
workers had in hand, and nothing else. What is added stays: a new seed, course or attempt adds results and changes none.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from grader.batch.collect import Found
from grader.batch.database import PATIENCE, opened, told
from grader.batch.plan import Had, Key
from grader.batch.stability import is_unstable
from grader.batch.task import Graded
from grader.record import is_broken
from grader.submission import Problem, Student, Submission


@dataclass(frozen=True)
class Run:
    """What all results of one run have in common.

    Attributes:
        jobs: Workers of this machine; 0 when a cluster's graded.
        points: What each exercise is worth that the run was asked for, by its name, in the course's order.
        order: Every exercise of the course: what an earlier run was asked for keeps its place among them.
    """

    grader_version: str
    course_version: str
    seed: int
    confirm_seed: int | None
    trusted: bool
    jobs: int
    points: Mapping[str, float]
    order: Sequence[str]


class Gradebook:
    """The gradebook, open to be written. One process at a time has it so (grader.batch.lock)."""

    def __init__(self, path: Path, patience: float = PATIENCE) -> None:
        self._path = path
        self._connection = opened(path, patience)

    def __enter__(self) -> Gradebook:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def has_runs(self) -> bool:
        """Say whether a run ever began.

        Raises:
            GradebookError: The gradebook cannot be read.
        """
        ((some,),) = self._rows("SELECT EXISTS (SELECT 1 FROM runs)")
        return bool(some)

    def begin(self, run: Run, found: Iterable[Found], started: datetime) -> int:
        """Take in what was handed in, all or nothing; return the run's number.

        Raises:
            WorkspaceError: What was handed in cannot be read.
            GradebookError: The gradebook cannot be written.
        """
        with self._transaction() as connection:
            number = _begun(connection, run, started)
            _forget_what_was_current(connection, run.points)
            for one in found:
                match one:
                    case Student():
                        _take_student(connection, one, number)
                    case Submission():
                        _take_submission(connection, one)
                    case Problem():
                        _take_problem(connection, one)
        return number

    def add(self, number: int, run: Run, graded: Graded, now: datetime) -> None:
        """Keep a result.

        Raises:
            GradebookError: The gradebook cannot be written.
        """
        with self._transaction() as connection:
            _take_result(connection, number, run, graded, now)

    def end(self, number: int, ended: datetime, outcome: str) -> None:
        """Note how a run ended.

        Raises:
            GradebookError: The gradebook cannot be written.
        """
        with self._transaction() as connection:
            row = (ended.isoformat(), plain(outcome), number)
            connection.execute("UPDATE runs SET ended = ?, outcome = ? WHERE id = ?", row)

    def wanted(self, exercises: Iterable[str]) -> Iterator[Key]:
        """Yield every answer that somebody is credited with, exercise by exercise."""
        for exercise in exercises:
            yield from self._rows(
                "SELECT s.exercise, s.sha256 FROM submissions s WHERE s.current AND s.exercise = ? "
                "AND EXISTS (SELECT 1 FROM credits c WHERE c.submission = s.id) ORDER BY s.id",
                exercise,
            )

    def had(self, exercises: Iterable[str]) -> Iterator[Had]:
        """Yield every result there is."""
        for exercise in exercises:
            rows = self._rows(
                "SELECT exercise, sha256, course_version, seed, confirm_seed, tier, broken FROM results "
                "WHERE exercise = ? ORDER BY id",
                exercise,
            )
            for name, sha256, version, seed, confirm_seed, tier, broken in rows:
                yield Had((name, sha256), version, seed, confirm_seed, tier, bool(broken))

    def source(self, sha256: str) -> bytes:
        """Return the Python of a file."""
        (row,) = self._rows("SELECT source FROM files WHERE sha256 = ?", sha256)
        source: bytes = row[0]
        return source

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with told(self._path):
            self._connection.execute("BEGIN IMMEDIATE")
            with self._connection as connection:  # commits, or rolls back
                yield connection

    def _rows(self, query: str, *values: str) -> list[Any]:
        with told(self._path):
            return self._connection.execute(query, values).fetchall()


def plain(text: str) -> str:
    """Return a text that SQLite takes: what is not Unicode is written out."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _begun(connection: sqlite3.Connection, run: Run, started: datetime) -> int:
    row = (started.isoformat(), run.grader_version, run.course_version, run.seed, run.confirm_seed, run.trusted)
    number = connection.execute(
        "INSERT INTO runs (started, grader_version, course_version, seed, confirm_seed, trusted, jobs) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (*row, run.jobs),
    ).lastrowid
    assert number is not None, "an INSERT has a row"  # noqa: S101  for the type checker
    connection.executemany(
        "INSERT INTO exercises VALUES (?, ?, ?, ?) "
        "ON CONFLICT DO UPDATE SET place = excluded.place, points = excluded.points, run = excluded.run",
        [(name, run.order.index(name), worth, number) for name, worth in run.points.items()],
    )
    connection.executemany("UPDATE exercises SET place = ? WHERE name = ?", enumerate(run.order))
    return number


def _forget_what_was_current(connection: sqlite3.Connection, exercises: Iterable[str]) -> None:
    """What is handed in still is found again in a moment; of other exercises nothing was asked."""
    for name in exercises:
        connection.execute("UPDATE submissions SET current = 0 WHERE exercise = ?", (name,))
        connection.execute("UPDATE problems SET current = 0 WHERE exercise = ?", (name,))
    connection.execute("UPDATE problems SET current = 0 WHERE exercise = ''")


def _take_student(connection: sqlite3.Connection, student: Student, number: int) -> None:
    row = (plain(student.id), plain(student.name), plain(student.email), number)
    connection.execute(
        "INSERT INTO students VALUES (?, ?, ?, ?) "
        "ON CONFLICT DO UPDATE SET name = excluded.name, email = excluded.email, seen = excluded.seen",
        row,
    )


def _take_submission(connection: sqlite3.Connection, one: Submission) -> None:
    connection.execute(
        "INSERT INTO files VALUES (?, ?) ON CONFLICT DO UPDATE SET source = excluded.source",
        (one.sha256, one.source),
    )
    attempted = one.attempted.isoformat() if one.attempted else None
    left_out = json.dumps(one.left_out)
    ((id,),) = connection.execute(
        "INSERT INTO submissions (exercise, sha256, origin, filename, attempted, late, left_out, current) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, 1) ON CONFLICT DO UPDATE SET filename = excluded.filename, "
        "attempted = excluded.attempted, late = excluded.late, left_out = excluded.left_out, current = 1 RETURNING id",
        (one.exercise, one.sha256, plain(one.origin), plain(one.filename), attempted, one.late, left_out),
    ).fetchall()
    connection.execute("DELETE FROM credits WHERE submission = ?", (id,))
    connection.executemany("INSERT INTO credits VALUES (?, ?)", [(plain(student), id) for student in one.students])


def _take_problem(connection: sqlite3.Connection, one: Problem) -> None:
    texts = (plain(one.kind), plain(one.path), plain(one.reason), plain(one.todo))
    connection.execute(
        "INSERT INTO problems (kind, path, reason, todo, students, exercise, current) VALUES (?, ?, ?, ?, ?, ?, 1) "
        "ON CONFLICT DO UPDATE SET todo = excluded.todo, current = 1",
        (*texts, json.dumps([plain(student) for student in one.students]), one.exercise),
    )


def _take_result(connection: sqlite3.Connection, number: int, run: Run, graded: Graded, now: datetime) -> None:
    record, confirmed = graded.record, graded.confirmed
    broken = is_broken(record) or (confirmed is not None and is_broken(confirmed))
    connection.execute(
        "INSERT INTO results (run, exercise, sha256, course_version, seed, confirm_seed, tier, limits, graded, score, "
        "max_score, passed, broken, unstable, attempts, wall_seconds, record, confirmed) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            number,
            graded.task.exercise,
            graded.task.sha256,
            run.course_version,
            run.seed,
            run.confirm_seed,
            graded.tier,
            json.dumps(graded.limits),
            now.isoformat(),
            record["score"],
            record["max_score"],
            record["passed"],
            broken,
            is_unstable(record, confirmed),
            graded.attempts,
            graded.wall_seconds,
            json.dumps(record),
            confirmed and json.dumps(confirmed),
        ),
    )
    connection.execute("UPDATE runs SET tier = ? WHERE id = ? AND tier IS NULL", (graded.tier, number))
