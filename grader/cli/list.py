"""`grader list`: every exercise, and where it stands."""

from __future__ import annotations

import click

from grader.cli.keeping import progress_of, workspace_here
from grader.cli.main import PASSED, emit


@click.command(name="list")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(form: str) -> int:
    """List the exercises in order: new, started, passed, or changed since they passed.

    \b
    Examples:
      grader list
      grader list --format json
    """
    from grader.course.find import course_root
    from grader.course.load import load_course
    from grader.learner.standing import places, untouched
    from grader.render.standing import list_record, list_text

    course = load_course(course_root())
    workspace = workspace_here(course)
    found = places(course, workspace, progress_of(workspace)) if workspace else untouched(course)
    if form == "json":
        import json

        emit(json.dumps(list_record(str(workspace.folder) if workspace else None, found), ensure_ascii=False))
        return PASSED
    emit(list_text(found, begun=workspace is not None))
    return PASSED
