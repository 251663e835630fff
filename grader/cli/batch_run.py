"""`grader batch SUBMISSIONS --output DIR`: collect, plan, run, write."""

from __future__ import annotations

import os
import time
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path

import click

from grader import __version__
from grader.batch.collect import Found, collect
from grader.batch.due import marked_late
from grader.batch.exports import LAYOUTS
from grader.batch.gradebook import Gradebook, Run
from grader.batch.grades import Grades
from grader.batch.groups import read_groups
from grader.batch.missing import missing_modules, without_module
from grader.batch.plan import Plan, Standard, plan
from grader.batch.task import Graded, Task, Terms
from grader.batch.version import course_version
from grader.batch.workers import graded
from grader.cli.class_before import Before, before, gone, reseeded
from grader.cli.class_report import write_report
from grader.cli.clock import now
from grader.cli.gradebook_folder import gradebook_in
from grader.cli.main import INTERRUPTED, MACHINE, PASSED
from grader.cli.names import exercise_named
from grader.cli.progress import Counts, progress
from grader.cli.results_folder import GRADEBOOK, Tally, write_results
from grader.course.find import course_root
from grader.course.load import load_course
from grader.course.model import Course
from grader.errors import GraderError, MachineError, WorkspaceError
from grader.portrait.curves import counted
from grader.record import is_broken
from grader.render.safe import one_line
from grader.submission import Student

_SEED = click.IntRange(0, (1 << 63) - 1)  # what the gradebook holds
_SHOWN = 5  # problems on the terminal; all of them are in the file


@dataclass(frozen=True)
class _Asked:
    """What the command line asks for."""

    course: Course
    submissions: Path
    output: Path
    exercises: tuple[str, ...]
    layout: str | None
    groups: Path | None
    due: datetime | None
    terms: Terms
    jobs: int
    cluster: str | None

    @property
    def run(self) -> Run:
        """As the gradebook keeps it."""
        points = {one.name: one.points for one in self.course.exercises if one.name in self.exercises}
        terms = self.terms
        return Run(
            __version__,
            course_version(self.course),
            terms.seed,
            terms.confirm_seed,
            terms.trusted,
            self.jobs,
            points,
            self.course.names,
        )

    @cached_property
    def missing(self) -> dict[str, str]:
        """The exercises that cannot be graded on this machine, and the module that they need."""
        return missing_modules(self.exercises, lambda module: find_spec(module) is not None)

    def found(self) -> Iterator[Found]:
        """Everything that was handed in."""
        groups = read_groups(self.groups) if self.groups else {}
        others = [name for name in self.course.names if name not in self.exercises]
        found = collect(self.submissions, self.exercises, self.layout, groups, others)
        return marked_late(without_module(self._of_somebody(found), self.missing), self.due)

    def _of_somebody(self, found: Iterable[Found]) -> Iterator[Found]:
        """Everything; nobody at all is a mistake, which must not empty a gradebook."""
        somebody = False
        for one in found:
            somebody = somebody or isinstance(one, Student)
            yield one
        if not somebody:
            todo = "name the folder that holds a folder per student, or an export; or say which with --layout"
            raise WorkspaceError("no student's folder or file is in it", where=str(self.submissions), todo=todo)


class _UnnamedContext(click.Context):
    """The run has no name of its own below `grader batch`, nor a space where it would be."""

    @property
    def command_path(self) -> str:
        return super().command_path.rstrip()


class _Unnamed(click.Command):
    context_class = _UnnamedContext


