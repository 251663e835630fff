"""What can be seen of a course without running a learner's file: names, points, ids, stubs, ideas that differ."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from grader.checks.check import Check
from grader.course.hints import load_hints
from grader.course.load import solution_text
from grader.course.model import Course, Exercise
from grader.course.stubs import stub_of
from grader.errors import GraderError
from grader.grade import Rubric

_NAME = re.compile(r"[a-z][a-z_]{1,31}\Z")


@dataclass(frozen=True)
class Problem:
    """Something the course's authors have to mend: what, and where to look."""

    what: str
    where: str


def consistency_problems(course: Course, rubrics: Iterable[Rubric]) -> list[Problem]:
    """Return everything that contradicts itself, exercise by exercise."""
    problems = list(_stray_files(course))
    for rubric in rubrics:
        exercise = course.exercise(rubric.exercise)
        assert exercise is not None, "rubrics are made from the course"  # noqa: S101
        problems += _entry(exercise)
        problems += _stub(course, exercise.name)
        problems += _hints(course, exercise.name)
        problems += _checks(exercise, rubric)
        problems += _misconceptions(rubric)
    return problems


def _stray_files(course: Course) -> Iterator[Problem]:
    for folder, files in (("exercises", "*.py"), ("exercises/hints", "*.yaml"), ("solutions", "*.py")):
        for path in sorted((course.root / folder).glob(files)):
            if path.stem not in course.names:
                yield Problem("belongs to no exercise of course.yaml", f"{folder}/{path.name}")


def _entry(exercise: Exercise) -> Iterator[Problem]:
    where = f"exercises/course.yaml, `{exercise.name}`"
    if not _NAME.match(exercise.name):
        yield Problem("a name is 2 to 32 lower-case letters and underscores", where)
    if exercise.points <= 0 or exercise.minutes <= 0:
        yield Problem("points and minutes are above 0", where)
    if not 1 <= exercise.difficulty <= 5:
        yield Problem(f"difficulty {exercise.difficulty} is not between 1 and 5", where)


def _stub(course: Course, name: str) -> Iterator[Problem]:
    stub, where = course.stub(name), f"exercises/{name}.py"
    try:
        wanted = stub_of(solution_text(course, name), name)
    except GraderError as error:
        yield Problem(error.what, error.where or f"solutions/{name}.py")
        return
    if not stub.is_file():
        yield Problem("there is no stub: run `grader course stubs`", where)
    elif stub.read_text("utf-8") != wanted:
        yield Problem("the stub is not what its solution makes: run `grader course stubs`", where)


def _hints(course: Course, name: str) -> Iterator[Problem]:
    try:
        load_hints(course, name)
    except GraderError as error:
        yield Problem(f"{error.what}: {error.todo}", f"exercises/hints/{name}.yaml")


def _checks(exercise: Exercise, rubric: Rubric) -> Iterator[Problem]:
    where = f"grader/checks/{exercise.name}.py"
    checks = rubric.checks
    total = sum(check.points for check in checks)
    if abs(total - exercise.points) > 1e-9:
        yield Problem(f"the checks are worth {total:g} points, course.yaml says {exercise.points:g}", where)
    yield from (Problem(f"`{id}` is used twice", where) for id in _twice(check.id for check in checks))
    for check in checks:
        if not check.id.startswith(f"{exercise.name}."):
            yield Problem(f"`{check.id}` does not begin with `{exercise.name}.`", where)
        if check.function not in rubric.functions:
            yield Problem(f"`{check.id}` is about `{check.function}`, which the solution does not define", where)
    yield from _order(rubric, where)


def _order(rubric: Rubric, where: str) -> Iterator[Problem]:
    """Every function has checks, in one block, lower rungs first."""
    blocks: dict[str, list[Check]] = {}
    for check in rubric.checks:
        blocks.setdefault(check.function, []).append(check)
    yield from (Problem(f"`{name}` has no check", where) for name in rubric.functions if name not in blocks)
    if [check.id for check in rubric.checks] != [check.id for block in blocks.values() for check in block]:
        yield Problem("the checks of a function do not stand together", where)
    for name, block in blocks.items():
        rungs = [check.rung for check in block]
        if rungs != sorted(rungs):
            yield Problem(f"the checks of `{name}` do not go from lower to higher rungs", where)


def _misconceptions(rubric: Rubric) -> Iterator[Problem]:
    where = f"grader/misconceptions/{rubric.exercise}.py"
    ideas = rubric.given.ideas
    yield from (Problem(f"`{id}` is used twice", where) for id in _twice(idea.id for idea in ideas))
    for idea in ideas:
        if idea.function not in rubric.functions:
            yield Problem(f"`{idea.id}` is about `{idea.function}`, which the solution does not define", where)
        if idea.ask.count("?") != 1:
            yield Problem(f"`{idea.id}` asks {idea.ask.count('?')} questions, not one", where)
        if idea.says[:1].isupper() or idea.says.endswith("."):
            yield Problem(f"`{idea.id}`: `says` has no capital and no full stop", where)
        if not all((idea.looks, idea.tempting, idea.source)):
            yield Problem(f"`{idea.id}` does not say how it looks, why it tempts and where it is from", where)


def _twice(ids: Iterable[str]) -> list[str]:
    return [id for id, count in Counter(ids).items() if count > 1]
