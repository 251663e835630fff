"""What a results folder said before a run, so that nothing leaves its tables without a word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from grader.batch.gradebook import Run
from grader.batch.grades import Grades, Seeds
from grader.batch.plan import Plan
from grader.cli.class_options import listed
from grader.portrait.curves import counted
from grader.submission import Student


@dataclass(frozen=True)
class Before:
    """Who had a row in the tables, and the seeds whose results counted for the exercises that are graded now."""

    students: tuple[Student, ...]
    seeds: tuple[Seeds, ...]


def before(grades: Grades, exercises: Iterable[str]) -> Before:
    """Return what the tables say until the run begins.

    Raises:
        GradebookError: The gradebook cannot be read.
    """
    counting = grades.seeds()
    seeds = dict.fromkeys(counting[name] for name in exercises if name in counting)
    return Before(tuple(grades.students()), tuple(seeds))


def gone(was: Before, students: Iterable[Student]) -> Iterator[str]:
    """Say who has a row no more, now that the run has begun."""
    stay = {one.id for one in students}
    left = [one for one in was.students if one.id not in stay]
    if left:
        are = "is" if len(left) == 1 else "are"
        yield (
            f"{counted(len(left), 'student')} of earlier runs {are} not in this one ({listed(left)}); their results "
            "stay in the gradebook and leave the tables. To keep them there, give each class its own --output"
        )


def reseeded(was: Before, run: Run, todo: Plan) -> Iterator[str]:
    """Say that results with another seed count no more; nothing where there is no result of any."""
    now = (run.seed, run.confirm_seed)
    others = [seeds for seeds in was.seeds if seeds != now]
    if others and (todo.again or todo.reused):
        default = " (the default)" if run.seed == 0 else ""
        then = "only what has this one's counts" if todo.reused else "everything is graded again"
        yield f"the last run's seed was {_said(others)}, this one's is {_said([now])}{default}: {then}"


def _said(seeds: Sequence[Seeds]) -> str:
    """`2718`; with a second one, `2718 (and 31 to confirm)`."""
    return ", ".join(f"{seed}{'' if second is None else f' (and {second} to confirm)'}" for seed, second in seeds)
