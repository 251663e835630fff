"""`grader check`: grade exercises or files, in the order given."""

from __future__ import annotations

import os
import shlex
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli.figure_file import FigureFile, write_figure
from grader.cli.keeping import as_typed, here, keep_verdict, progress_of, workspace_here, workspace_or_error
from grader.cli.main import emit
from grader.cli.names import ExerciseName, all_of, nearest
from grader.cli.sheet import sheet
from grader.errors import MachineError, WorkspaceError
from grader.sandbox.crew import Crew

if TYPE_CHECKING:
    from grader.course.model import Course
    from grader.verdict import ExerciseResult

Target = tuple[str, str]  # exercise, file as given
_FORMATS = ("json", "junit", "gradescope", "prairielearn", "classroom50")  # one document at the end


@click.command(name="check")
@click.argument("targets", nargs=-1, type=ExerciseName(files=True), metavar="[EXERCISE | PATH]...")
@click.option("--format", "form", type=click.Choice(["text", *_FORMATS]), default="text", show_default=True)
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Changes every generated input.")
@click.option("--plot", type=FigureFile(), help="Draw the first failing gradient over time into this .png or .svg.")
@click.pass_obj
def command(crew: Crew, targets: tuple[str, ...], form: str, seed: int, plot: Path | None) -> int:
    """Grade exercises (by name, in this folder) or files named <exercise>.py, anywhere.

    Without arguments: the first exercise of this folder that does not pass yet. In a folder from `grader start`,
    what passes is remembered.

    \b
    Examples:
      grader check bptt
      grader check ~/homework/rnn.py --format json
      grader check bptt --plot bptt.svg
    """
    from grader.cli.refusal import exit_code
    from grader.course.find import course_root
    from grader.course.load import load_course
    from grader.sandbox.limits import Limits

    with suppress(MachineError):  # it is said when the worker is needed
        crew.stand_by((), Limits(), once=True)  # as most exercises want it: ready when we know which one it is
    course = load_course(course_root())
    if targets:
        wanted = [target for one in targets for target in _targets(one, course)]
        results = _told(_graded(wanted, course, seed, crew), len(wanted), course, form, seed)
    else:
        results = _unsolved_told(_up_to_unsolved(course, seed, crew), course, form, seed)
    if form == "text":
        _schedule_cards(results)
    if plot is not None:
        _draw(results, plot)
    return exit_code(results)


# Which files


def _targets(said: str, course: Course) -> list[Target]:
    """Return the exercises and files that a word on the command line means: one, or those of a folder."""
    if said not in course.names and os.path.isdir(said) and Path(said).stem not in course.names:  # noqa: PTH112  never raises
        found = [(name, os.path.join(said, f"{name}.py")) for name in course.names]  # noqa: PTH118  as it was said
        present = [(name, file) for name, file in found if os.path.lexists(file)]
        if present:
            return present
        raise WorkspaceError("there is no exercise in this folder", where=said, todo="name another one, or a file")
    return [_target(said, course)]


def _target(said: str, course: Course) -> Target:
    """Return the exercise and file that a name or path means."""
    if said in course.names:
        return said, as_typed(_in_this_folder(said, course))
    path = Path(said)
    a_file = path.suffix == ".py" or len(path.parts) > 1 or os.path.exists(said)  # noqa: PTH110  never raises
    if a_file and path.stem in course.names:
        return path.stem, said
    near = nearest(path.stem, course.names, all_of(course))  # with difflib, which a name without a slip does not need
    if a_file:
        raise click.UsageError(f"`{said}` is not named after an exercise. {near} A file is named EXERCISE.py.")
    raise click.UsageError(f"there is no exercise `{said}`. {near}")


def _in_this_folder(exercise: str, course: Course) -> Path:
    """The exercise's file here, in exercises/ below, or in the learner's folder that we are inside of."""
    workspace = workspace_here(course)
    file = workspace.found(exercise) if workspace else None
    if file is None:
        todo = "go to the folder with your exercises, or name the file itself"
        if workspace is not None and workspace.kept:
            todo = f"bring it back: grader start {as_typed(workspace.folder)}; nothing else changes"
        raise WorkspaceError(f"there is no {exercise}.py in this folder", where=here(), todo=todo)
    return file


# Grading them


def _graded(
    targets: list[Target], course: Course, seed: int, crew: Crew, until_short: bool = False
) -> Iterator[ExerciseResult]:
    """Grade one target after the other; each verdict is kept when it has been told."""
    from grader.cli.refusal import graded_or_refused
    from grader.learner.desk import Desk

    desk = Desk(course, seed, crew, time.monotonic)
    for exercise, _ in targets:
        desk.rubric(exercise)  # a course that is broken says so before anything is graded
    for number, (exercise, file) in enumerate(targets, 1):
        for after, _ in targets[number : number + 1]:
            desk.prepare(after)  # torch takes two seconds, numpy is there already
        graded = graded_or_refused(desk, exercise, file)
        yield graded.result
        keep_verdict(graded, course, seed)
        if until_short and not (graded.result.passed or graded.result.refused):
            return


