"""Gradebooks for tests: a class that was graded without a worker, and what workers would have said."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from grader.batch.collect import Found
from grader.batch.gradebook import Gradebook, Run
from grader.batch.task import Graded, Task
from grader.submission import Student, Submission

NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)
POINTS = {"bptt": 20.0, "clip": 4.0}


def run_of(**more: Any) -> Run:
    terms: dict[str, Any] = {"grader_version": "0.1.0", "course_version": "c1", "seed": 7, "confirm_seed": None}
    whole = terms | {"trusted": False, "jobs": 2, "points": POINTS} | more
    return Run(**({"order": tuple(whole["points"])} | whole))


def sha(source: bytes) -> str:
    return hashlib.sha256(source).hexdigest()


def answer(student: str | tuple[str, ...], exercise: str, source: bytes, **more: Any) -> Submission:
    students = (student,) if isinstance(student, str) else student
    fields: dict[str, Any] = {"filename": f"{exercise}.py", "origin": f"{students[0]}/{exercise}.py"}
    fields |= {"attempted": None, "late": False} | more
    return Submission(students=students, exercise=exercise, source=source, sha256=sha(source), **fields)


def of_class(*submissions: Submission) -> list[Found]:
    ids = dict.fromkeys(student for one in submissions for student in one.students)
    return [*(Student(id, id.title()) for id in ids), *submissions]


def record_of(exercise: str, *statuses: str, **more: Any) -> dict[str, Any]:
    """A record with a check per status, two points each."""
    checks = [
        {"id": f"{exercise}.{place}", "function": exercise, "title": f"rung {place}", "status": status, "points": 2.0}
        | {"earned": 2.0 * (status == "passed"), "message": "", "where": "", "call": "", "case": "", "others": ""}
        | {"note": "", "line": None, "misconceptions": []}
        for place, status in enumerate(statuses)
    ]
    return {
        "exercise": exercise,
        "file": f"{exercise}.py",
        "passed": all(status == "passed" for status in statuses),
        "score": sum(check["earned"] for check in checks),
        "max_score": 2.0 * sum(status != "broken" for status in statuses),
        "wall_seconds": 0.01,
        "error": None,
        "stdout": "",
        "checks": checks,
    } | more


def graded(
    exercise: str, source: bytes, *statuses: str, confirmed: Any = None, stdout: str = "", **more: Any
) -> Graded:
    task = Task(exercise, sha(source), source)
    fields: dict[str, Any] = {"tier": "2", "limits": {"call_wall_seconds": 2.0}, "attempts": 1, "wall_seconds": 0.01}
    return Graded(
        task,
        record_of(exercise, *statuses, stdout=stdout),
        confirmed and record_of(exercise, *confirmed),
        **(fields | more),
    )


def filled(path: Path, found: Iterable[Found], results: Iterable[Graded], run: Run | None = None) -> Path:
    """Write a whole run into the gradebook at `path`."""
    run = run or run_of()
    with Gradebook(path) as book:
        number = book.begin(run, found, NOON)
        for one in results:
            book.add(number, run, one, NOON)
        book.end(number, NOON, "finished")
    return path
