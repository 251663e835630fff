"""`grader export FORMAT`: what `grader batch` found, as learning platforms and programs take it."""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import click

from grader.batch.grades import Grades
from grader.cli.class_marks import class_marks, marks_of
from grader.cli.class_options import Decorated, still_waiting
from grader.cli.clock import now
from grader.cli.main import MACHINE, PASSED, emit
from grader.cli.names import exercise_named
from grader.cli.results_folder import GRADEBOOK, result_lines
from grader.cli.whole_file import made_folder, whole_file, write_whole
from grader.course.find import course_root
from grader.course.load import load_course
from grader.errors import WorkspaceError
from grader.portrait.curves import counted
from grader.record import Record
from grader.render import classroom50, gradescope, prairielearn
from grader.render.canvas import columns_named, filled_gradebook, gradebook_csv, left_out
from grader.render.gradescope_zip import autograder_zip
from grader.render.junit import junit_xml
from grader.render.moodle import feedback_html, filled_worksheet
from grader.render.safe import file_name
from grader.render.table import grades_csv
from grader.render.words import not_handed_in

_MAX_TABLE = 64 << 20  # bytes of a gradebook to fill; 100,000 students with 30 columns have 20 MB


def _results(command: Decorated) -> Decorated:
    decorate = click.argument("results", type=click.Path(path_type=Path))
    return decorate(command)


def _to_file(command: Decorated) -> Decorated:
    decorate = click.option("-o", "--output", type=click.Path(path_type=Path), help="[default: standard output]")
    return decorate(command)


def _to_folder(command: Decorated) -> Decorated:
    decorate = click.option(
        "-o", "--output", "--output-dir", "output", required=True, type=click.Path(path_type=Path), help="A folder."
    )
    return decorate(command)


def _into(**more: Any) -> Callable[[Decorated], Decorated]:
    return click.option("--into", type=click.Path(path_type=Path), **more)


@click.group(name="export")
def command() -> None:
    """Write grades as learning platforms take them. RESULTS is the folder that grader batch wrote.

    \b
    Examples:
      grader export canvas results --into gradebook.csv -o filled.csv
      grader export gradescope-autograder bptt --wheel vanishing_gradients-0.1.0-py3-none-any.whl -o autograder.zip
    """


# Tables and lines


@command.command("csv", short_help="a row per student, safe to open in a spreadsheet")
@_results
@_to_file
def to_csv(results: Path, output: Path | None) -> int:
    """Write a row per student, safe to open in a spreadsheet.

    Example: grader export csv results -o grades.csv
    """
    with _grades(results) as grades:
        return _write(output, grades_csv(class_marks(grades), grades.points()))


@command.command("jsonl", short_help="a line per student and exercise: the whole result")
@_results
@_to_file
def to_jsonl(results: Path, output: Path | None) -> int:
    """Write a line per student and exercise: the whole result, and what it can be traced to.

    Example: grader export jsonl results -o results.jsonl
    """
    with _grades(results) as grades:
        lines = (line for one in grades.students() for line in result_lines(one, grades.entries(one.id)))
        if output is None:
            for line in lines:
                emit(line.rstrip("\n"))
        else:
            with whole_file(output) as file:
                file.writelines(lines)
    return PASSED


@command.command("canvas", short_help="Canvas' gradebook, filled in or new")
@_results
@_into(help="The gradebook that Canvas exported: it is filled in.  [default: a gradebook of our own]")
@click.option(
    "--column", "columns", multiple=True, metavar="EXERCISE=TITLE", help="Where an exercise has another title."
)
@_to_file
def to_canvas(results: Path, into: Path | None, columns: tuple[str, ...], output: Path | None) -> int:
    """Write Canvas' gradebook CSV.

    \b
    Examples:
      grader export canvas results -o canvas.csv
      grader export canvas results --into exported.csv --column bptt="Homework 3" -o canvas.csv
    """
    with _grades(results) as grades:
        points = grades.points()
        if into is None:
            return _write(output, gradebook_csv(class_marks(grades), points))
        exported = _table(into)
        named = _columns(columns, list(points)) or columns_named(exported, points) or {name: name for name in points}
        filled = filled_gradebook(exported, class_marks(grades), named)
        for note in left_out(exported, class_marks(grades), named, points):
            click.echo(note, err=True)
    return _write(output, filled)


@command.command("moodle", short_help="Moodle's grading worksheet, filled in")
@_results
@_into(required=True, help="The grading worksheet that Moodle gave: it is filled in.")
@click.option("--feedback", is_flag=True, help="Fill in the column for feedback, too: a line per exercise.")
@_to_file
def to_moodle(results: Path, into: Path, feedback: bool, output: Path | None) -> int:
    """Fill in Moodle's grading worksheet; grades are scaled to its maximum.

    Example: grader export moodle results --into worksheet.csv -o filled.csv
    """
    with _grades(results) as grades:
        points = grades.points()
        letters = {
            one.id: feedback_html(marks_of(one, grades.entries(one.id)), points)
            for one in (grades.students() if feedback else ())
        }
        filled = filled_worksheet(_table(into), class_marks(grades), points, letters if feedback else None)
    return _write(output, filled)


# A document per student


@command.command("gradescope", short_help="Gradescope's results.json of every student")
@_results
@_to_folder
def to_gradescope(results: Path, output: Path) -> int:
    """Write Gradescope's results.json of every student, STUDENT/results.json.

    Example: grader export gradescope results -o gradescope
    """
    return _each(results, output, "results.json", lambda _, records: json.dumps(gradescope.results(records)))


