"""The learner's folder and progress as commands meet them: where we are, what is known, what is to be kept."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli.clock import now
from grader.errors import GraderError, WorkspaceError
from grader.render.safe import visible

if TYPE_CHECKING:
    from grader.course.model import Course
    from grader.learner.desk import Graded
    from grader.learner.progress import Progress
    from grader.learner.progress_file import Change
    from grader.learner.workspace import Workspace

NOWHERE = "a folder that has been deleted"


def here() -> str:
    """The current folder, in words where it is gone."""
    try:
        return str(Path.cwd())
    except FileNotFoundError:
        return NOWHERE


def workspace_here(course: Course) -> Workspace | None:
    """The workspace that we are in."""
    from grader.learner.workspace import find_workspace

    return None if here() == NOWHERE else find_workspace(Path.cwd(), course.names)


def workspace_or_error(course: Course, kept: bool = False) -> Workspace:
    """Return the workspace that we are in.

    Args:
        course: Whose exercises make a folder a workspace.
        kept: Whether it must be one where progress is kept.

    Raises:
        WorkspaceError: We are in none.
    """
    workspace = workspace_here(course)
    if workspace is None or not (kept or workspace.present(course.names)):
        raise WorkspaceError(
            "there is no exercise in this folder",
            where=here(),
            todo="make a folder with all of them: grader start my-course; or go to yours",
        )
    if kept and not workspace.kept:
        raise WorkspaceError(
            "no progress is kept in this folder", where=str(workspace.folder), todo="begin to keep it: grader start ."
        )
    return workspace


def as_typed(file: Path) -> str:
    """A path as one would type it from here."""
    return os.path.relpath(file)


def progress_of(workspace: Workspace | None) -> Progress:
    """What is known; a damaged file is told on standard error."""
    from grader.learner.progress import Progress
    from grader.learner.progress_file import read_progress

    if workspace is None:
        return Progress()
    progress, said = read_progress(workspace)
    _tell(said)
    return progress


def keep(workspace: Workspace, change: Change) -> None:
    """Change the progress of a workspace.

    Raises:
        WorkspaceError: It cannot be kept.
    """
    from grader.learner.progress_file import change_progress

    _tell(change_progress(workspace, change)[1])


def keep_verdict(graded: Graded, course: Course, seed: int) -> None:
    """Keep a verdict where the file's workspace keeps progress; trouble is told, and the verdict stays what it was."""
    from grader.learner.workspace import workspace_of_file

    result = graded.result
    workspace = workspace_of_file(Path(result.file))
    if workspace is None or result.broken or not graded.sha256:
        return
    try:
        keep(workspace, _after(graded, course, seed))
    except GraderError as error:
        _tell(str(error))


def _after(graded: Graded, course: Course, seed: int) -> Change:
    from grader.learner.desk import stuck_at
    from grader.learner.digests import exercise_digest
    from grader.learner.progress import Pass, with_pass, with_stuck

    result, name = graded.result, graded.result.exercise
    if not result.passed:
        return lambda progress: with_stuck(progress, name, stuck_at(result))
    passed = Pass(now(), result.score, seed, graded.sha256, exercise_digest(course, name))
    return lambda progress: with_pass(progress, name, passed)


def _tell(said: str) -> None:
    if said:
        click.echo(f"note: {visible(said)}", err=True)
