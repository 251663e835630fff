"""The errors of files, course and machine: what is wrong, where, and what to do.

A learner's wrong answer is never one of these: it is a `Finding` (grader.verdict).
"""

from __future__ import annotations


class GraderError(Exception):
    """Something a person can mend: a file, the course, the machine. Exit code 3.

    Args:
        what: One lower-case sentence that states the fact, names in backticks, no full stop.
        where: Something to open: `file:line`, a row, a key.
        todo: One imperative.
    """

    def __init__(self, what: str, *, where: str = "", todo: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.todo = todo

    def __str__(self) -> str:
        lines = [self.what]
        if self.where:
            lines.append(f"  where: {self.where}")
        if self.todo:
            lines.append(f"  to do: {self.todo}")
        return "\n".join(lines)


class CourseError(GraderError):
    """The course contradicts itself: an index, a solution, a check or a misconception."""


class WorkspaceError(GraderError):
    """What was named on the command line is not there, or cannot be read."""


class MachineError(GraderError):
    """The machine does not let us start or keep a worker. Never the learner's fault."""


class StoreError(GraderError):
    """What a learner answered to flashcards cannot be kept or read."""


class DamagedStoreError(StoreError):
    """The database of answers is broken. It is set aside and what can be read of it is kept (grader.quiz.rescue)."""


class GradebookError(GraderError):
    """The gradebook of a class cannot be opened, read or written."""


class DeckError(GraderError):
    """A deck of flashcards, or what stands beside it, cannot be used as it is."""
