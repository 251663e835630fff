"""`grader batch show STUDENT`: every result of one student, and what each can be traced to."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from grader.batch.entry import Entry, Result
from grader.batch.grades import Grades
from grader.cli.class_options import named, output_option, student_named
from grader.cli.main import PASSED, emit
from grader.cli.results_folder import GRADEBOOK, result_lines
from grader.render.jsonl import problem_line
from grader.render.safe import one_line
from grader.submission import Problem, Student


@click.command(name="show")
@click.argument("student")
@output_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(student: str, output: Path, form: str) -> int:
    """Show all results of STUDENT, with the file, seed, course, tier and limits that each can be traced to.

    STUDENT is an id, a name, an email, or a part of a name.

    \b
    Example:
      grader batch show "Ann Lee" --output results
    """
    with Grades(output / GRADEBOOK) as grades:
        who = student_named(student, grades.students())
        entries, earlier = grades.entries(who.id), grades.earlier(who.id)
        problems = [one for one in grades.problems() if who.id in one.students]
    emit((_json if form == "json" else _text)(who, entries, earlier, problems))
    return PASSED


def _json(who: Student, entries: list[Entry], earlier: list[Entry], problems: list[Problem]) -> str:
    whole = {
        "schema_version": 1,
        "student": who.id,
        "name": who.name,
        "results": [json.loads(line) for line in result_lines(who, entries)],
        "earlier": [json.loads(line) for line in result_lines(who, earlier)],
        "problems": [json.loads(problem_line(one)) for one in problems],
    }
    return json.dumps(whole)


def _text(who: Student, entries: list[Entry], earlier: list[Entry], problems: list[Problem]) -> str:
    return "\n".join(_lines(who, entries, earlier, problems))


def _lines(who: Student, entries: list[Entry], earlier: list[Entry], problems: list[Problem]) -> Iterator[str]:
    yield named(who)
    for one in entries:
        yield ""
        yield from _answer(one)
    if not entries:
        yield "\nnothing of theirs could be graded"
    if problems:
        yield "\nwhat could not be taken as an answer"
        for problem in problems:
            yield f"  {one_line(f'{problem.path}: {problem.reason}')}"
            yield f"    {one_line(problem.todo)}"
    if earlier:
        yield "\nearlier results, which do not count"
        for one in earlier:
            yield ""
            yield from _answer(one)


def _answer(entry: Entry) -> Iterator[str]:
    result = entry.result
    late, gone = " · late" if entry.late else "", "" if entry.current else " · something newer was handed in"
    yield f"{entry.exercise} · {_verdict(result)}{late}{gone}"
    yield f"  file     {one_line(entry.origin)}, sha256 {entry.sha256}"
    if entry.attempted:
        yield f"  handed   {entry.attempted}"
    if result is not None:
        yield from _trace(result)


def _verdict(result: Result | None) -> str:
    if result is None:
        return "not graded yet"
    if result.broken:
        return "no grade: a check of ours broke"
    score = f"{result.score:g} of {result.max_score:g} points"
    if result.unstable:
        return f"no grade: {score} with the first seed, other checks pass with the second"
    return f"{score}, {'passed' if result.passed else 'falls short'}"


def _trace(result: Result) -> Iterator[str]:
    second = "" if result.confirm_seed is None else f", second seed {result.confirm_seed}"
    limits = ", ".join(f"{name} {value}" for name, value in result.limits.items())
    yield f"  course   {result.course_version}, grader {result.grader_version}, seed {result.seed}{second}"
    yield f"  tier     {result.tier or 'none'}, attempts {result.attempts}, run {result.run}, graded {result.graded}"
    yield f"  limits   {limits}"
    yield from _finding(result.record)


def _finding(record: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with the file, or the first check that fell short and the idea that it shows."""
    if record["error"]:
        yield f"  finding  {one_line(record['error']['message'])}"
    short = next((check for check in record["checks"] if check["message"] and check["status"] != "skipped"), None)
    if short is not None:
        yield f"  finding  {short['function']}, {one_line(short['title'])}: {one_line(short['message'])}"
        yield from (f"  likely   {one_line(idea['says'])}" for idea in short["misconceptions"][:1])
