"""What grading found: frozen values that everything above renders, stores and counts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from grader.errors import MachineError


class Status(StrEnum):
    """How one check ended. BROKEN is ours: it never lowers a score."""

    PASSED = "passed"
    FAILED = "failed"  # wrong value, shape or type
    ERROR = "error"  # the learner's code raised
    TIMEOUT = "timeout"
    CRASHED = "crashed"  # its process died
    SKIPPED = "skipped"  # an earlier rung fell short
    BROKEN = "broken"  # we could not obtain a result


@dataclass(frozen=True)
class Idea:
    """A misconception that explains an answer.

    Attributes:
        id: `exercise.name_of_the_wrong_idea`.
        says: What the learner's code does, in the second person: "you pair da_t with h_t".
        hint: One question, never the fix.
    """

    id: str
    says: str
    hint: str


@dataclass(frozen=True)
class Picture:
    """The size of a quantity at every step, the learner's beside ours.

    Attributes:
        title: What is drawn, and for which call.
        got: log10 of the learner's norm at each step; -inf where it is 0.
        want: The same of ours.
        first_wrong: The step to look at, or None when every norm agrees.
        backward: True when the steps are walked from the last to the first.
        counts: What a step is called: t, layer.
    """

    title: str
    got: tuple[float, ...]
    want: tuple[float, ...]
    first_wrong: int | None
    backward: bool
    counts: str = "t"


@dataclass(frozen=True)
class Finding:
    """How one check ended, in words that point somewhere.

    Attributes:
        message: What is wrong, with both numbers; empty when all is well.
        where: The first wrong step, or the line that raised.
        call: The call that shows it, with shapes.
        case: What is special about its inputs, as it reads after "with".
        others: What the other outputs of the same call did.
        note: Something to know that costs nothing ("computed in float32").
        ideas: The misconceptions that give the same answer, most likely first.
        line: The learner's line to look at, when one is known.
        unwritten: The function is still the stub's; nobody has been wrong yet.
        fatal: The function does not come back, so asking it again would cost the limit again.
    """

    status: Status
    message: str = ""
    where: str = ""
    call: str = ""
    case: str = ""
    others: str = ""
    note: str = ""
    ideas: tuple[Idea, ...] = ()
    picture: Picture | None = None
    line: int | None = None
    unwritten: bool = False
    fatal: bool = False


PASSED = Finding(Status.PASSED)


@dataclass(frozen=True)
class CheckResult:
    """One check of one function, and how it ended. `points` is what it is worth."""

    id: str
    function: str
    title: str
    points: float
    finding: Finding

    @property
    def earned(self) -> float:
        """The points it brought: all or nothing."""
        return self.points if self.finding.status is Status.PASSED else 0.0


@dataclass(frozen=True)
class FileProblem:
    """Something wrong with the file as a whole. `kind` is one word for scripts, `message` for people."""

    kind: str
    message: str
    line: int | None = None


@dataclass(frozen=True)
class ExerciseResult:
    """One file, graded.

    Attributes:
        file: The path as it was given.
        wall_seconds: From reading the file to the verdict.
        printed: What the learner's code printed, cut at the limit.
        refused: Why this machine did not grade the file, and what to do; every check is BROKEN then.
    """

    exercise: str
    file: str
    checks: tuple[CheckResult, ...]
    error: FileProblem | None
    printed: str
    wall_seconds: float
    refused: MachineError | None = None

    @property
    def passed(self) -> bool:
        """No problem with the file, and every check passed."""
        return self.error is None and all(check.finding.status is Status.PASSED for check in self.checks)

    @property
    def broken(self) -> bool:
        """We failed to obtain a result somewhere: the score says nothing about the learner."""
        return any(check.finding.status is Status.BROKEN for check in self.checks)

    @property
    def first_short(self) -> CheckResult | None:
        """The first check that fell short, which is the one a learner reads; none was skipped or broken."""
        silent = (Status.PASSED, Status.SKIPPED, Status.BROKEN)
        return next((check for check in self.checks if check.finding.status not in silent), None)

    @property
    def score(self) -> float:
        """Points earned."""
        return sum(check.earned for check in self.checks)

    @property
    def max_score(self) -> float:
        """Points that could be earned; what we could not check counts on neither side."""
        return sum(check.points for check in self.checks if check.finding.status is not Status.BROKEN)
