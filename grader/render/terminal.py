"""A result as a tired learner reads it: what holds, one finding, one question, the next thing to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from textwrap import shorten, wrap

import click

from grader.errors import GraderError
from grader.render.picture import picture_lines
from grader.render.safe import visible
from grader.sandbox.session import printable
from grader.verdict import CheckResult, ExerciseResult, Status

_LONGEST_ERROR = 20_000  # characters: twenty lines of a log, each with its path
_LABEL = 9  # "  called   "
_MARKS = {
    Status.PASSED: ("✓", "green"),
    Status.SKIPPED: ("·", "bright_black"),
    Status.BROKEN: ("!", "yellow"),
}
_SHORT = ("✗", "red")
_UNWRITTEN = ("○", "yellow")
_PRINTED_LINES = {True: 3, False: 12}  # passed: enough to see that something was printed


@dataclass(frozen=True)
class Sheet:
    """Writes results in lines of at most `width` columns.

    Attributes:
        width: Columns.
        seed: The seed of the inputs, shown beside calls.
    """

    width: int
    seed: int

    def result(self, result: ExerciseResult, command: str) -> str:
        """Return one graded file in full; `command` is what to type after mending the finding."""
        lines = [self._rule(result), *self._problem(result), *_functions(result)]
        short = result.first_short
        if short is not None:
            lines += ["", *self.finding(short, result)]
        lines += self._printed(result)
        lines += ["", *self._ending(result, command)]
        return "\n".join(lines)

    def passed_before(self, results: Sequence[ExerciseResult]) -> str:
        """Return a line for each exercise that passes already."""
        marks = click.style("✓", fg="green")
        return "\n".join(f"{marks} {one.exercise} · {one.score:g} of {one.max_score:g} points" for one in results)

    def summary(self, results: Sequence[ExerciseResult]) -> str:
        """Return one line per file: verdict, score, and the first thing that fell short or the idea behind it."""
        width = max(len(_shown(result.file)) for result in results)
        lines = [self._summary_line(result, width) for result in results]
        passed = sum(result.passed for result in results)
        return "\n".join([*lines, "", f"{passed} of {len(results)} files pass"])

    def _rule(self, result: ExerciseResult) -> str:
        score = f"{result.score:g} of {result.max_score:g} points"
        return click.style(self._spread(f"{result.exercise} · {score}", _shown(result.file)), bold=True)

    def _problem(self, result: ExerciseResult) -> Iterator[str]:
        if result.error is not None:
            place = f" ({_shown(result.file)}:{result.error.line})" if result.error.line else ""
            yield from self._labelled("file", f"{_shown(result.error.message)}{place}")

    def finding(self, check: CheckResult, result: ExerciseResult) -> Iterator[str]:
        """Yield the lines of one check that fell short."""
        finding = check.finding
        place = f"{_shown(result.file)}:{finding.line}" if finding.line else _shown(result.file)
        if finding.unwritten:
            yield click.style(self._spread(f"○ {finding.message}", place), fg="yellow")
            return
        yield click.style(self._spread(f"✗ {check.function} · {check.title}", place), fg="red")
        if finding.call:
            yield from self._labelled("called", f"{finding.call}     seed {self.seed}")
            yield from self._labelled("with", finding.case)
        yield from self._labelled("value" if finding.status is Status.FAILED else "result", finding.message)
        yield from self._labelled("where", finding.where)
        yield from self._labelled("others", finding.others)
        for idea in finding.ideas[:2]:
            label = "likely" if idea is finding.ideas[0] else "or"
            yield from self._labelled(label, f"{idea.says}. {idea.hint}")
        if finding.picture is not None:
            lines = picture_lines(finding.picture)
            yield from self._labelled("picture", lines[0] if lines else "")
            yield from (f"  {'':{_LABEL}}{line}" for line in lines[1:])

    def _printed(self, result: ExerciseResult) -> Iterator[str]:
        """The tail of what the learner's code printed."""
        lines, most = result.printed.splitlines(), _PRINTED_LINES[result.passed]
        if lines:
            cut = f" (the last {most} of {len(lines)} lines)" if len(lines) > most else ""
            yield f"\n  printed{cut}"
            yield from (f"    {line[: self.width - 4]}" for line in lines[-most:])

    def _ending(self, result: ExerciseResult, command: str) -> Iterator[str]:
        broken = next((one.finding for one in result.checks if one.finding.status is Status.BROKEN), None)
        if broken is not None:
            what = f"some checks could not be made, which costs you nothing; {broken.message}"
            yield from self._labelled("broken", what)
        if result.passed:
            yield click.style(f"✓ {result.exercise} passes", fg="green")
        if result.first_short is not None:
            yield from self._labelled("stuck?", f"grader hint {result.first_short.function}")
        yield from self._labelled("next", command)

    def _summary_line(self, result: ExerciseResult, width: int) -> str:
        mark, colour = _verdict_mark(result)
        score = f"{result.score:4g} of {result.max_score:g}"
        line = f"{click.style(mark, fg=colour)} {_shown(result.file):<{width}}  {score}"
        room = max(24, self.width - width - len(score) - 6)
        return f"{line}  {shorten(_reason(result), room, placeholder=' …')}".rstrip()

    def _labelled(self, label: str, text: str) -> Iterator[str]:
        """Lines of text beside a label, wrapped under it; nothing for an empty text."""
        room = max(20, self.width - _LABEL - 2)
        for i, line in enumerate(wrap(text, room, break_on_hyphens=False)):
            yield f"  {label if i == 0 else '':<{_LABEL}}{line}"

    def _spread(self, left: str, right: str) -> str:
        """Left and right on one line, or on two where it is too narrow."""
        room = self.width - len(left) - len(right)
        return f"{left}{' ' * room}{right}" if room >= 2 else f"{left}\n{right:>{self.width}}"


