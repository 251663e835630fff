"""`grader start`: a folder with every exercise in it, ready to be worked on."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli.keeping import as_typed, workspace_here
from grader.cli.main import PASSED, emit
from grader.errors import WorkspaceError

if TYPE_CHECKING:
    from grader.course.model import Course


@click.command(name="start")
@click.argument("folder", type=click.Path(path_type=Path), required=False)
def command(folder: Path | None) -> int:
    """Put the exercises into FOLDER (my-course), or into the one you are in; what is there already stays as it is.

    Progress is kept in FOLDER/.grader. After an upgrade the same command adds what is new.

    \b
    Examples:
      grader start my-course
      grader start .
    """
    from grader.course.find import course_root
    from grader.course.load import load_course
    from grader.learner.workspace import MARKER, Workspace

    course = load_course(course_root())
    folder = folder or _usual_folder(course)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        missing = [name for name in course.names if Workspace(folder).found(name) is None]
        written = [name for name in missing if _written(folder / f"{name}.py", course.stub(name))]
        (folder / MARKER).mkdir(exist_ok=True)
    except OSError as error:
        todo = "name a folder that you may write to"
        raise WorkspaceError(f"the folder cannot be filled: {error.strerror}", where=str(folder), todo=todo) from error
    emit(_welcome(folder, len(written), course))
    return PASSED


def _usual_folder(course: Course) -> Path:
    """The learner's folder where we are in one: nobody wants another inside of it."""
    workspace = workspace_here(course)
    return Path(as_typed(workspace.folder)) if workspace is not None and workspace.kept else Path("my-course")


def _written(file: Path, stub: Path) -> bool:
    """Write a stub where no file is; say whether it was written."""
    try:
        with file.open("x", encoding="utf-8") as new:
            new.write(stub.read_text("utf-8"))
    except FileExistsError:
        return False
    return True


def _welcome(folder: Path, written: int, course: Course) -> str:
    kept = len(course.names) - written
    going = "" if folder.resolve() == Path.cwd() else f"cd {shlex.quote(str(folder))}"
    if not written:
        then = f"{going}, then: grader" if going else "grader"
        return f"all {kept} exercises are in {folder} already and stay as they are.\n\n  go on    {then}"
    stays = "was there already and stays as it is" if kept == 1 else "were there already and stay as they are"
    there = f", {kept} {stays}" if kept else ""
    first = course.exercises[0]
    return (
        f"{written} {'exercise is' if written == 1 else 'exercises are'} now in {folder}{there}.\n"
        "Each file begins with its lesson and ends with functions to write. The first one is\n"
        f"{first.name}.py: {first.title}, about {first.minutes} minutes.\n\n"
        + (f"  next     {going}\n           " if going else "  next     ")
        + f"read {first.name}.py, write its functions, then: grader check\n"
        "  or       grader watch   grades a file whenever you save it\n"
        "  go on    grader   in this folder, on any day, says where you are"
    )
