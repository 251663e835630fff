"""Zygotes by what they have imported, started ahead of need: the next file finds one that has numpy already.

From the second file on a child waits, too: to fork and confine one takes 3 ms, in which the last file's answers can be
judged. Who has a single file asks for that child before it is known what the file is.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from types import TracebackType

from grader.errors import MachineError
from grader.sandbox.tiers import FORKS, LAYERS

TYPE_CHECKING = False  # typing's own: its import, 2 ms, would keep the first zygote waiting
if TYPE_CHECKING:
    from grader.sandbox.launch import Child, Worker, Zygote
    from grader.sandbox.limits import Limits


class Crew:
    """Hands out workers, each to one file; those that want the same modules are children of one zygote.

    Where zygotes do not fork, each serves one file itself, and the next is started meanwhile.
    """

    def __init__(self, layers: Sequence[str] = LAYERS, forks: bool = FORKS) -> None:
        self._layers = layers
        self._forks = forks
        self._zygotes: dict[tuple[str, ...], Zygote] = {}
        self._last: tuple[tuple[str, ...], Limits] | None = None  # what was asked for
        self._spare: Child | None = None  # it waits
        self._spare_for: tuple[tuple[str, ...], Limits] | None = None

    def prepare(self, preloads: Sequence[str] = ()) -> None:
        """Start a zygote with these modules, unless one is there."""
        self._find(tuple(preloads))

    def stand_by(self, preloads: Sequence[str], limits: Limits, once: bool = False) -> None:
        """Let a child wait for a file that is not there yet, if it turns out to want these modules and limits.

        Args:
            preloads: What the file is expected to want to have been imported.
            limits: What it is expected to be allowed.
            once: No other file will; else one more child waits as soon as this one is taken.

        Raises:
            MachineError: The machine has no process, descriptor or memory for it.
        """
        asked, zygote = (tuple(preloads), limits), self._find(tuple(preloads))
        self._last = None if once else asked
        if self._forks:  # elsewhere the zygote itself is who waits
            self._spare, self._spare_for = self._waiting(asked, zygote) or zygote.fork(limits), asked

    def take(self) -> Worker:
        """Return a worker that nobody else has."""
        from grader.sandbox.launch import Worker  # noqa: PLC0415  as below

        return Worker(self._fork)

    def dismiss(self) -> None:
        """End every zygote; who asks again gets fresh ones."""
        if self._spare is not None:
            _give_up(self._spare)
            self._spare = None
        while self._zygotes:
            self._zygotes.popitem()[1].close()

    def _fork(self, preloads: tuple[str, ...], limits: Limits) -> Child:
        """Return the child that waits, or a new one; let another wait when the same is asked for again and again."""
        asked, zygote = (preloads, limits), self._find(preloads)
        again, self._last = self._last == asked, asked
        child = self._waiting(asked, zygote) or zygote.fork(limits)
        if not self._forks:
            del self._zygotes[preloads]  # it is the child's, and ends with it
            if again:
                self._find(preloads)
        elif again and zygote.serves:
            with suppress(MachineError):  # the next one says so, who needs it
                self._spare, self._spare_for = zygote.fork(limits), asked
        return child

    def _waiting(self, asked: tuple[tuple[str, ...], Limits], zygote: Zygote) -> Child | None:
        """Return the child that waits, if it waits for this; one that waits for something else is let go."""
        child, self._spare = self._spare, None
        if child is None or (self._spare_for == asked and child.zygote is zygote):
            return child
        _give_up(child)
        return None

    def _find(self, preloads: tuple[str, ...]) -> Zygote:
        from grader.sandbox.launch import start_zygote  # noqa: PLC0415  5 ms of every command that starts no worker

        zygote = self._zygotes.get(preloads)
        if zygote is None or not zygote.serves:
            if zygote is not None:
                zygote.close()
            zygote = self._zygotes[preloads] = start_zygote(preloads, self._layers, forks=self._forks)
        return zygote

    def __enter__(self) -> Crew:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.dismiss()


def _give_up(child: Child) -> None:
    child.kill()
    child.release()