def error_text(error: GraderError) -> str:
    """Return an error of files, course or machine."""
    return click.style("error", fg="red") + f": {visible(str(error), _LONGEST_ERROR)}"


def _functions(result: ExerciseResult) -> Iterator[str]:
    for function, group in groupby(result.checks, key=lambda check: check.function):
        checks = list(group)
        earned, worth = sum(one.earned for one in checks), sum(one.points for one in checks)
        marks = "".join(_mark(one) for one in checks)
        yield f"  {function:<24} {marks}{' ' * (12 - len(checks))} {earned:g} of {worth:g}"
        notes = dict.fromkeys(one.finding.note for one in checks if one.finding.status is Status.PASSED)
        yield from (f"      note: {note}" for note in notes if note)


def _mark(check: CheckResult) -> str:
    mark, colour = _MARKS.get(check.finding.status, _UNWRITTEN if check.finding.unwritten else _SHORT)
    return click.style(mark, fg=colour)


def _verdict_mark(result: ExerciseResult) -> tuple[str, str]:
    """The mark of a whole file; one that only we fell short of is not the learner's failure."""
    ours = result.broken and result.error is None and result.first_short is None
    return _MARKS[Status.PASSED if result.passed else Status.BROKEN] if result.passed or ours else _SHORT


def _reason(result: ExerciseResult) -> str:
    """Why a file falls short, in one line: the file's problem, a named idea, or the first message."""
    if result.error is not None:
        return _shown(result.error.message)
    short = result.first_short
    if short is None:
        return next((_shown(one.finding.message) for one in result.checks if one.finding.status is Status.BROKEN), "")
    ideas = short.finding.ideas
    return _shown(f"{short.function}: {ideas[0].says if ideas else short.finding.message}")


def _shown(text: str) -> str:
    """A text of somebody else's (a path, a message) on one line and without anything a terminal would obey."""
    return " ".join(printable(text).split())
