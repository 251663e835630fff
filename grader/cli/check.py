"""`grader check`: grade exercises or files, in the order given."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli.figure_file import FigureFile, write_figure
from grader.cli.main import BUG, NOT_YET, PASSED, emit
from grader.errors import MachineError, WorkspaceError
from grader.sandbox.crew import Crew

if TYPE_CHECKING:
    from grader.course.model import Course
    from grader.render.terminal import Sheet
    from grader.verdict import ExerciseResult

Target = tuple[str, str]  # exercise, file as given
_FORMATS = ("json", "junit", "gradescope")  # one document at the end


@click.command(name="check")
@click.argument("targets", nargs=-1, metavar="[EXERCISE | PATH]...")
@click.option("--format", "form", type=click.Choice(["text", *_FORMATS]), default="text", show_default=True)
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Changes every generated input.")
@click.option("--plot", type=FigureFile(), help="Draw the first failing gradient over time into this .png or .svg.")
@click.pass_obj
def command(crew: Crew, targets: tuple[str, ...], form: str, seed: int, plot: Path | None) -> int:
    """Grade exercises (by name, in this folder) or files named <exercise>.py, anywhere.

    Without arguments: the first exercise of this folder that does not pass yet.

    \b
    Examples:
      grader check bptt
      grader check ~/homework/rnn.py --format json
      grader check bptt --plot bptt.svg
    """
    from grader.course.find import course_root
    from grader.course.load import load_course

    course = load_course(course_root())
    if targets:
        wanted = [target for one in targets for target in _targets(one, course)]
        results = _told(_graded(wanted, course, seed, crew), len(wanted), course, form, seed)
    else:
        *before, unsolved = _up_to_unsolved(course, seed, crew)
        if form == "text" and before:
            emit(_sheet(seed).passed_before(before) + "\n")
        results = _told(iter([unsolved]), 1, course, form, seed)
    if form == "text":
        _schedule_cards(results)
    if plot is not None:
        _draw(results, plot)
    if any(result.broken for result in results):
        return BUG
    return PASSED if all(result.passed for result in results) else NOT_YET


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
        return said, str(_in_this_folder(said))
    path = Path(said)
    if path.suffix == ".py" or len(path.parts) > 1 or os.path.exists(said):  # noqa: PTH110  never raises
        if path.stem in course.names:
            return path.stem, said
        near = _nearest(path.stem, course)
        raise click.UsageError(f"`{said}` is not named after an exercise. {near} A file is named EXERCISE.py.")
    raise click.UsageError(f"there is no exercise `{said}`. {_nearest(said, course)}")


def _nearest(name: str, course: Course) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name.lower(), course.names, 1)
    return f"Did you mean `{near[0]}`?" if near else f"There are: {', '.join(course.names)}."


def _in_this_folder(exercise: str) -> Path:
    """The exercise's file here, or in exercises/ below."""
    file = _found_here(exercise)
    if file is None:
        raise WorkspaceError(
            f"there is no {exercise}.py in this folder",
            where=_here(),
            todo="go to the folder with your exercises, or name the file itself",
        )
    return file


def _here() -> str:
    try:
        return str(Path.cwd())
    except FileNotFoundError:
        return "a folder that has been deleted"


def _found_here(exercise: str) -> Path | None:
    candidates = (Path(f"{exercise}.py"), Path("exercises", f"{exercise}.py"))
    return next((path for path in candidates if path.is_symlink() or path.exists()), None)


# Grading them


def _graded(targets: list[Target], course: Course, seed: int, crew: Crew) -> Iterator[ExerciseResult]:
    from grader.confined import graded_file
    from grader.grade import rubric, ungradable

    rubrics = {name: rubric(course, name, seed) for name in dict.fromkeys(name for name, _ in targets)}
    for number, (exercise, file) in enumerate(targets, 1):
        wanted = rubrics[exercise]
        for after, _ in targets[number : number + 1]:
            crew.prepare(rubrics[after].preloads)  # torch takes two seconds, numpy is there already
        try:
            yield graded_file(wanted, file, crew.take, time.monotonic)
        except MachineError as error:
            if len(targets) == 1:
                raise
            yield ungradable(wanted, file, error.what)  # one file must not cost the others


def _up_to_unsolved(course: Course, seed: int, crew: Crew) -> list[ExerciseResult]:
    """Grade this folder's exercises in order, up to and including the first that does not pass."""
    present = [(name, str(file)) for name in course.names if (file := _found_here(name))]
    if not present:
        raise WorkspaceError(
            "there is no exercise in this folder",
            where=_here(),
            todo="make a folder with all of them: grader start my-course; or name a file: grader check PATH",
        )
    graded: list[ExerciseResult] = []
    for result in _graded(present, course, seed, crew):
        graded.append(result)
        if not result.passed:
            break
    return graded


# Saying it


def _told(graded: Iterator[ExerciseResult], count: int, course: Course, form: str, seed: int) -> list[ExerciseResult]:
    """Print results as they come, so that whatever stops us loses none, and return them. A document comes at the end.

    Of several files, those that pass are a line each at the end; what is to be read is what falls short.
    """
    results: list[ExerciseResult] = []
    if form in _FORMATS:
        results.extend(graded)
        emit(_document(results, form, seed))
        return results
    sheet = _sheet(seed)
    for result in graded:
        results.append(result)
        if count == 1 or not result.passed:
            emit(sheet.result(result, _next_step(result, course, seed)) + ("\n" if count > 1 else ""))
    if count > 1:
        emit(sheet.summary(results))
    return results


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
    return json.dumps(whole, ensure_ascii=False)


def _sheet(seed: int) -> Sheet:
    from grader.render.terminal import WIDTH, Sheet

    columns = shutil.get_terminal_size((WIDTH, 24)).columns if sys.stdout.isatty() else WIDTH
    return Sheet(min(WIDTH, columns), seed)


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
    """Ask for the cards against the ideas that were found, now that the verdict is on the screen."""
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
