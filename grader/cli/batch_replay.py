"""`grader batch replay STUDENT EXERCISE`: the same file with the same inputs again, for us and for its author."""

from __future__ import annotations

import shlex
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from grader.batch.entry import Entry, Result
from grader.batch.grades import Grades
from grader.batch.version import course_version
from grader.cli.class_options import named, output_option, student_named
from grader.cli.main import MACHINE, PASSED, emit
from grader.cli.names import exercise_named
from grader.cli.results_folder import GRADEBOOK
from grader.cli.sheet import sheet
from grader.course.find import course_root
from grader.course.load import load_course
from grader.course.model import Course
from grader.errors import WorkspaceError
from grader.grade import grade, rubric
from grader.record import record
from grader.sandbox.crew import Crew
from grader.sandbox.session import Session
from grader.submission import Student
from grader.verdict import ExerciseResult

_TO_SAVE = "the same command with --write . saves the answer here"  # before that there is no file to check


@click.command(name="replay")
@click.argument("student")
@click.argument("exercise")
@output_option
@click.option(
    "--write", type=click.Path(path_type=Path), help="Save the answer as this EXERCISE.py, or into this folder."
)
@click.option("--trusted-class", is_flag=True, help="Grade even where nothing keeps a file from doing harm.")
@click.pass_obj
def command(crew: Crew, student: str, exercise: str, output: Path, write: Path | None, trusted_class: bool) -> int:
    """Grade STUDENT's answer to EXERCISE again, from the gradebook and with the same inputs.

    Exit code 0: the verdict is the same; 3: it is another.

    \b
    Examples:
      grader batch replay 340934 bptt --output results
      grader batch replay 340934 bptt --output results --write bptt.py
    """
    course = load_course(course_root())
    exercise = exercise_named(exercise, course)
    with Grades(output / GRADEBOOK) as grades:
        who = student_named(student, grades.students())
        entry, before = _answer(who, exercise, grades.entries(who.id))
        source = grades.source(entry.sha256)
    file = _written(write, exercise, source) if write else None
    again = _graded(course, exercise, source, before.seed, crew, trusted_class)
    emit(sheet(before.seed).result(again, _by_hand(file, before.seed) if file else _TO_SAVE) + "\n")
    same = _verdict(record(again)) == _verdict(before.record)
    emit(_said(same, before, course))
    if before.confirm_seed is not None:
        second = _by_hand(file or Path(f"{exercise}.py"), before.confirm_seed)
        emit(f"with the second seed: {second}")
    return PASSED if same else MACHINE


def _by_hand(file: Path, seed: int) -> str:
    return f"grader check {shlex.quote(str(file))} --seed {seed}"


def _answer(who: Student, exercise: str, entries: list[Entry]) -> tuple[Entry, Result]:
    """Return what counts of an exercise."""
    found = next((one for one in entries if one.exercise == exercise), None)
    if found is None:
        answered = ", ".join(one.exercise for one in entries) or "nothing that could be read"
        raise click.UsageError(f"{named(who)} has no answer to `{exercise}`; there is: {answered}.")
    if found.result is None:
        what = f"{named(who)}'s answer to `{exercise}` is not graded yet"
        raise WorkspaceError(what, todo="give the command grader batch again, which goes on")
    return found, found.result


def _written(write: Path, exercise: str, source: bytes) -> Path:
    """Save the answer where its author can grade it; what is there already stays."""
    file = write / f"{exercise}.py" if write.is_dir() else write
    if file.name != f"{exercise}.py":
        raise click.UsageError(
            f"`{file}` is no folder that is there, and not named {exercise}.py, which is how the grader knows what to "
            "ask of it."
        )
    try:
        with file.open("xb") as new:
            new.write(source)
    except OSError as error:
        todo = "name a file that is not there yet, in a folder that you may write to"
        raise WorkspaceError(f"the answer cannot be saved: {error.strerror}", where=str(file), todo=todo) from error
    return file


def _graded(course: Course, exercise: str, source: bytes, seed: int, crew: Crew, trusted: bool) -> ExerciseResult:
    wanted, file = rubric(course, exercise, seed), f"{exercise}.py"
    session = Session(source, file, wanted.functions, wanted.limits, crew.take, wanted.preloads, trusted=trusted)
    return grade(wanted, source, file, session, time.monotonic)


def _verdict(record: Mapping[str, Any]) -> object:
    """What must not change: how each check ended, and what is wrong with the file."""
    return record["error"] and record["error"]["kind"], {check["id"]: check["status"] for check in record["checks"]}


def _said(same: bool, before: Result, course: Course) -> str:
    if same:
        return f"the verdict is the same as in run {before.run}: {before.score:g} of {before.max_score:g} points"
    changed = " The course has changed since." if course_version(course) != before.course_version else ""
    return f"the verdict is not the one of run {before.run}, {before.score:g} of {before.max_score:g} points.{changed}"