@click.command(cls=_Unnamed)
@click.argument("submissions", type=click.Path(path_type=Path))
@click.option("--output", required=True, type=click.Path(path_type=Path), help="The folder that results go to.")
@click.option("--seed", type=_SEED, metavar="N", default=0, show_default=True, help="Keep it secret: it makes inputs.")
@click.option("--confirm-seed", type=_SEED, metavar="N", help="Grade with a second seed; report verdicts that change.")
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Workers.  [default: one per core]")
@click.option("--cluster", metavar="ADDRESS", help="A dask scheduler, tcp://…: its workers grade.  [default: none]")
@click.option("--layout", type=click.Choice(list(LAYOUTS)), help="Who made the export.  [default: recognised]")
@click.option("--groups", type=click.Path(path_type=Path), help="CSV with the columns group, student and perhaps name.")
@click.option("--trusted-class", is_flag=True, help="Grade even where nothing keeps a file from doing harm.")
@click.option("--exercise", "exercises", multiple=True, metavar="NAME", help="Only this one; may be said again.")
@click.option("--due", metavar="TIME", help="2026-12-01T23:59+01:00: what came later is late.")
def command(
    submissions: Path,
    output: Path,
    seed: int,
    confirm_seed: int | None,
    jobs: int | None,
    cluster: str | None,
    layout: str | None,
    groups: Path | None,
    trusted_class: bool,
    exercises: tuple[str, ...],
    due: str | None,
) -> int:
    """Grade a class: SUBMISSIONS is a folder with a folder per student, or an export of a learning platform.

    An export is a folder, a zip or a tar, of Canvas, Moodle, Gradescope or Blackboard. The same command again goes on
    after a crash, and grades only what is missing or changed. Exit code 0: all was graded; 3: some could not be.

    \b
    Examples:
      grader batch submissions.zip --output results --seed 2718
      grader batch homework --output results --exercise bptt --confirm-seed 31
      grader batch summary --output results
    """
    start = time.monotonic()
    course = load_course(course_root())
    asked = _Asked(
        course,
        submissions,
        output,
        _exercises(exercises, course),
        layout,
        groups,
        _due(due),
        Terms(course.root, seed, confirm_seed, trusted_class),
        jobs or _cores() if cluster is None else 0,
        cluster,
    )
    _check_cluster(cluster, jobs)
    if confirm_seed == seed:
        raise click.UsageError("--confirm-seed is the same as --seed: a second look needs other inputs.")
    _refuse(output, submissions)
    with gradebook_in(output) as book:
        return _run(asked, book, start)


# What was asked for


def _exercises(said: tuple[str, ...], course: Course) -> tuple[str, ...]:
    asked = {exercise_named(name, course) for name in said}
    return tuple(name for name in course.names if name in asked or not said)


def _cores() -> int:
    """How many cores this process may use; where the system does not say, how many there are."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _check_cluster(cluster: str | None, jobs: int | None) -> None:
    """See that a cluster can be asked, before anything is read."""
    if cluster is not None and jobs is not None:
        raise click.UsageError("--jobs counts workers of this machine; with --cluster, its own workers grade.")
    if cluster is not None and find_spec("distributed") is None:
        raise MachineError(
            "clusters are reached with dask.distributed, which is not installed",
            todo='pip install "vanishing-gradients[cluster]", here and where the workers run; or leave out --cluster',
        )


def _due(said: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(said) if said else None
    except ValueError as error:
        raise click.UsageError(f"--due `{said}` is not a time like 2026-12-01T23:59+01:00.") from error


def _refuse(output: Path, submissions: Path) -> None:
    """Refuse a folder for results that would be taken for a student's the next time, and submissions that are not."""
    if submissions.is_dir() and output.resolve().is_relative_to(submissions.resolve()):
        raise click.UsageError(f"--output `{output}` lies in `{submissions}`, where it would be taken for a student's.")
    if not submissions.exists():
        todo = "name a folder, a zip or a tar"
        raise WorkspaceError("what was handed in is not there", where=str(submissions), todo=todo)


# Doing it


def _run(asked: _Asked, book: Gradebook, start: float) -> int:
    run = asked.run
    number, was = _begun(asked, book, run)
    counts = Counts()
    try:
        gradable = [name for name in asked.exercises if name not in asked.missing]
        todo = plan(book.wanted(gradable), book.had(gradable), _standard(run))
        for line in (*reseeded(was, run, todo), _planned(todo, asked)):
            click.echo(line, err=True)
        _grade(asked, book, run, number, todo, counts)
        click.echo("writing tables and letters", err=True)
        with Grades(asked.output / GRADEBOOK) as grades:
            tally = write_results(asked.output, grades, asked.course)
            write_report(asked.output, grades, asked.course, now())
    except KeyboardInterrupt:
        book.end(number, now(), "interrupted")
        said = f"stopped; {counts.done} results of this run are kept. The same command goes on where it stopped."
        click.echo(said, err=True)
        return INTERRUPTED
    except GraderError as error:
        with suppress(GraderError):  # the first one is the one to mend
            book.end(number, now(), f"failed: {error.what}")
        raise
    book.end(number, now(), "finished")
    click.echo(_summary(asked, todo, tally, time.monotonic() - start), err=True)
    return MACHINE if tally.problems else PASSED


