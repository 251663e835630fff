"""How hard the grader is to fool, measured: wrong files caught and named, right ones accepted, mutants seen."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from grader.course.load import solution_text
from grader.course.model import Course
from grader.direct import graded_direct
from grader.errors import CourseError
from grader.grade import Rubric, rubric
from grader.proof.submissions import Submission, read_submissions
from grader.verdict import ExerciseResult

if TYPE_CHECKING:
    from grader.proof.mutants import Mutant

SEEDS = range(20)  # a right file passes with all of them
_WRONG_SEEDS = 3  # a wrong one is named with these, a mutant seen by the first two: each costs every idea's answer


@dataclass
class Strength:
    """What was counted for one exercise, or for all of them together.

    Attributes:
        wrong: Wrong submissions.
        short: Those that fall short, with three seeds.
        named: Those whose misconceptions are named, with three seeds.
        unique: Those for which nothing else is named beside.
        right: Right submissions.
        accepted: Those that pass with twenty seeds.
        mutants: Mutants of the solution that are not known to be equivalent.
        seen: Those that some check catches.
        equivalent: Mutants known to compute the same.
        survivors: By name: wrong submissions that pass, right ones that do not, mutants that no check catches.
    """

    wrong: int = 0
    short: int = 0
    named: int = 0
    unique: int = 0
    right: int = 0
    accepted: int = 0
    mutants: int = 0
    seen: int = 0
    equivalent: int = 0
    survivors: list[str] = field(default_factory=list)

    def __add__(self, other: Strength) -> Strength:
        return Strength(**{name: value + getattr(other, name) for name, value in vars(self).items()})


def equivalent_mutants(path: Path) -> dict[tuple[str, str], str]:
    """Return the recorded equivalent mutants: (exercise, name) to the reason why.

    Raises:
        CourseError: An entry lacks its reason.
    """
    if not path.is_file():
        return {}
    entries = yaml.safe_load(path.read_text("utf-8")) or []
    for entry in entries:
        if not entry.get("why"):
            raise CourseError(
                f"no reason for `{entry.get('mutant')}`", where=str(path), todo="add `why`, or mend a check"
            )
    return {(entry["exercise"], entry["mutant"]): entry["why"] for entry in entries}


def strength(
    course: Course, exercise: str, submissions: Path, equivalent: dict[tuple[str, str], str] | None = None
) -> Strength:
    """Measure one exercise with its submissions and, given the equivalent ones, the mutants of its solution."""
    rubrics = [rubric(course, exercise, seed) for seed in SEEDS]
    measured = Strength()
    for submission in read_submissions(submissions, exercise)[0]:
        _count_submission(submission, rubrics, measured)
    if equivalent is not None:
        from grader.proof.mutants import mutants_of  # noqa: PLC0415  libcst

        for mutant in mutants_of(solution_text(course, exercise)):
            _count_mutant(mutant, exercise, rubrics, equivalent, measured)
    return measured


def _count_submission(submission: Submission, rubrics: list[Rubric], measured: Strength) -> None:
    name = f"{submission.exercise}/{submission.path.name}"
    asked = rubrics if submission.right else rubrics[:_WRONG_SEEDS]
    results = [_graded(one, submission.source.decode(), submission.functions) for one in asked]
    if submission.right:
        measured.right += 1
        measured.accepted += all(result.passed for result in results)
        measured.survivors += [f"right and refused: {name}"] if not all(one.passed for one in results) else []
        return
    measured.wrong += 1
    short = not any(result.passed for result in results)
    measured.short += short
    measured.survivors += [] if short else [f"wrong and accepted: {name}"]
    if submission.ideas and short:
        wanted, named = set(submission.ideas), [_named(result) for result in results]
        measured.named += all(wanted <= one for one in named)
        measured.unique += all(wanted == one for one in named)


def _named(result: ExerciseResult) -> set[str]:
    first = result.first_short
    return {idea.id for idea in first.finding.ideas} if first else set()


def _count_mutant(
    mutant: Mutant, exercise: str, rubrics: list[Rubric], equivalent: dict[tuple[str, str], str], measured: Strength
) -> None:
    """One seed that sees it is enough for "seen"; a survivor passed with two."""
    if (exercise, mutant.name) in equivalent:
        measured.equivalent += 1
        return
    measured.mutants += 1
    functions = {mutant.function} & set(rubrics[0].functions) or rubrics[0].functions  # a helper's: all may notice
    seen = any(not _graded(one, mutant.source, functions).passed for one in rubrics[:2])
    measured.seen += seen
    measured.survivors += [] if seen else [f"mutant: {exercise}:{mutant.line} {mutant.name}"]


def _graded(wanted: Rubric, source: str, functions: Collection[str]) -> ExerciseResult:
    result = graded_direct(wanted.only(functions), source.encode())
    if result.broken:  # a bug of ours must not count as a wrong file that was caught
        where = f"grader/checks/{wanted.exercise}.py"
        raise CourseError(f"a check of `{wanted.exercise}` breaks", where=where, todo="run `grader course check`")
    return result


def lines(measured: dict[str, Strength]) -> Iterator[str]:
    """Yield the report: a line per exercise, one for all, and the survivors by name."""
    total = sum(measured.values(), Strength())
    yield (
        f"{'exercise':<16} {'wrong':>6} {'short':>6} {'named':>6} {'uniquely':>9} {'right':>6} {'accepted':>9} "
        f"{'mutants':>8} {'seen':>6} {'equiv.':>7}"
    )
    for name, one in [*measured.items(), ("all", total)]:
        yield (
            f"{name:<16} {one.wrong:>6} {one.short:>6} {one.named:>6} {one.unique:>9} {one.right:>6} {one.accepted:>9} "
            f"{one.mutants:>8} {one.seen:>6} {one.equivalent:>7}"
        )
    yield from (f"survives: {name}" for name in total.survivors)
