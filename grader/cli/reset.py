"""`grader reset`: an exercise from its beginning, with the work kept beside it."""

from __future__ import annotations

import click

from grader.cli.keeping import as_typed, keep, workspace_or_error
from grader.cli.main import PASSED, emit
from grader.cli.names import ExerciseName, exercise_named


@click.command(name="reset")
@click.argument("exercise", type=ExerciseName())
def command(exercise: str) -> int:
    """Begin an exercise again: the stub comes back, your file is kept as EXERCISE.py.backup-1, -2, ...

    \b
    Example:
      grader reset bptt
    """
    from grader.course.find import course_root
    from grader.course.load import load_course
    from grader.learner.backup import reset
    from grader.learner.progress import without_pass

    course = load_course(course_root())
    name = exercise_named(exercise, course)
    workspace = workspace_or_error(course)
    file = workspace.file(name)
    backup = reset(file, course.stub(name).read_bytes())
    if workspace.kept:
        keep(workspace, lambda progress: without_pass(progress, name))
    work = f"your work is in {as_typed(backup)}" if backup else "there was no work to keep"
    emit(f"{as_typed(file)} is the stub again; {work}\n\n  next     grader check {name}")
    return PASSED
