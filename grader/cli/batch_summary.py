"""`grader batch summary`: the class in numbers, and the wrong ideas it holds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from textwrap import wrap

import click

from grader.batch.grades import Grades
from grader.batch.summary import ExerciseSummary, Summary, summarised
from grader.cli.class_options import output_option, still_waiting
from grader.cli.main import PASSED, emit
from grader.cli.results_folder import GRADEBOOK
from grader.portrait.curves import counted
from grader.render.width import WIDTH


@click.command(name="summary")
@output_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(output: Path, form: str) -> int:
    """Say of each exercise how many passed and the mean, and which wrong ideas the class holds, counted by student.

    \b
    Example:
      grader batch summary --output results
    """
    with Grades(output / GRADEBOOK) as grades:
        everybody = ((one.id, grades.entries(one.id)) for one in grades.students())
        summary = summarised(grades.points(), everybody)
    emit(_json(summary) if form == "json" else "\n".join(_text(summary)))
    return PASSED


def _json(summary: Summary) -> str:
    ideas = [{**asdict(idea), "students": len(idea.students)} for idea in summary.ideas]
    exercises = [asdict(one) for one in summary.exercises]
    whole = {"schema_version": 1, "students": summary.students, "exercises": exercises, "ideas": ideas}
    return json.dumps(whole, ensure_ascii=False)


def _text(summary: Summary) -> Iterator[str]:
    handed_in = [one for one in summary.exercises if one.handed_in]
    width = max((len(one.exercise) for one in handed_in), default=8)
    yield counted(summary.students, "student")
    yield ""
    yield f"{'exercise':<{width}}  handed in  passed          mean  broken  unstable"
    yield from (_row(one, width) for one in handed_in)
    missing = [one.exercise for one in summary.exercises if not one.handed_in]
    if missing:
        yield from wrap(f"handed in by nobody: {', '.join(missing)}", WIDTH)
    for line in still_waiting({one.exercise: one.waiting for one in handed_in if one.waiting}):
        yield from wrap(line, WIDTH)
    if summary.ideas:
        yield ""
        yield "wrong ideas, by the number of students who hold them"
    for idea in summary.ideas:
        lines = wrap(f"{idea.id}: {idea.says}. {idea.hint}", WIDTH - 8, break_on_hyphens=False)
        yield f"{len(idea.students):6d}  {lines[0]}"
        yield from (f"        {line}" for line in lines[1:])


def _row(one: ExerciseSummary, width: int) -> str:
    mean = "-" if one.mean is None else f"{one.mean:.1f} of {one.points:g}"
    counts = f"{one.broken:6d}  {one.unstable:8d}"
    return f"{one.exercise:<{width}}  {one.handed_in:9d}  {one.passed:6d}  {mean:>12}  {counts}"
