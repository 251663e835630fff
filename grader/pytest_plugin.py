"""A pytest plugin: in a workspace each check of an exercise is a test, in pytest and so in an editor's test view.

Off unless asked for: `pytest --grader`, or `grader = true` in the workspace's pytest.ini. The learner's code runs where
`grader check` runs it, in a worker; this process only hears the verdict. This module is imported by every pytest on the
machine, so it imports nothing of ours before it is asked for something.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from grader.learner.desk import Desk
    from grader.sandbox.crew import Crew
    from grader.verdict import CheckResult, ExerciseResult


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--grader`, `--grader-seed` and the setting `grader`."""
    group = parser.getgroup("grader", "the course on vanishing gradients")
    group.addoption("--grader", action="store_true", help="show each check of each exercise as a test")
    group.addoption("--grader-seed", type=int, default=0, metavar="N", help="change every generated input")
    parser.addini("grader", "show each check of each exercise as a test", type="bool", default=False)


def pytest_configure(config: pytest.Config) -> None:
    """Switch the course on where it is asked for."""
    if config.getoption("grader") or config.getini("grader"):
        config.pluginmanager.register(_Course(config.getoption("grader_seed")), "grader-course")


class _Course:
    """The plugin when it is on: one crew of workers, and a rubric per exercise."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self._crew: Crew | None = None

    def pytest_collect_file(self, file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
        if file_path.suffix != ".py" or file_path.stem not in self._names:
            return None
        found: ExerciseFile = ExerciseFile.from_parent(parent, path=file_path)
        found.course = self
        return found

    def pytest_pycollect_makemodule(self, module_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
        """Keep pytest from importing an exercise that is named on its command line: that would run it in here."""
        return _NotImported.from_parent(parent, path=module_path) if module_path.stem in self._names else None

    def pytest_unconfigure(self) -> None:
        if self._crew is not None:
            self._crew.__exit__(None, None, None)

    @cached_property
    def _names(self) -> tuple[str, ...]:
        from grader.course.find import course_root
        from grader.course.load import load_course

        return load_course(course_root()).names

    @cached_property
    def desk(self) -> Desk:
        """Where files are graded."""
        from grader.course.find import course_root
        from grader.course.load import load_course
        from grader.learner.desk import Desk
        from grader.sandbox.crew import Crew

        self._crew = Crew()
        return Desk(load_course(course_root()), self.seed, self._crew, time.monotonic)


class ExerciseFile(pytest.File):
    """An exercise: as many tests as it has checks; graded once, when the first of them is run."""

    course: _Course

    def collect(self) -> Iterator[CheckItem]:
        """Yield a test for each check."""
        for check in self.course.desk.rubric(self.path.stem).checks:
            item: CheckItem = CheckItem.from_parent(self, name=f"{check.function}: {check.title}")
            item.check = check.id
            yield item

    @cached_property
    def result(self) -> ExerciseResult:
        """The file's result."""
        return self.course.desk.grade(self.path.stem, str(self.path)).result


class _NotImported(pytest.File):
    """What pytest collects in place of an exercise as a module: nothing."""

    def collect(self) -> Iterator[pytest.Item]:
        return iter(())


class _ShortError(Exception):
    """A check fell short; its text is what the learner reads."""


class CheckItem(pytest.Item):
    """One check of one function."""

    parent: ExerciseFile
    check: str

    def runtest(self) -> None:
        """Look up how the check ended."""
        from grader.verdict import Status

        ended = self._ended()
        if ended.finding.status is Status.SKIPPED:
            pytest.skip(self._error() or ended.finding.message)
        if ended.finding.status is not Status.PASSED:
            raise _ShortError(self._said(ended))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Return the finding, or what to do to get one; a traceback through our own code would say nothing."""
        from grader.errors import GraderError

        if isinstance(excinfo.value, _ShortError | GraderError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Return where an editor puts the mark: the line that the finding names, once there is one."""
        line = self._ended().finding.line if "result" in vars(self.parent) else None
        return self.path, line - 1 if line else None, self.name

    def _ended(self) -> CheckResult:
        return next(one for one in self.parent.result.checks if one.id == self.check)

    def _error(self) -> str:
        error = self.parent.result.error
        return f"{self.path.name}:{error.line or 1}: {error.message}" if error else ""

    def _said(self, ended: CheckResult) -> str:
        """Return the same words as `grader check` says."""
        import click

        from grader.render.terminal import Sheet
        from grader.render.width import WIDTH

        seed = self.parent.course.seed
        return click.unstyle("\n".join(Sheet(WIDTH, seed).finding(ended, self.parent.result)))
