"""A result as a tired learner reads it: what holds, one finding, one question, the next thing to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from textwrap import wrap

import click

from grader.errors import GraderError
from grader.render.picture import picture_lines
from grader.verdict import CheckResult, ExerciseResult, Status

WIDTH = 88
_LABEL = 9  # "  called   "
_MARKS = {
    Status.PASSED: ("✓", "green"),
    Status.SKIPPED: ("·", "bright_black"),
    Status.BROKEN: ("!", "yellow"),
}
_SHORT = ("✗", "red")
_MAX_PRINTED_LINES = 12


def result_text(result: ExerciseResult, seed: int, command: str) -> str:
    """Return one graded file in full.

    Args:
        result: What grading found.
        seed: The seed of its inputs, shown beside the call.
        command: What to type after mending the finding.
    """
    lines = [_rule(result), *_problem(result), *_functions(result)]
    short = result.first_short
    if short is not None:
        lines += ["", *_finding(short, result, seed)]
    lines += _printed(result)
    lines += ["", *_ending(result, command)]
    return "\n".join(lines)


def summary_text(results: Sequence[ExerciseResult]) -> str:
    """Return one line per file: verdict, score, and the first thing that fell short or the idea behind it."""
    width = max(len(result.file) for result in results)
    lines = [_summary_line(result, width) for result in results]
    passed = sum(result.passed for result in results)
    return "\n".join([*lines, "", f"{passed} of {len(results)} files pass"])


def error_text(error: GraderError) -> str:
    """Return an error of files, course or machine."""
    return click.style("error", fg="red") + f": {error}"


def _rule(result: ExerciseResult) -> str:
    score = f"{result.score:g} of {result.max_score:g} points"
    return click.style(_spread(f"{result.exercise} · {score}", result.file), bold=True)


def _problem(result: ExerciseResult) -> Iterator[str]:
    if result.error is not None:
        line = f":{result.error.line}" if result.error.line else ""
        yield from _labelled("file", f"{result.error.message}{f' ({result.file}{line})' if line else ''}")


def _functions(result: ExerciseResult) -> Iterator[str]:
    for function, group in groupby(result.checks, key=lambda check: check.function):
        checks = list(group)
        earned, worth = sum(one.earned for one in checks), sum(one.points for one in checks)
        marks = "".join(_mark(one) for one in checks)
        yield f"  {function:<24} {marks}{' ' * (12 - len(checks))} {earned:g} of {worth:g}"
        for check in checks:
            if check.finding.status is Status.PASSED and check.finding.note:
                yield f"      note: {check.title}: {check.finding.note}"


def _mark(check: CheckResult) -> str:
    mark, colour = _MARKS.get(check.finding.status, _SHORT)
    return click.style(mark, fg=colour)


def _finding(check: CheckResult, result: ExerciseResult, seed: int) -> Iterator[str]:
    finding = check.finding
    place = f"{result.file}:{finding.line}" if finding.line else result.file
    yield click.style(_spread(f"✗ {check.function} · {check.title}", place), fg="red")
    if finding.call:
        yield from _labelled("called", f"{finding.call}     seed {seed}")
        yield from _labelled("with", finding.case)
    yield from _labelled("value" if finding.status is Status.FAILED else "result", finding.message)
    yield from _labelled("where", finding.where)
    yield from _labelled("others", finding.others)
    for idea in finding.ideas[:2]:
        yield from _labelled("likely" if idea is finding.ideas[0] else "or", f"{idea.says}. {idea.hint}")
    if finding.picture is not None:
        lines = picture_lines(finding.picture)
        yield from _labelled("picture", lines[0] if lines else "")
        yield from (f"  {'':{_LABEL}}{line}" for line in lines[1:])


def _printed(result: ExerciseResult) -> Iterator[str]:
    """The tail of what the learner's code printed."""
    lines = result.printed.splitlines()
    if lines:
        cut = f" (the last {_MAX_PRINTED_LINES} of {len(lines)} lines)" if len(lines) > _MAX_PRINTED_LINES else ""
        yield f"\n  printed{cut}"
        yield from (f"    {line[: WIDTH - 4]}" for line in lines[-_MAX_PRINTED_LINES:])


def _ending(result: ExerciseResult, command: str) -> Iterator[str]:
    broken = next((one.finding for one in result.checks if one.finding.status is Status.BROKEN), None)
    if broken is not None:
        yield from _labelled("broken", f"some checks could not be made, which costs you nothing; {broken.message}")
    if result.passed:
        yield click.style(f"✓ {result.exercise} passes", fg="green")
    yield from _labelled("next", command)


def _summary_line(result: ExerciseResult, width: int) -> str:
    mark, colour = ("✓", "green") if result.passed else _SHORT
    score = f"{result.score:4g} of {result.max_score:g}"
    return f"{click.style(mark, fg=colour)} {result.file:<{width}}  {score}  {_reason(result)}".rstrip()


def _reason(result: ExerciseResult) -> str:
    """Why a file falls short, in one line: the file's problem, a named idea, or the first message."""
    if result.error is not None:
        return result.error.message
    short = result.first_short
    if short is None:
        return ""
    ideas = short.finding.ideas
    return f"{short.function}: {ideas[0].says if ideas else short.finding.message}"


def _labelled(label: str, text: str) -> Iterator[str]:
    """Lines of text beside a label, wrapped under it; nothing for an empty text."""
    for i, line in enumerate(wrap(text, WIDTH - _LABEL - 2, break_on_hyphens=False)):
        yield f"  {label if i == 0 else '':<{_LABEL}}{line}"


def _spread(left: str, right: str) -> str:
    return f"{left}{' ' * max(2, WIDTH - len(left) - len(right))}{right}"
