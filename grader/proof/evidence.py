"""What grading the course's own files shows: stubs fail, solutions pass, every misconception has a face."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from grader.course.model import Course
from grader.direct import graded_direct
from grader.grade import Rubric, rubric
from grader.misconceptions.general import ALL_GENERAL
from grader.proof.consistency import Problem
from grader.proof.submissions import read_submissions, submission_problems
from grader.verdict import ExerciseResult

GradeFile = Callable[[Rubric, bytes], ExerciseResult]

SEEDS = (0, 1, 2)  # every solution must pass with inputs it was not tried on first


@dataclass
class Evidence:
    """What was seen, and what was not as it should be.

    Attributes:
        unwritten: Functions whose stub fails with "not written yet".
        solved: Times a solution passed in full.
        right: Right submissions graded.
        wrong: Wrong submissions graded.
        shown: Misconceptions that some submission shows.
        problems: For the course's authors to mend.
    """

    unwritten: int = 0
    solved: int = 0
    right: int = 0
    wrong: int = 0
    shown: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


def gather(course: Course, rubrics: list[Rubric], submissions: Path, grade_file: GradeFile) -> Evidence:
    """Grade every stub and solution in a worker, and every submission.

    Submissions are more than a thousand and ours: they are graded in this process, unless they need what only a
    worker has.

    Args:
        course: Where stubs and solutions are.
        rubrics: Of every exercise, for seed 0.
        submissions: A folder with one folder per exercise.
        grade_file: Grades one file's bytes in a worker.
    """
    evidence = Evidence()
    for one in rubrics:
        evidence.problems += _stub(course, one, grade_file, evidence)
        evidence.problems += _solution(course, one, grade_file, evidence)
        evidence.problems += _submissions(submissions, one, grade_file, evidence)
    for idea in ALL_GENERAL:
        if idea.id not in evidence.shown:
            evidence.problems.append(Problem(f"`{idea.id}` is shown by no submission", str(submissions)))
    return evidence


def _stub(course: Course, one: Rubric, grade_file: GradeFile, evidence: Evidence) -> Iterator[Problem]:
    path = course.stub(one.exercise)
    if not path.is_file():
        return  # consistency says so
    result = grade_file(one, path.read_bytes())
    told = {check.function for check in result.checks if check.finding.unwritten}
    evidence.unwritten += len(told)
    for function in one.functions:
        if function not in told:
            yield Problem(f"`{function}` does not fail with “not written yet”", f"exercises/{one.exercise}.py")


def _solution(course: Course, one: Rubric, grade_file: GradeFile, evidence: Evidence) -> Iterator[Problem]:
    source = course.solution(one.exercise).read_bytes()
    for seed in SEEDS:
        result = grade_file(rubric(course, one.exercise, seed), source)
        evidence.solved += result.passed
        for check in result.checks:
            if check.finding.message:
                what = f"{check.id} falls short with seed {seed}: {check.finding.message}"
                yield Problem(what, f"solutions/{one.exercise}.py")


def _submissions(root: Path, one: Rubric, grade_file: GradeFile, evidence: Evidence) -> Iterator[Problem]:
    submissions, problems = read_submissions(root, one.exercise)
    yield from problems
    shown: set[str] = set()
    for submission in submissions:
        if not submission.functions & set(one.functions):
            yield Problem("defines no function of the exercise", str(submission.path))
            continue
        wanted = one.only(submission.functions)
        result = grade_file(wanted, submission.source) if one.preloads else graded_direct(wanted, submission.source)
        evidence.right += submission.right
        evidence.wrong += not submission.right
        shown |= {idea.id for check in result.checks for idea in check.finding.ideas}
        yield from submission_problems(submission, result)
    evidence.shown |= shown
    for idea in one.given.ideas:
        if idea.id not in shown:
            yield Problem(f"`{idea.id}` is shown by no submission", str(root / one.exercise))
