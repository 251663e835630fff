"""`grader start`: a folder with every exercise in it, ready to be worked on."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from grader.cli.main import PASSED, emit
from grader.errors import WorkspaceError


@click.command(name="start")
@click.argument("folder", type=click.Path(path_type=Path), default=Path("my-course"))
def command(folder: Path) -> int:
    """Put the exercises into FOLDER (my-course); what is there already is left as it is.

    \b
    Example:
      grader start my-course
    """
    from grader.course.find import course_root
    from grader.course.load import load_course

    course = load_course(course_root())
    try:
        folder.mkdir(parents=True, exist_ok=True)
        written = [name for name in course.names if _written(folder / f"{name}.py", course.stub(name))]
    except OSError as error:
        todo = "name a folder that you may write to"
        raise WorkspaceError(f"the folder cannot be filled: {error.strerror}", where=str(folder), todo=todo) from error
    first = course.names[0]
    kept = len(course.names) - len(written)
    there = f", {kept} were there already and stay as they are" if kept else ""
    emit(
        f"{len(written)} exercises are now in {folder}{there}.\n"
        f"Each file begins with its lesson; {first}.py is the first.\n\n"
        f"  next     cd {shlex.quote(str(folder))}, read {first}.py, then: grader check"
    )
    return PASSED


def _written(file: Path, stub: Path) -> bool:
    """Write a stub where no file is; say whether it was written."""
    try:
        with file.open("x", encoding="utf-8") as new:
            new.write(stub.read_text("utf-8"))
    except FileExistsError:
        return False
    return True
