"""One file on disk, graded in a worker: what `check`, `watch` and pytest do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from grader.grade import Rubric, grade, ungraded
from grader.sandbox.launch import Worker
from grader.sandbox.session import Session
from grader.source import read_source
from grader.verdict import ExerciseResult


def graded_file(wanted: Rubric, file: str, take: Callable[[], Worker], clock: Callable[[], float]) -> ExerciseResult:
    """Return a file's result; one that cannot be read has a result that says why.

    Args:
        wanted: The exercise.
        file: The path as it was given.
        take: Returns a worker that nobody else has.
        clock: Seconds.

    Raises:
        MachineError: No worker could be had.
    """
    source = read_source(Path(file))
    if not isinstance(source, bytes):
        return ungraded(wanted, file, source)
    session = Session(source, f"{wanted.exercise}.py", wanted.functions, wanted.limits, take, wanted.preloads)
    return grade(wanted, source, file, session, clock)
