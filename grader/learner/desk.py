"""Grade one file after another: rubrics are worked out once, workers wait before they are needed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from grader.course.model import Course
from grader.errors import MachineError
from grader.grade import Rubric, grade, rubric, ungraded
from grader.learner.digests import digest
from grader.sandbox.crew import Crew
from grader.sandbox.session import Session
from grader.source import read_source
from grader.verdict import ExerciseResult

if TYPE_CHECKING:
    from grader.learner.progress import Stuck


@dataclass(frozen=True)
class Graded:
    """A verdict, and the SHA-256 of the bytes it is about; "" when the file could not be read."""

    result: ExerciseResult
    sha256: str


class Desk:
    """Where files are graded, all with one seed.

    Args:
        course: Whose exercises they answer.
        seed: Of the inputs.
        crew: Has the workers.
        clock: Seconds that only go forward.
        often: The same exercise is graded again and again: let its workers have, once, what each would import late.
    """

    def __init__(self, course: Course, seed: int, crew: Crew, clock: Callable[[], float], often: bool = False) -> None:
        self._course = course
        self._seed = seed
        self._crew = crew
        self._clock = clock
        self._often = often
        self._rubrics: dict[str, Rubric] = {}

    def rubric(self, exercise: str) -> Rubric:
        """Return an exercise's rubric.

        Raises:
            CourseError: The solution does not import.
        """
        if exercise not in self._rubrics:
            self._rubrics[exercise] = rubric(self._course, exercise, self._seed)
        return self._rubrics[exercise]

    def prepare(self, exercise: str) -> None:
        """Start what an exercise's modules take seconds to import, and do not wait."""
        self._crew.prepare(self._preloads(exercise))

    def warm(self, exercise: str) -> None:
        """Have a worker wait for the exercise's next file."""
        self._crew.stand_by(self._preloads(exercise), self.rubric(exercise).limits)

    def grade(self, exercise: str, file: str) -> Graded:
        """Grade a file; one that cannot be read is a result, too.

        Raises:
            MachineError: No worker could be had, or a module that the exercise needs is not installed.
        """
        wanted = self.rubric(exercise)
        source = read_source(Path(file))
        if not isinstance(source, bytes):
            return Graded(ungraded(wanted, file, source), "")
        preloads = self._preloads(exercise)
        require_installed(exercise, preloads)
        session = Session(source, f"{exercise}.py", wanted.functions, wanted.limits, self._crew.take, preloads)
        return Graded(grade(wanted, source, file, session, self._clock), digest(source))

    def _preloads(self, exercise: str) -> tuple[str, ...]:
        """What a worker imports ahead. torch's optimisers import torch._dynamo, which takes each child 0.4 s."""
        preloads = self.rubric(exercise).preloads
        return tuple(dict.fromkeys((*preloads, "torch._dynamo"))) if self._often and "torch" in preloads else preloads


def require_installed(exercise: str, preloads: Sequence[str]) -> None:
    """Refuse what no worker could import: this interpreter is theirs, too.

    Raises:
        MachineError: A module that the exercise needs is not installed.
    """
    for name in {module.partition(".")[0] for module in preloads}:
        if find_spec(name) is None:
            raise MachineError(
                f"`{exercise}` needs {name}, which is not installed", todo=f"pip install 'vanishing-gradients[{name}]'"
            )


def stuck_at(result: ExerciseResult) -> Stuck | None:
    """Return the check that fell short first, with the question to ask about it; None when there is none.

    Nothing fell short of a function that is not written yet: then only the function is named.
    """
    short = result.first_short
    if short is None:
        return None
    from grader.learner.progress import Stuck  # noqa: PLC0415  2 ms that a file that passes need not wait for

    if short.finding.unwritten:
        return Stuck(short.id, short.function)
    question = short.finding.ideas[0].hint if short.finding.ideas else ""
    return Stuck(short.id, short.function, short.title, question)
