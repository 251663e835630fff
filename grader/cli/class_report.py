"""The class's page, made from the gradebook."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from grader.batch.entry import Entry
from grader.batch.grades import Grades
from grader.cli.class_cards import curing_cards
from grader.cli.results_folder import trace_of
from grader.cli.whole_file import write_whole
from grader.course.model import Course
from grader.errors import WorkspaceError
from grader.render.likeness import Alike
from grader.render.report.answer import Answer
from grader.render.report.facts import gathered
from grader.render.report.page import Beside, report_html
from grader.submission import Problem, Student

REPORT = "report.html"

Found = TypeVar("Found", Alike, Problem)


def write_report(folder: Path, grades: Grades, course: Course, made: datetime, title: str | None = None) -> Path:
    """Write report.html into a results folder, and return where it is.

    Args:
        folder: What `grader batch` wrote.
        grades: Its gradebook.
        course: What exercises are about.
        made: Now.
        title: What the class is called; the folder's name when nobody says.

    Raises:
        GradebookError: The gradebook cannot be read.
        WorkspaceError: The page cannot be written, or a file beside it cannot be read.
    """
    facts = gathered(grades.points(), class_answers(grades))
    titles = {name: one.title if (one := course.exercise(name)) else "" for name in facts.points}
    alike, problems, cards = answers_alike(folder), _problems(folder), curing_cards(facts.ideas.keys())
    beside = Beside(title or folder.resolve().name, made, titles, cards, alike, problems)
    write_whole(folder / REPORT, report_html(facts, beside))
    return folder / REPORT


def class_answers(grades: Grades) -> Iterator[tuple[Student, list[Answer]]]:
    """Yield every student with the answers that count."""
    for student in grades.students():
        yield student, student_answers(grades.entries(student.id))


def student_answers(entries: Sequence[Entry]) -> list[Answer]:
    """Return a student's answers as reports take them."""
    return [_answer(entry) for entry in entries]


def _answer(entry: Entry) -> Answer:
    result = entry.result
    return Answer(
        exercise=entry.exercise,
        record=result.record if result else None,
        attempted=entry.attempted,
        late=entry.late,
        broken=bool(result and result.broken),
        unstable=bool(result and result.unstable),
        sha256=entry.sha256,
        origin=entry.origin,
        trace=trace_of(result) if result else {},
    )


def answers_alike(folder: Path) -> list[Alike]:
    """Return the answers alike that the run found; none when the file is not there."""
    return _read(folder / "likeness.json", lambda text: [_alike(one) for one in json.loads(text)["alike"]])


def _alike(one: dict[str, Any]) -> Alike:
    first, second, *more = map(str, one["students"])
    students = (first, second, *more)
    return Alike(str(one["exercise"]), students, float(one["share"]), float(one["bits"]), bool(one["same"]))


def _problems(folder: Path) -> list[Problem]:
    return _read(folder / "problems.jsonl", lambda text: [_problem(json.loads(line)) for line in text.splitlines()])


def _problem(one: dict[str, Any]) -> Problem:
    kind, path, reason, todo, exercise = (str(one[name]) for name in ("kind", "path", "reason", "todo", "exercise"))
    return Problem(kind, path, reason, todo, tuple(map(str, one["students"])), exercise)


def _read(file: Path, parsed: Callable[[str], list[Found]]) -> list[Found]:
    """What a file of ours holds; nothing when an unfinished run has not written it yet."""
    try:
        return parsed(file.read_text("utf-8"))
    except FileNotFoundError:
        return []
    except OSError as error:
        todo = "make it readable, or give the command of grader batch again, which writes it anew"
        raise WorkspaceError(f"the file cannot be read: {error.strerror}", where=str(file), todo=todo) from error
    except (ValueError, KeyError, TypeError) as error:
        todo = "give the command of grader batch again, which writes it anew"
        raise WorkspaceError("the file is not what grader batch wrote", where=str(file), todo=todo) from error
