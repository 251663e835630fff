"""`grader verify`: does everything that passed still pass?"""

from __future__ import annotations

import time
from functools import partial

import click

from grader.cli.keeping import as_typed, keep, keep_verdict, progress_of, workspace_or_error
from grader.cli.main import PASSED, emit
from grader.cli.sheet import sheet
from grader.sandbox.crew import Crew


@click.command(name="verify")
@click.pass_obj
def command(crew: Crew) -> int:
    """Grade everything again that has passed here, with the inputs it passed with; what falls short is open again.

    \b
    Example:
      grader verify
    """
    from grader.cli.refusal import exit_code, graded_or_refused
    from grader.course.find import course_root
    from grader.course.load import load_course
    from grader.learner.desk import Desk
    from grader.learner.progress import without_pass

    course = load_course(course_root())
    workspace = workspace_or_error(course, kept=True)
    progress = progress_of(workspace)
    passes = [(name, passed) for name in course.names if (passed := progress.record(name).passed)]
    if not passes:
        emit("nothing has passed here yet\n\n  next     grader check")
        return PASSED
    results = []
    for name, passed in passes:
        graded = graded_or_refused(
            Desk(course, passed.seed, crew, time.monotonic), name, as_typed(workspace.file(name))
        )
        results.append(graded.result)
        if not (graded.result.passed or graded.result.broken):
            keep(workspace, partial(without_pass, exercise=name))
        keep_verdict(graded, course, passed.seed)
    emit(sheet(0).summary(results))
    return exit_code(results)
