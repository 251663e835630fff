"""Files that this machine did not grade: one must not cost the others, and the end says what to do."""

from __future__ import annotations

from collections.abc import Sequence

from grader.cli.main import BUG, NOT_YET, PASSED
from grader.errors import MachineError
from grader.grade import refused
from grader.learner.desk import Desk, Graded
from grader.verdict import ExerciseResult


def graded_or_refused(desk: Desk, exercise: str, file: str) -> Graded:
    """Return the verdict on a file, or why this machine has none.

    Raises:
        CourseError: The solution does not import.
    """
    try:
        return desk.grade(exercise, file)
    except MachineError as error:
        return Graded(refused(desk.rubric(exercise), file, error), "")


def exit_code(results: Sequence[ExerciseResult]) -> int:
    """Return what a command that graded these files ends with.

    Raises:
        MachineError: Some were not graded; it says which, and what to do.
    """
    if any(result.broken and result.refused is None for result in results):
        return BUG
    errors = [result.refused for result in results if result.refused is not None]
    if errors:
        raise _together(errors, len(results))
    return PASSED if all(result.passed for result in results) else NOT_YET


def _together(errors: Sequence[MachineError], files: int) -> MachineError:
    """One error for all; each thing is said once."""
    if len(errors) == files == 1:
        return errors[0]
    what, where, todo = (
        "; ".join(dict.fromkeys(filter(None, several)))
        for several in zip(*((one.what, one.where, one.todo) for one in errors), strict=True)
    )
    return MachineError(f"{len(errors)} of {files} files were not graded: {what}", where=where, todo=todo)
