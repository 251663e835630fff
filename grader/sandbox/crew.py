"""Workers started ahead of need, so that the next file finds one that has already imported numpy."""

from __future__ import annotations

from types import TracebackType

from grader.sandbox.launch import Worker, start
from grader.sandbox.limits import Limits

_MAX_SPARES = 2  # the one about to be taken and the next: more would only wait


class Crew:
    """Hands out fresh workers, each to one file."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._spares: list[Worker] = []

    def prepare(self) -> None:
        """Start a spare worker, unless enough are waiting."""
        if len(self._spares) < _MAX_SPARES:
            self._spares.append(start(self._limits))

    def take(self) -> Worker:
        """Return a started worker that nobody else has."""
        return self._spares.pop(0) if self._spares else start(self._limits)

    def __enter__(self) -> Crew:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        while self._spares:
            self._spares.pop().release()
