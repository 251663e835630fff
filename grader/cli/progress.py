"""How far a run is, on standard error: a bar where there is a terminal, a line every few seconds elsewhere.

Numbers only: whatever a stranger called himself or his file never gets here.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import click

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID

_EVERY = 5.0  # seconds between lines: a log of an hour stays readable


@dataclass
class Counts:
    """Files graded so far, by how they ended."""

    passed: int = 0
    short: int = 0
    broken: int = 0

    @property
    def done(self) -> int:
        """All of them."""
        return self.passed + self.short + self.broken

    def __str__(self) -> str:
        return f"{self.passed} pass, {self.short} fall short, {self.broken} broken"


class Progress(Protocol):
    """Is told after every file."""

    def show(self, counts: Counts) -> None:
        """Show how far it is."""


@contextmanager
def progress(total: int) -> Iterator[Progress]:
    """Show a run over `total` files."""
    if sys.stderr.isatty() and os.environ.get("TERM") != "dumb":
        with _bar(total) as bar:
            yield bar
    else:
        lines = _Lines(total, time.monotonic())
        yield lines


class _Lines:
    def __init__(self, total: int, start: float) -> None:
        self._total = total
        self._start = self._said = start

    def show(self, counts: Counts) -> None:
        now = time.monotonic()
        if now - self._said >= _EVERY:
            self._said = now
            click.echo(line(counts, self._total, now - self._start), err=True)


def line(counts: Counts, total: int, seconds: float) -> str:
    """Return how far a run is after some seconds, when at least one file is done.

    >>> line(Counts(passed=30, short=10), 100, 4.0)
    '40 of 100 files, 10.0 per second, 6 s left: 30 pass, 10 fall short, 0 broken'
    """
    rate = counts.done / seconds
    left = (total - counts.done) / rate
    return f"{counts.done} of {total} files, {rate:.1f} per second, {left:.0f} s left: {counts}"


@contextmanager
def _bar(total: int) -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Rich

    columns = (
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[counts]}"),
    )
    with Rich(*columns, console=Console(stderr=True), refresh_per_second=4) as rich:
        yield _Bar(rich.add_task("", total=total, rate="", counts=""), rich, time.monotonic())


class _Bar:
    def __init__(self, task: TaskID, rich: RichProgress, start: float) -> None:
        self._task = task
        self._rich = rich
        self._start = start

    def show(self, counts: Counts) -> None:
        rate = counts.done / max(time.monotonic() - self._start, 1e-3)
        self._rich.update(self._task, completed=counts.done, rate=f"{rate:.1f}/s", counts=str(counts))