def _begun(asked: _Asked, book: Gradebook, run: Run) -> tuple[int, Before]:
    """Take in what was handed in, and say who was there and is no more; return the run's number and what was before."""
    with Grades(asked.output / GRADEBOOK) as grades:
        was = before(grades, asked.exercises)
        number = book.begin(run, asked.found(), now())
        for line in gone(was, grades.students()):
            click.echo(line, err=True)
    return number, was


def _standard(run: Run) -> Standard:
    return Standard(run.course_version, run.seed, run.confirm_seed, run.trusted)


def _grade(asked: _Asked, book: Gradebook, run: Run, number: int, todo: Plan, counts: Counts) -> None:
    if not todo.to_grade:
        return
    tasks = (Task(exercise, sha256, book.source(sha256)) for exercise, sha256 in todo.to_grade)
    with progress(len(todo.to_grade)) as shown, closing(_graded(asked, tasks)) as results:
        for one in results:
            book.add(number, run, one, now())
            broken = is_broken(one.record)
            counts.broken += broken
            counts.passed += one.record["passed"]
            counts.short += not broken and not one.record["passed"]
            shown.show(counts)


def _graded(asked: _Asked, tasks: Iterable[Task]) -> Generator[Graded, None, None]:
    """Results as they come, from this machine's workers or the cluster's."""
    if asked.cluster is None:
        return graded(tasks, asked.terms, asked.jobs)
    from grader.batch import dask

    return dask.graded(tasks, asked.terms, asked.cluster)


# Saying it


def _planned(todo: Plan, asked: _Asked) -> str:
    again = (
        f" ({todo.again} of them again: the seed, the course or the tier is another now, or the last try broke)"
        if todo.again
        else ""
    )
    here = asked.cluster is None
    who = counted(asked.jobs, "worker") if here else f"on the cluster at {one_line(str(asked.cluster))}"
    there = f"{counted(todo.reused, 'result')} {'is' if todo.reused == 1 else 'are'} there"
    return f"{counted(len(todo.to_grade), 'file')} to grade{again}, {there}; {who}"


def _summary(asked: _Asked, todo: Plan, tally: Tally, seconds: float) -> str:
    lines = [f"problem: {one_line(f'{one.path}: {one.reason}')}" for one in tally.problems[:_SHOWN]]
    if len(tally.problems) > _SHOWN:
        lines.append(f"problem: and {len(tally.problems) - _SHOWN} more")
    ungraded = f", {tally.ungraded} without a grade" if tally.ungraded else ""
    problems = counted(len(tally.problems), "problem")
    if tally.problems:
        problems += f", all of them in {asked.output / 'problems.jsonl'}"
    lines += [
        f"{counted(tally.students, 'student')}, {counted(len(asked.exercises), 'exercise')}, "
        f"{counted(tally.answers, 'answer')}: "
        f"{tally.passed} passed, {tally.short} fall short{ungraded}; {problems}",
        *_traps(asked, tally),
        f"{counted(len(todo.to_grade), 'file')} graded, {counted(todo.reused, 'result')} reused, {seconds:.1f} s; "
        f"see {asked.output}",
    ]
    return "\n".join(lines)


def _traps(asked: _Asked, tally: Tally) -> Iterator[str]:
    """Two things that look right in the tables and are not what was meant."""
    if tally.answers and tally.unanswered:
        yield (
            f"{counted(len(tally.unanswered), 'exercise')} handed in by nobody, and part of max_total all the same; "
            "to leave them out, name those that were set with --exercise, and a new --output"
        )
    if tally.answers and asked.due is not None and not tally.timed:
        yield "--due changes nothing here: of no answer is it known when it was handed in"
