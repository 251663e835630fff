"""`grader quiz undo`: take the last answer back, of this session or one before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from grader.cli.clock import now
from grader.cli.main import PASSED, emit
from grader.cli.quiz_home import opened
from grader.render.safe import one_line

if TYPE_CHECKING:
    from grader.quiz.log import Line
    from grader.quiz.store import Store


@click.command(name="undo")
@click.argument("count", type=click.IntRange(min=1), default=1)
def command(count: int) -> int:
    """Take back the last COUNT answers, suspensions or other changes given on this machine.

    The log keeps them, and that they were taken back; there is no limit.

    \b
    Examples:
      grader quiz undo
      grader quiz undo 3
    """
    with opened() as store:
        for _ in range(count):
            line = take_back(store)
            if line is None:
                emit("there is nothing to take back")
                break
            emit(f"taken back: {_said(line)}")
    return PASSED


def take_back(store: Store) -> Line | None:
    """Take back the last line that stands, and return it; None where there is none."""
    from grader.quiz.log import Event

    line = store.newest()
    if line is not None:
        store.add([Event(**store.stamp(now()), kind="undo", target=line.id)])
    return line


def _said(line: Line) -> str:
    from grader.quiz.log import Review, kind_of

    what = f"the answer `{one_line(line.answer, 60)}` to" if isinstance(line, Review) else f"{kind_of(line)} of"
    return f"{what} {one_line(line.card)}, {line.at.astimezone():%Y-%m-%d %H:%M}"
