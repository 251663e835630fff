"""The gradebook read: every student's entries, the problems, the runs. A run may go on beside it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

from grader.batch.database import opened_to_read, told
from grader.batch.entry import Entry, Result
from grader.batch.gradebook import plain
from grader.submission import Problem, Student

Seeds = tuple[int, int | None]  # a run's, and its second one

_RESULT = (
    "r.run, u.grader_version, r.course_version, r.seed, r.confirm_seed, r.tier, r.limits, r.graded, r.score, "
    "r.max_score, r.passed, r.broken, r.unstable, r.attempts, r.record"
)
_ANSWER = "s.exercise, s.sha256, s.filename, s.origin, coalesce(s.attempted, ''), s.late, s.current"
# Who was not found by the last run, and has nothing left that counts, has no row.
_SHOWN = (
    "SELECT id, name, email FROM students WHERE seen = (SELECT max(id) FROM runs) "
    "OR id IN (SELECT student FROM standing) ORDER BY id"
)


class Grades:
    """What the gradebook at `path` says now.

    Raises:
        GradebookError: There is none, or it cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection = opened_to_read(path)

    def __enter__(self) -> Grades:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def points(self) -> dict[str, float]:
        """What each exercise is worth, in the course's order."""
        return dict(self._rows("SELECT name, points FROM exercises ORDER BY place, name"))

    def seeds(self) -> dict[str, Seeds]:
        """The seeds whose results count, by exercise: those of the last run that was asked for it."""
        found = self._rows("SELECT e.name, u.seed, u.confirm_seed FROM exercises e JOIN runs u ON u.id = e.run")
        return {name: (seed, second) for name, seed, second in found}

    def students(self) -> list[Student]:
        """Everybody who has a row."""
        return [Student(*row) for row in self._rows(_SHOWN)]

    def entries(self, student: str) -> list[Entry]:
        """A student's answers that count, each with its result."""
        return self._entries(
            f"SELECT {_ANSWER}, {_RESULT} FROM standing t "  # noqa: S608  columns of ours
            "JOIN submissions s ON s.id = t.submission JOIN exercises e ON e.name = s.exercise "
            "LEFT JOIN results r ON r.id = t.result LEFT JOIN runs u ON u.id = r.run "
            "WHERE t.student = ? ORDER BY e.place, s.id",
            student,
        )

    def earlier(self, student: str) -> list[Entry]:
        """A student's other results, oldest first: of older attempts, other seeds, other versions of the course."""
        return self._entries(
            f"SELECT {_ANSWER}, {_RESULT} FROM credits c "  # noqa: S608  columns of ours
            "JOIN submissions s ON s.id = c.submission "
            "JOIN results r ON r.exercise = s.exercise AND r.sha256 = s.sha256 JOIN runs u ON u.id = r.run "
            "WHERE c.student = ? AND r.id NOT IN (SELECT result FROM standing "
            "WHERE student = ? AND result IS NOT NULL) ORDER BY r.id",
            student,
            student,
        )

    def waiting(self) -> dict[str, int]:
        """How many answers are not graded yet, by exercise, counted once for each student who is credited."""
        return dict(
            self._rows(
                "SELECT t.exercise, count(*) FROM standing t JOIN exercises e ON e.name = t.exercise "
                "WHERE t.result IS NULL GROUP BY t.exercise ORDER BY e.place, e.name"
            )
        )

    def source(self, sha256: str) -> bytes:
        """Return the Python of a file."""
        ((source,),) = self._rows("SELECT source FROM files WHERE sha256 = ?", sha256)
        return bytes(source)

    def answers(self, exercise: str) -> dict[str, bytes]:
        """Return the sources of an exercise's answers by student; a group's under the first of its members."""
        return dict(
            self._rows(
                "SELECT min(t.student), f.source FROM standing t JOIN files f ON f.sha256 = t.sha256 "
                "WHERE t.exercise = ? GROUP BY t.submission",
                exercise,
            )
        )

    def problems(self) -> Iterator[Problem]:
        """Yield what could not be taken as an answer."""
        query = "SELECT kind, path, reason, todo, students, exercise FROM problems WHERE current ORDER BY id"
        for kind, path, reason, todo, students, exercise in self._rows(query):
            yield Problem(kind, path, reason, todo, tuple(json.loads(students)), exercise)

    def _entries(self, query: str, *students: str) -> list[Entry]:
        return [_entry(row) for row in self._rows(query, *map(plain, students))]

    def _rows(self, query: str, *values: str) -> list[Any]:
        with told(self._path):
            return self._connection.execute(query, values).fetchall()


def _entry(row: tuple[Any, ...]) -> Entry:
    exercise, sha256, filename, origin, attempted, late, current, *result = row
    return Entry(exercise, sha256, filename, origin, attempted, bool(late), bool(current), _result(result))


def _result(row: list[Any]) -> Result | None:
    if row[0] is None:
        return None
    run, grader, course, seed, confirm, tier, limits, graded, score, most, *verdict, attempts, text = row
    terms = (run, grader, course, seed, confirm, tier, json.loads(limits), graded)
    passed, broken, unstable = map(bool, verdict)
    return Result(*terms, score, most, passed, broken, unstable, attempts, text)
