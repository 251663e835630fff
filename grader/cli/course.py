"""`grader course`: what the course's authors need. `stubs` makes the stubs; `check` proves the course."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli.main import MACHINE, PASSED, emit
from grader.errors import MachineError, WorkspaceError
from grader.sandbox.crew import Crew

if TYPE_CHECKING:
    from grader.course.model import Course
    from grader.grade import Rubric
    from grader.verdict import ExerciseResult


_CHECKOUT = "run this in a checkout that was installed with pip install -e ."


@click.group(name="course")
def command() -> None:
    """Make and prove the course (for its authors, in a checkout).

    \b
    Examples:
      grader course stubs
      grader course check
    """


@command.command(short_help="write exercises/*.py from solutions/*.py")
def stubs() -> int:
    """Write exercises/*.py from solutions/*.py.

    Example: grader course stubs
    """
    from grader.course.find import course_root
    from grader.course.load import load_course, solution_text
    from grader.course.stubs import stub_of

    course = load_course(course_root())
    if course.root.name == "_bundled":
        raise WorkspaceError("the installed course is not for editing", where=str(course.root), todo=_CHECKOUT)
    for name in course.names:
        wanted, path = stub_of(solution_text(course, name), name), course.stub(name)
        if not path.is_file() or path.read_text("utf-8") != wanted:
            path.write_text(wanted, "utf-8")
            emit(f"wrote {path.relative_to(course.root)}")
    return PASSED


@command.command(short_help="prove that stubs, solutions, points, names agree")
@click.option(
    "--submissions",
    type=click.Path(file_okay=False, exists=True, path_type=Path),
    help="Right and wrong files that show the misconceptions; tests/submissions in a checkout.",
)
@click.option(
    "--strength", is_flag=True, help="Measure how hard the grader is to fool (a minute or two; needs libcst)."
)
@click.pass_obj
def check(crew: Crew, submissions: Path | None, strength: bool) -> int:
    """Prove that the course is consistent: stubs, solutions, points, names, misconceptions.

    Example: grader course check
    """
    from grader.course.find import course_root
    from grader.course.load import load_course
    from grader.grade import rubric
    from grader.proof.consistency import consistency_problems
    from grader.proof.evidence import gather

    start = time.monotonic()
    course = load_course(course_root())
    root = submissions or course.root / "tests" / "submissions"
    if not root.is_dir():
        raise WorkspaceError("there are no submissions to prove the course with", where=str(root), todo=_CHECKOUT)
    if strength:
        return _strength(course, root)
    rubrics = [rubric(course, name, 0) for name in course.names]
    problems = consistency_problems(course, rubrics)
    seen = gather(course, rubrics, root, lambda wanted, source: _grade(wanted, source, crew))
    problems += seen.problems
    for problem in problems:
        emit(f"{problem.where}: {problem.what}")
    emit(
        f"{len(rubrics)} exercises: {seen.unwritten} functions not written in the stubs, {seen.solved} solutions pass, "
        f"{seen.right} right and {seen.wrong} wrong submissions, {len(seen.shown)} misconceptions shown; "
        f"{len(problems)} problems; {time.monotonic() - start:.1f} s"
    )
    return MACHINE if problems else PASSED


def _strength(course: Course, submissions: Path) -> int:
    """Print the strength of every exercise; survivors are something to mend."""
    from importlib.util import find_spec

    from grader.proof.strength import equivalent_mutants, lines, strength

    if find_spec("libcst") is None:
        raise MachineError("mutants are made with libcst, which is not installed", todo="pip install libcst")
    equivalent = equivalent_mutants(submissions.parent / "equivalent_mutants.yaml")
    measured = {name: strength(course, name, submissions, equivalent) for name in course.names}
    for line in lines(measured):
        emit(line)
    return MACHINE if any(one.survivors for one in measured.values()) else PASSED


def _grade(wanted: Rubric, source: bytes, crew: Crew) -> ExerciseResult:
    """Grade a file of the course's own in a real worker."""
    from grader.grade import grade
    from grader.sandbox.session import Session

    file = f"{wanted.exercise}.py"
    session = Session(source, file, wanted.functions, wanted.limits, crew.take, wanted.preloads)
    return grade(wanted, source, file, session, time.monotonic)
