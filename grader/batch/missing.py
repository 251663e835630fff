"""Exercises that this machine cannot grade, because a module that they need is not installed: said once, not tried."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from grader.batch.collect import Found
from grader.checks import preloads_of
from grader.portrait.curves import counted
from grader.submission import Problem, Submission


def missing_modules(exercises: Iterable[str], installed: Callable[[str], bool]) -> dict[str, str]:
    """Return which exercises need a module that is not there, and its name.

    Args:
        exercises: Their names.
        installed: Says of a module whether it can be imported.
    """
    needed = {name: {module.partition(".")[0] for module in preloads_of(name)} for name in exercises}
    return {name: module for name, modules in needed.items() for module in modules if not installed(module)}


def without_module(found: Iterable[Found], missing: Mapping[str, str]) -> Iterator[Found]:
    """Yield everything, and at the end a problem for each exercise that was answered and cannot be graded here."""
    waiting: Counter[str] = Counter()
    for one in found:
        if isinstance(one, Submission) and one.exercise in missing:
            waiting[one.exercise] += 1
        yield one
    for exercise, answers in waiting.items():
        module = missing[exercise]
        reason = f"{module} is not installed, so this run leaves {counted(answers, 'answer')} ungraded"
        todo = f"pip install 'vanishing-gradients[{module}]', then give the same command again"
        yield Problem("not_installed", exercise, reason, todo, exercise=exercise)
