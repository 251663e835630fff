"""`grader solution`: one worked answer, after one's own."""

from __future__ import annotations

import click

from grader.cli.clock import now
from grader.cli.keeping import keep, progress_of, workspace_here
from grader.cli.main import NOT_YET, PASSED, emit
from grader.cli.names import ExerciseName, exercise_named


@click.command(name="solution")
@click.argument("exercise", type=ExerciseName())
@click.option(
    "--give-up", is_flag=True, help="Show it before the exercise has passed; that is kept with your progress."
)
def command(exercise: str, give_up: bool) -> int:
    """Show a worked solution and what to notice in it, once the exercise has passed.

    \b
    Examples:
      grader solution bptt
      grader solution bptt --give-up
    """
    from grader.course.find import course_root
    from grader.course.load import load_course, solution_text
    from grader.learner.progress import with_solution_shown
    from grader.learner.worked import worked
    from grader.render.solution import solution_text as shown

    course = load_course(course_root())
    name = exercise_named(exercise, course)
    workspace = workspace_here(course)
    passed = progress_of(workspace).record(name).passed is not None
    if not (passed or give_up):
        click.echo(_not_yet(name), err=True)
        return NOT_YET
    if workspace is not None and workspace.kept and not passed:
        when = now()
        keep(workspace, lambda progress: with_solution_shown(progress, name, when))
    emit(shown(name, worked(solution_text(course, name))))
    return PASSED


def _not_yet(name: str) -> str:
    return (
        f"`{name}` has not passed here yet; its solution is worth more after that.\n\n"
        f"  stuck?   grader hint {name}\n"
        f"  anyway   grader solution {name} --give-up"
    )
