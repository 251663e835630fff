"""A class without a run: records of real files, graded once, given to as many students as are asked for.

Names, hashes, times and what is printed differ from student to student; what is wrong with a file does not, as in a
class.
"""

from __future__ import annotations

import functools
import hashlib
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from grader.batch.gradebook import Gradebook, Run
from grader.batch.task import Graded, Task
from grader.course.find import course_root
from grader.course.load import load_course
from grader.direct import graded_direct
from grader.grade import Rubric, rubric
from grader.record import record
from grader.render.report.answer import Answer
from grader.sandbox.limits import Limits
from grader.submission import Student, Submission

ROOT = Path(__file__).resolve().parent.parent
SEED = 2024
RIGHT_SHARE = 0.55
ABSENT_SHARE = 0.06
DUE = datetime(2026, 10, 12, 12)  # exports name no zone
GIVEN = ("Ana", "Bruno", "Chiara", "Dmitri", "Emeka", "Farah", "Goran", "Hye-jin", "Íñigo", "Jūratė", "Kwame", "Lê")
FAMILY = ("Costa", "Okafor", "Ramírez", "Sato", "Papadopoulou", "van den Berg", "Ó Briain", "Çelik", "Nguyễn", "Şahin")
TERMS = {
    "grader_version": "0.1.0",
    "course_version": "5f1d0c7ab3e9d2466f09",
    "seed": 2718,
    "confirm_seed": None,
    "tier": "2",
    "limits": asdict(Limits()),
    "attempts": 1,
    "run": 1,
}

Records = Mapping[str, Sequence[dict[str, Any]]]  # of an exercise, the right file's first


def graded_files(exercises: Sequence[str], most: int | None = None) -> dict[str, list[dict[str, Any]]]:
    """Return the records of each exercise's solution and of the files that tests have, graded in this process."""
    return {name: [record(graded_direct(_rubric(name), one)) for one in _files(name, most)] for name in exercises}


@functools.cache
def _rubric(exercise: str) -> Rubric:
    return rubric(load_course(course_root()), exercise, 0)


def _files(exercise: str, most: int | None) -> Iterator[bytes]:
    yield (ROOT / "solutions" / f"{exercise}.py").read_bytes()
    for file in sorted((ROOT / "tests" / "submissions" / exercise).glob("*.py"))[:most]:
        yield file.read_bytes()


def students_of(records: Records, count: int) -> Iterator[tuple[Student, list[Answer]]]:
    """Yield a class: a half of its answers right, some missing, mistakes as frequent as Zipf has it."""
    chance = random.Random(SEED)  # noqa: S311  who hands in what, always the same
    for number in range(count):
        name = f"{chance.choice(GIVEN)} {chance.choice(FAMILY)}"
        student = Student(f"{100_000 + number}", name if number % 3 else f"{name} {number}", f"s{number}@example.org")
        yield (
            student,
            [_answer(one, student, chance) for one in _taken(records, chance) if chance.random() > ABSENT_SHARE],
        )


def _taken(records: Records, chance: random.Random) -> Iterator[dict[str, Any]]:
    for right, *others in records.values():
        rank = min(int(chance.paretovariate(0.5)), len(others)) - 1
        yield right if chance.random() < RIGHT_SHARE or not others else others[rank * 7 % len(others)]


def _answer(taken: dict[str, Any], student: Student, chance: random.Random) -> Answer:
    exercise = taken["exercise"]
    sha256 = hashlib.sha256(f"{student.id}{exercise}".encode()).hexdigest()
    attempted = DUE - timedelta(hours=chance.expovariate(1 / 20) - 3)
    printed = f"norm at t = 0: {chance.random():.3e}\n" if chance.random() < 0.2 else ""
    return Answer(
        exercise,
        taken | {"stdout": taken["stdout"] or printed},
        attempted.isoformat(timespec="seconds"),
        attempted > DUE,
        broken=any(check["status"] == "broken" for check in taken["checks"]),
        unstable=chance.random() < 0.0005,
        sha256=sha256,
        origin=f"submissions/{student.name}_{student.id}/{exercise}.py",
        trace=TERMS,
    )


def filled(path: Path, records: Records, points: Mapping[str, float], count: int) -> None:
    """Write a gradebook of such a class, as if `grader batch` had graded it."""
    run = Run(str(TERMS["grader_version"]), str(TERMS["course_version"]), 2718, None, False, 2, points, list(points))
    with Gradebook(path) as book:
        number = book.begin(run, _handed_in(students_of(records, count)), DUE)
        for one in students_of(records, count):
            for answer in one[1]:
                book.add(number, run, _graded(answer), DUE)
        book.end(number, DUE, "finished")


def _handed_in(everybody: Iterable[tuple[Student, Sequence[Answer]]]) -> Iterator[Student | Submission]:
    for student, answers in everybody:
        yield student
        for one in answers:
            attempted = datetime.fromisoformat(one.attempted)
            source = one.sha256.encode()  # nobody reads it
            handed_in = (one.exercise, f"{one.exercise}.py", source, one.sha256, attempted, one.late, one.origin)
            yield Submission((student.id,), *handed_in)


def _graded(answer: Answer) -> Graded:
    task = Task(answer.exercise, answer.sha256, b"")
    confirmed = dict(answer.record or {}, checks=[]) if answer.unstable else None
    return Graded(task, dict(answer.record or {}), confirmed, "2", dict(answer.trace["limits"]), 1, 0.01)
