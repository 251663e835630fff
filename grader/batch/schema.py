"""The gradebook's tables, and how an older gradebook becomes today's.

`PRAGMA user_version` counts the migrations that a file has been through. Only ever add one at the end.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from grader.errors import GradebookError

Migration = Sequence[str]  # statements, run in one transaction with all that follow

APPLICATION_ID = 0x47424F4B  # "GBOK": tells a gradebook from any other SQLite file

_FIRST: Migration = (
    # Nobody is removed: a student whose files are gone has results that somebody may ask about.
    """CREATE TABLE students (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        email TEXT NOT NULL,
        seen INTEGER NOT NULL REFERENCES runs(id)  -- the last run that found them
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE files (
        sha256 TEXT PRIMARY KEY,  -- of the file as it was handed in
        source BLOB NOT NULL      -- Python; of a notebook, the code that its functions need
    ) STRICT""",
    """CREATE TABLE runs (
        id INTEGER PRIMARY KEY,
        started TEXT NOT NULL,
        ended TEXT,
        outcome TEXT,  -- finished, interrupted, failed: ...; NULL: killed, or still going on
        grader_version TEXT NOT NULL,
        course_version TEXT NOT NULL,
        seed INTEGER NOT NULL,
        confirm_seed INTEGER,
        trusted INTEGER NOT NULL,
        jobs INTEGER NOT NULL,
        tier TEXT  -- of the first result; NULL: nothing was graded
    ) STRICT""",
    # Whose terms hold: those of the last run that was asked for the exercise.
    """CREATE TABLE exercises (
        name TEXT PRIMARY KEY,
        place INTEGER NOT NULL,  -- in the course's order
        points REAL NOT NULL,
        run INTEGER NOT NULL REFERENCES runs(id)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE submissions (
        id INTEGER PRIMARY KEY,
        exercise TEXT NOT NULL REFERENCES exercises(name),
        sha256 TEXT NOT NULL REFERENCES files(sha256),
        origin TEXT NOT NULL,
        filename TEXT NOT NULL,
        attempted TEXT,
        late INTEGER NOT NULL,
        left_out TEXT NOT NULL,   -- JSON: where older attempts and second copies are
        current INTEGER NOT NULL, -- 0: something newer was handed in since, or it is gone
        UNIQUE (exercise, sha256, origin)
    ) STRICT""",
    """CREATE TABLE credits (
        student TEXT NOT NULL REFERENCES students(id),
        submission INTEGER NOT NULL REFERENCES submissions(id),
        PRIMARY KEY (student, submission)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX credits_of_submission ON credits(submission)",
    # Results are only ever added. The newest on the terms that hold is the grade.
    """CREATE TABLE results (
        id INTEGER PRIMARY KEY,
        run INTEGER NOT NULL REFERENCES runs(id),
        exercise TEXT NOT NULL REFERENCES exercises(name),
        sha256 TEXT NOT NULL REFERENCES files(sha256),
        course_version TEXT NOT NULL,
        seed INTEGER NOT NULL,
        confirm_seed INTEGER,
        tier TEXT NOT NULL,
        limits TEXT NOT NULL,     -- JSON
        graded TEXT NOT NULL,
        score REAL NOT NULL,
        max_score REAL NOT NULL,
        passed INTEGER NOT NULL,
        broken INTEGER NOT NULL,
        unstable INTEGER NOT NULL,
        attempts INTEGER NOT NULL,
        wall_seconds REAL NOT NULL,
        record TEXT NOT NULL,     -- JSON, as `grader check --format json` prints it
        confirmed TEXT            -- the same with the second seed
    ) STRICT""",
    "CREATE INDEX results_of_file ON results(exercise, sha256)",
    """CREATE TABLE problems (
        id INTEGER PRIMARY KEY,
        kind TEXT NOT NULL,
        path TEXT NOT NULL,
        reason TEXT NOT NULL,
        todo TEXT NOT NULL,
        students TEXT NOT NULL,   -- JSON
        exercise TEXT NOT NULL,   -- "": not known
        current INTEGER NOT NULL, -- 0: no longer found
        UNIQUE (kind, path, reason, students, exercise)
    ) STRICT""",
    # Whoever trusts the class may use what was graded without walls; nobody else may.
    """CREATE VIEW standing AS
        SELECT c.student, s.exercise, s.id AS submission, s.sha256, s.late, (
            SELECT max(r.id) FROM results r
            WHERE r.exercise = s.exercise AND r.sha256 = s.sha256 AND r.course_version = u.course_version
              AND r.seed = u.seed AND r.confirm_seed IS u.confirm_seed AND (u.trusted OR r.tier <> '0')
        ) AS result
        FROM submissions s
        JOIN credits c ON c.submission = s.id
        JOIN exercises e ON e.name = s.exercise
        JOIN runs u ON u.id = e.run
        WHERE s.current""",
)
MIGRATIONS: tuple[Migration, ...] = (_FIRST,)


def upgrade(connection: sqlite3.Connection, path: Path, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Bring a gradebook to today's version, all or nothing; of an older one, leave a copy beside it.

    Args:
        connection: In autocommit mode.
        path: Where it is.
        migrations: All there are, in order.

    Raises:
        GradebookError: It is a newer grader's, or something else.
    """
    version = version_of(connection, path, len(migrations))
    if version == len(migrations):
        return
    if version:
        _copied(connection, path.with_name(f"{path.name}.version-{version}"))
    connection.execute("BEGIN IMMEDIATE")
    with connection:
        for statement in (one for migration in migrations[version:] for one in migration):
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {len(migrations)}")


def version_of(connection: sqlite3.Connection, path: Path, newest: int = len(MIGRATIONS)) -> int:
    """Return a gradebook's version; 0 for an empty file.

    Raises:
        GradebookError: It is a newer grader's, or something else.
    """
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if application != APPLICATION_ID and (application or tables):
        todo = "name another folder with --output, or move this file away"
        raise GradebookError("this is an SQLite file of another program, not a gradebook", where=str(path), todo=todo)
    if version > newest:
        what = f"the gradebook has version {version}, and this grader knows versions up to {newest}"
        raise GradebookError(what, where=str(path), todo="use the grader that wrote it, or a newer one")
    return version


def _copied(connection: sqlite3.Connection, copy: Path) -> None:
    """Copy what is committed; a copy that is there already is of the same version and is written anew."""
    copy.unlink(missing_ok=True)
    connection.execute("VACUUM INTO ?", (str(copy),))