def _up_to_unsolved(course: Course, seed: int, crew: Crew) -> list[ExerciseResult]:
    """Grade this folder's exercises in order, up to and including the first that does not pass.

    Those that passed with these inputs and are as they were need no second look, unless there is nothing else. What
    this machine cannot grade is among them, and the next one's turn comes.
    """
    from grader.learner.standing import Standing, places

    workspace = workspace_or_error(course)
    progress = progress_of(workspace)
    seen = {
        one.exercise.name
        for one in places(course, workspace, progress)
        if one.standing is Standing.PASSED and one.seed == seed
    }
    present = [(name, as_typed(file)) for name, file in workspace.present(course.names)]
    unseen = [(name, file) for name, file in present if name not in seen]
    return list(_graded(unseen or present[-1:], course, seed, crew, until_short=True))


# Saying it


def _told(graded: Iterator[ExerciseResult], count: int, course: Course, form: str, seed: int) -> list[ExerciseResult]:
    """Print results as they come, so that whatever stops us loses none, and return them. A document comes at the end.

    Of several files, those that pass are a line each at the end; what is to be read is what falls short. Of one that
    this machine did not grade there is nothing to read: the command's end says why.
    """
    results: list[ExerciseResult] = []
    if form in _FORMATS:
        results.extend(graded)
        emit(_document(results, form, seed))
        return results
    page = sheet(seed)
    for result in graded:
        results.append(result)
        if result.refused is None and (count == 1 or not result.passed):
            emit(page.result(result, _next_step(result, course, seed)) + ("\n" if count > 1 else ""))
    if count > 1:
        emit(page.summary(results))
    return results


def _unsolved_told(graded: list[ExerciseResult], course: Course, form: str, seed: int) -> list[ExerciseResult]:
    """Print what came of the first unsolved exercise, and return it with those that were not graded on the way."""
    refused = [result for result in graded if result.refused is not None]
    seen = [result for result in graded if result.refused is None]
    if form == "text" and seen[1:]:
        emit(sheet(seed).passed_before(seen[:-1]) + "\n")
    return _told(iter([*refused, *seen[-1:]]), 1, course, form, seed)


def _document(results: list[ExerciseResult], form: str, seed: int) -> str:
    import json

    from grader.record import report

    whole = report(results, seed)
    if form == "junit":
        from grader.render.junit import junit_xml

        return junit_xml(whole["results"])
    if form == "gradescope":
        from grader.render import gradescope

        return json.dumps(gradescope.results(whole["results"]))
    if form == "prairielearn":
        from grader.render import prairielearn

        return json.dumps(prairielearn.results(whole["results"]))
    if form == "classroom50":
        from grader.cli.clock import now
        from grader.render import classroom50

        return json.dumps(classroom50.result(whole["results"], os.environ, now()))
    return json.dumps(whole, ensure_ascii=False)


def _draw(results: list[ExerciseResult], file: Path) -> None:
    """Draw the first failing check that has a picture, or say that there is none; the verdict stays what it was."""
    from grader.portrait.answer import beside_the_reference

    for check in (check for result in results for check in result.checks):
        if check.finding.picture is not None:
            title = f"✗ {check.function} · {check.title}"
            write_figure(beside_the_reference(check.finding.picture, title), file)
            return
    passed = all(result.passed for result in results)
    why = "every check passes" if passed else "no failing check has a gradient over time"
    click.echo(f"nothing to draw: {why}; {file} was not written", err=True)


def _schedule_cards(results: list[ExerciseResult]) -> None:
    """Ask for the cards against the ideas that were found, now that the verdict is on the screen.

    Several answers to one exercise are a class's: what is wrong with them is no idea of the person who types this.
    """
    if len({result.exercise for result in results}) < len(results):
        return
    if any(check.finding.ideas for result in results for check in result.checks):
        from grader.cli.quiz_home import remember_ideas

        remember_ideas(results)


def _next_step(result: ExerciseResult, course: Course, seed: int) -> str:
    """What to type now: the same again, with the same inputs, or the exercise that comes after."""
    if not result.passed:
        here = result.file in {f"{result.exercise}.py", f"exercises/{result.exercise}.py"}
        inputs = f" --seed {seed}" if seed else ""
        return f"grader check {result.exercise if here else shlex.quote(result.file)}{inputs}"
    after = course.names[course.names.index(result.exercise) + 1 :]
    return f"grader check {after[0]}" if after else f"that was the last of {len(course.names)} exercises"
