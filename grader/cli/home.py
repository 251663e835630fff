"""`grader` alone: where am I, and what comes next."""

from __future__ import annotations

from pathlib import Path

import click

from grader.cli.keeping import progress_of, workspace_here
from grader.cli.main import PASSED, emit
from grader.errors import GraderError


def home(ctx: click.Context) -> int:
    """Say where the learner is; outside of a workspace, how to begin and what there is."""
    from grader.course.find import course_root
    from grader.course.load import load_course
    from grader.learner.standing import places
    from grader.render.standing import home_text

    course = load_course(course_root())
    workspace = workspace_here(course)
    if workspace is None:
        emit(f"{ctx.get_help()}\n\nto begin: grader start my-course")
        return PASSED
    folder = str(workspace.folder) if workspace.folder != Path.cwd() else workspace.folder.name
    emit(home_text(folder, places(course, workspace, progress_of(workspace)), due_cards(), workspace.kept))
    return PASSED


def due_cards() -> int | None:
    """How many flashcards are due; None while nobody has begun with them, or where that cannot be said."""
    from grader.cli.quiz_home import due_today

    try:
        return due_today()
    except GraderError as error:
        click.echo(f"note: {error.what}; grader quiz due says more", err=True)
        return None
