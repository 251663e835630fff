"""What keeps a worker from working, as it is told to the run: an error of ours as a record, and back."""

from __future__ import annotations

from collections.abc import Mapping

from grader.errors import CourseError, GraderError, MachineError


def trouble_of(error: GraderError) -> dict[str, str]:
    """Return an error as JSON can carry it."""
    return {"what": error.what, "where": error.where, "todo": error.todo, "kind": type(error).__name__}


def error_of(trouble: Mapping[str, str]) -> CourseError | MachineError:
    """Return the error that a worker told: the course's, or else its machine's."""
    kind = CourseError if trouble["kind"] == CourseError.__name__ else MachineError
    return kind(trouble["what"], where=trouble["where"], todo=trouble["todo"])