@command.command("prairielearn", short_help="PrairieLearn's results.json of every student")
@_results
@_to_folder
def to_prairielearn(results: Path, output: Path) -> int:
    """Write PrairieLearn's results.json of every student, STUDENT/results.json.

    Example: grader export prairielearn results -o prairielearn
    """
    return _each(results, output, "results.json", lambda _, records: json.dumps(prairielearn.results(records)))


@command.command("classroom50", short_help="Classroom 50's result.json of every student")
@_results
@_to_folder
def to_classroom50(results: Path, output: Path) -> int:
    """Write Classroom 50's result.json of every student, STUDENT/result.json.

    CLASSROOM, ASSIGNMENT, SUBMISSION_TAG, COMMIT_URL, RELEASE_URL and REVIEW_URL are read from the environment, as in
    its runner; {student} in them is the student's id.

    Example: grader export classroom50 results -o classroom50
    """
    time = now()

    def document(student: str, records: Sequence[Record]) -> str:
        filled = {name: value.replace("{student}", quote(student, safe="")) for name, value in os.environ.items()}
        return json.dumps(classroom50.result(records, filled | {"USERNAME": student}, time))

    return _each(results, output, "result.json", document)


@command.command("junit", short_help="JUnit's XML of every student")
@_results
@_to_folder
def to_junit(results: Path, output: Path) -> int:
    """Write JUnit's XML of every student, STUDENT/junit.xml.

    Example: grader export junit results -o junit
    """
    return _each(results, output, "junit.xml", lambda _, records: junit_xml(records))


# Gradescope's autograder


@command.command("gradescope-autograder", short_help="the zip that sets up an autograder there")
@click.argument("exercises", nargs=-1, metavar="[EXERCISE]...")
@click.option(
    "--wheel", required=True, type=click.Path(path_type=Path), help="The grader, as python -m build makes it."
)
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="The zip to upload.")
def gradescope_autograder(exercises: tuple[str, ...], wheel: Path, output: Path) -> int:
    """Make the zip that Gradescope asks for when an autograder is set up; it grades these exercises, or all.

    Example: grader export gradescope-autograder bptt --wheel dist/vanishing_gradients-0.1.0-py3-none-any.whl -o a.zip
    """
    course = load_course(course_root())
    names = [exercise_named(name, course) for name in exercises]
    write_whole(output, autograder_zip(wheel.name, _wheel(wheel), names or course.names))
    click.echo(f"wrote {output}", err=True)
    return PASSED


def _wheel(path: Path) -> bytes:
    todo = "make it with: python -m build --wheel"
    try:
        content = path.read_bytes()
    except OSError as error:
        raise WorkspaceError(f"the wheel cannot be read: {error.strerror}", where=str(path), todo=todo) from error
    if path.suffix != ".whl" or not zipfile.is_zipfile(path):
        raise WorkspaceError("this is not a wheel", where=str(path), todo=todo)
    return content


# Reading and writing


@contextmanager
def _grades(results: Path) -> Iterator[Grades]:
    """Open the gradebook; when all is written, say what is in no format yet, which a table shows as an empty cell."""
    with Grades(results / GRADEBOOK) as grades:
        yield grades
        for line in still_waiting(grades.waiting()):
            click.echo(line, err=True)


def _table(path: Path) -> str:
    """Return a CSV that a platform exported."""
    try:
        with path.open("rb") as file:
            content = file.read(_MAX_TABLE + 1)
        if len(content) > _MAX_TABLE:
            raise WorkspaceError(
                f"the table has more than {_MAX_TABLE} bytes", where=str(path), todo="name another one"
            )
        return content.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        todo = "name the CSV as the platform exported it, in UTF-8"
        why = getattr(error, "strerror", None) or error
        raise WorkspaceError(f"the table cannot be read: {why}", where=str(path), todo=todo) from error


def _columns(said: Sequence[str], exercises: Sequence[str]) -> dict[str, str]:
    columns = {}
    for one in said:
        exercise, equals, title = one.partition("=")
        if not equals or exercise not in exercises:
            raise click.UsageError(f"--column `{one}` is not EXERCISE=TITLE; exercises are: {', '.join(exercises)}.")
        columns[exercise] = title
    return columns


def _write(output: Path | None, text: str) -> int:
    if output is None:
        emit(text.rstrip("\n"))
    else:
        write_whole(output, text)
        click.echo(f"wrote {output}", err=True)
    return PASSED


def _each(results: Path, output: Path, name: str, document: Callable[[str, Sequence[Record]], str]) -> int:
    """Write a document per student who has a grade, in a folder that no name of a stranger's can lead out of."""
    written = without = 0
    for student, records in _graded(results):
        if not records:
            without += 1
            continue
        text = document(student, records)  # before there is a folder for it
        write_whole(made_folder(output / file_name(student)) / name, text)
        written += 1
    has = "has" if without == 1 else "have"
    more = f"; {counted(without, 'student')} {has} no grade yet, and got none" if without else ""
    click.echo(f"wrote {name} of {counted(written, 'student')} to {output}{more}", err=True)
    return PASSED if written else MACHINE


def _graded(results: Path) -> Iterator[tuple[str, list[Record]]]:
    """Yield every student's id and records that are grades, in the course's order; none when there is no grade at all.

    What was asked for and not handed in is a record, too: whoever hands in one of four exercises has not done all.
    """
    with _grades(results) as grades:
        points = grades.points()
        for student in grades.students():
            entries = {one.exercise: one.result for one in grades.entries(student.id)}
            graded = {name: one.record for name, one in entries.items() if one is not None and one.is_grade}
            absent = {name: not_handed_in(name, worth) for name, worth in points.items() if name not in entries}
            together = {**graded, **absent}
            yield student.id, [together[name] for name in points if name in together] if graded else []
