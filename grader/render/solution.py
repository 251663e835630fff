"""A worked solution on the terminal: the idea, the code, what to notice."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from textwrap import wrap

import click

from grader.learner.worked import Worked
from grader.render.width import WIDTH


def solution_text(exercise: str, solution: Worked) -> str:
    """Return a solution in full, and below it, function by function, what to notice beside one's own."""
    lines = [click.style(f"{exercise} · a solution", bold=True), ""]
    lines += [*wrap(solution.lesson, WIDTH, initial_indent="  ", subsequent_indent="  "), "", solution.code, ""]
    lines += [click.style("what to notice, beside your own", bold=True)]
    for function, group in groupby(solution.notices, key=lambda one: one[0]):
        lines += ["", f"  {function or exercise}"]
        for _, line, text in group:
            lines += _notice(line, text)
    return "\n".join(lines)


def _notice(line: str, text: str) -> Iterator[str]:
    yield f"    {line}"
    yield from wrap(text, WIDTH, initial_indent="      ", subsequent_indent="      ", break_on_hyphens=False)
