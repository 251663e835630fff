"""Zygotes by what they have imported, started ahead of need: the next file finds one that has numpy already."""

from __future__ import annotations

from collections.abc import Sequence
from types import TracebackType

from grader.sandbox.launch import Worker, Zygote, start_zygote
from grader.sandbox.limits import Limits
from grader.sandbox.tiers import LAYERS


class Crew:
    """Hands out workers, each to one file; those that want the same modules are children of one zygote."""

    def __init__(self, limits: Limits, layers: Sequence[str] = LAYERS) -> None:
        self._limits = limits
        self._layers = layers
        self._zygotes: dict[tuple[str, ...], Zygote] = {}

    def prepare(self, preloads: Sequence[str] = ()) -> None:
        """Start a zygote with these modules, unless one is there."""
        self._find(tuple(preloads))

    def take(self) -> Worker:
        """Return a worker that nobody else has."""
        return Worker(self._find)

    def _find(self, preloads: tuple[str, ...]) -> Zygote:
        zygote = self._zygotes.get(preloads)
        if zygote is None or not zygote.serves:
            if zygote is not None:
                zygote.close()
            zygote = self._zygotes[preloads] = start_zygote(preloads, self._layers)
        return zygote

    def __enter__(self) -> Crew:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        while self._zygotes:
            self._zygotes.popitem()[1].close()
