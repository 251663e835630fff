"""`grader watch`: a verdict whenever a file is saved. It never moves on by itself."""

from __future__ import annotations

import os
import platform
import select
import sys
import time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli.keeping import as_typed, keep_verdict, progress_of, workspace_or_error
from grader.cli.keyboard import CTRL_D, Keyboard
from grader.cli.main import INTERRUPTED, PASSED, emit
from grader.cli.names import ExerciseName, exercise_named
from grader.cli.sheet import sheet
from grader.errors import MachineError
from grader.render.safe import one_line
from grader.render.terminal import error_text
from grader.sandbox.crew import Crew

if TYPE_CHECKING:
    from grader.course.model import Course
    from grader.learner.desk import Desk, Graded
    from grader.learner.saves import Saves
    from grader.learner.workspace import Workspace

_KEYS = "h hint · n next · l list · r run again · q quit"
_CLEAR = "\x1b[H\x1b[2J"  # the screen, not what can be scrolled back to


@click.command(name="watch")
@click.argument("exercise", type=ExerciseName(), required=False)
@click.option("--poll", is_flag=True, help="Look at the files again and again: where the system does not tell.")
@click.pass_obj
def command(crew: Crew, exercise: str | None, poll: bool) -> int:
    """Grade the file that you save, at once, with a worker that is warm.

    Begins with EXERCISE, or the first that has not passed. Stays where you are until you press n or save another file.
    Network folders and WSL are polled by themselves. Without a terminal there are no keys, and the end of the input
    ends it.

    \b
    Examples:
      grader watch
      grader watch bptt
    """
    from grader.course.find import course_root
    from grader.course.load import load_course
    from grader.learner.desk import Desk
    from grader.learner.saves import Saves

    course = load_course(course_root())
    workspace = workspace_or_error(course)
    folders = sorted({file.parent for _, file in workspace.present(course.names)})
    desk = Desk(course, 0, crew, time.monotonic, often=True)
    try:
        with Keyboard() as keyboard, Saves(folders, course.names, poll or _polled(folders)) as saves:
            watch = _Watch(course, workspace, desk, keyboard.keys)
            watch.look_at(exercise_named(exercise, course) if exercise else watch.first())
            saves.wait_until_listening()
            watch.saved(set(course.names))  # while we were not listening yet
            _until_the_end(watch, keyboard, saves)
    except KeyboardInterrupt:
        click.echo("stopped watching; what has passed is kept. The same command starts again.", err=True)
        return INTERRUPTED
    return PASSED


def _until_the_end(watch: _Watch, keyboard: Keyboard, saves: Saves) -> None:
    while True:
        ready, _, _ = select.select([keyboard.fileno(), saves.fileno()], [], [])
        if saves.fileno() in ready:
            watch.saved(saves.taken())
        if keyboard.fileno() in ready:
            for key in keyboard.pressed():
                if key in ("q", CTRL_D):
                    return
                watch.press(key)


def _polled(folders: list[Path]) -> bool:
    """Whether this machine, these folders, or the person at it want polling."""
    from grader.learner.saves import must_look

    table = Path("/proc/self/mounts")
    mounts = table.read_text("utf-8", "replace") if table.exists() else ""
    said = os.environ.get("WATCHFILES_FORCE_POLLING", "")
    return must_look(said, platform.release(), [folder.resolve() for folder in folders], mounts)


class _Watch:
    """What is being worked on, and what was last seen of it.

    Args:
        course: Whose exercises these are.
        workspace: Where the files are.
        desk: Grades them.
        keys: Whether there is a screen to clear and somebody to press keys.
    """

    def __init__(self, course: Course, workspace: Workspace, desk: Desk, keys: bool) -> None:
        self.exercise = ""
        self._course = course
        self._workspace = workspace
        self._desk = desk
        self._keys = keys
        self._graded: Graded | None = None
        self._seen = {name: self._digest(name) for name in course.names}

    def first(self) -> str:
        """The exercise to begin with: the first that has not passed, or the first of all."""
        return self._after("") or self._course.names[0]

    def look_at(self, exercise: str) -> None:
        """Grade an exercise's file, whatever it holds, and show the verdict."""
        self.exercise = exercise
        if self._keys:
            self._clear()
            emit(f"grading {exercise}.py …")
        self._seen[exercise] = self._digest(exercise)
        try:
            self._graded = self._desk.grade(exercise, as_typed(self._workspace.file(exercise)))
        except MachineError as error:  # torch is missing, say: the other exercises can go on
            if self._graded is None:
                raise
            self._show(error_text(error))
            return
        self._seen[exercise] = self._graded.sha256
        self._show(self._verdict(self._graded))
        keep_verdict(self._graded, self._course, 0)
        self._desk.warm(exercise)

    def saved(self, exercises: set[str]) -> None:
        """Grade what was saved; of several files, one, the one at hand first.

        A file that is the same, gone, or still empty is not looked at: a copy or a backup must not move us on.
        """
        ordered = sorted(exercises, key=lambda name: (name != self.exercise, self._course.names.index(name)))
        changed = (name for name in ordered if self._digest(name) not in ("", self._seen[name]))
        for name in islice(changed, 1):
            self.look_at(name)

    def press(self, key: str) -> None:
        """Do what a key stands for; others do nothing."""
        if key == "r":
            self.look_at(self.exercise)
        elif key == "n":
            after = self._after(self.exercise)
            self.look_at(after) if after else self._show("every other exercise has passed")
        elif key == "l":
            self._show(self._list())
        elif key == "h":
            self._show(self._hint())

    def _digest(self, exercise: str) -> str:
        """Of the file as it is; "" where there is nothing to grade."""
        from grader.learner.digests import digest
        from grader.source import read_source

        source = read_source(self._workspace.file(exercise))
        return digest(source) if isinstance(source, bytes) else ""

    # What is shown

    def _show(self, text: str) -> None:
        if self._keys:
            self._clear()
        emit(f"{text}\n\n{_KEYS}" if self._keys else f"{text}\n")

    def _clear(self) -> None:
        if os.environ.get("TERM", "dumb") != "dumb":
            sys.stdout.write(_CLEAR)  # not through click, which takes it for a colour where NO_COLOR asks for none

    def _verdict(self, graded: Graded) -> str:
        file = as_typed(self._workspace.file(self.exercise))
        if not graded.result.passed:
            return sheet(0).result(graded.result, f"change {file} and save it")
        after = self._after(self.exercise)
        onwards = f"n goes on to {after}" if self._keys else f"grader watch {after}"
        return sheet(0).result(graded.result, onwards if after else "no other exercise is open")

    def _list(self) -> str:
        from grader.learner.standing import places
        from grader.render.standing import list_text

        return list_text(places(self._course, self._workspace, progress_of(self._workspace)))

    def _hint(self) -> str:
        from grader.cli.hint import hint_given

        short = self._graded.result.first_short if self._graded else None
        problem = self._graded.result.error if self._graded else None
        if short is None and problem is not None:
            return f"the file must load first: {one_line(problem.message)}"
        if short is None:
            return "no check falls short: there is nothing to hint at"
        return hint_given(self._course, self._workspace, self.exercise, short.function, None)

    def _after(self, exercise: str) -> str:
        from grader.learner.standing import next_place, places

        found = next_place(places(self._course, self._workspace, progress_of(self._workspace)), exercise)
        return found.exercise.name if found else ""
