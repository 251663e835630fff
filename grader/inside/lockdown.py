"""Which layer is put on when, and what came of each.

Around the zygote, once: namespaces (before numpy, because the process that learners' children come from must be the
first of its process namespace), then, with everything imported, the empty root, the uid, Landlock and the limits that
children inherit. In every child, before the first byte of learner code: its own limits, no capability, seccomp.

A layer that is not asked for, or that the machine refuses, is left out and the reason kept: the outside decides what is
enough. seccomp closes all files where neither an empty root nor Landlock says which may be read.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from grader.inside import kernel, landlock, namespaces, places, seccomp
from grader.inside.rlimits import Bounds, limit_a_child, limit_the_family

NAMESPACES, LANDLOCK, SECCOMP, RLIMITS = LAYERS = ("namespaces", "landlock", "seccomp", "rlimits")
ON, OFF = "on", "off"


@dataclass
class Confinement:
    """What is on. Made before anything else is imported, completed when everything is.

    Attributes:
        asked: The layers to put on.
        report: Layer to "on", "off" (not asked for) or why it is not on.
        files: Whether learner code may open files for reading.
    """

    asked: Collection[str]
    report: dict[str, str] = field(default_factory=dict)
    files: bool = True
    _mapped_bytes: int = 0
    _kept: tuple[int, ...] = ()
    _way_back: int = -1
    _trial: int = -1
    _filter: bytes = b""

    def begin(self) -> None:
        """Go into namespaces. Returns in another process when they can be had."""
        self.report = dict.fromkeys(LAYERS, OFF)
        with suppress(OSError):  # when memory runs out, learner code goes first
            Path("/proc/self/oom_score_adj").write_text("1000")
        if NAMESPACES in self.asked:
            try:
                self.report[NAMESPACES] = namespaces.enter()
            except OSError as error:
                self.report[NAMESPACES] = str(error)
        if SECCOMP in self.asked:
            self.report[SECCOMP] = _came_of(self._try_a_filter)

    def no_files_to_come(self) -> bool:
        """Whether children will open no file: only seccomp is left to say which, and it cannot read paths."""
        landlocked = LANDLOCK in self.asked and landlock.version() > 0
        return SECCOMP in self.asked and self.report[NAMESPACES] != ON and not landlocked

    def complete(self, hidden: list[Path]) -> None:
        """Give up everything that the zygote itself can do without."""
        found = places.found(hidden)
        shown = found.readable()
        self._mapped_bytes = kernel.address_space_bytes()
        if self.report[NAMESPACES] == ON:
            self._way_back = os.pidfd_open(os.getpid())
            self.report[NAMESPACES] = _came_of(lambda: namespaces.leave_for_an_empty_root(found.roots, found.covers()))
            self._become_nobody_inside()
        elif os.getuid() == 0:
            self._become_nobody(shown)
        kernel.gain_nothing_by_exec()
        if LANDLOCK in self.asked:
            self.report[LANDLOCK] = _came_of(lambda: landlock.restrict(shown, found.divided()))
        kernel.hide_from_siblings()
        walls = {self.report[NAMESPACES], self.report[LANDLOCK]}
        self.files = SECCOMP not in self.asked or ON in walls  # seccomp alone cannot say which
        if self.report[SECCOMP] == ON:
            self.report[SECCOMP] = _came_of(self._prepare_filter)
        if RLIMITS in self.asked:
            self.report[RLIMITS] = _came_of(limit_the_family)

    def fork(self) -> int:
        """Fork a child: the first process of a namespace of its own where there are namespaces."""
        return namespaces.fork_into_own_processes(self._way_back) if self._way_back >= 0 else os.fork()

    def confine_child(self, bounds: Bounds) -> None:
        """Put on what each child gets for itself. Nothing that it starts from here can be undone."""
        if self._way_back < 0:
            kernel.die_with_parent()
        if RLIMITS in self.asked:
            limit_a_child(bounds, self._mapped_bytes, processes=SECCOMP not in self.asked)
        kernel.keep_capabilities(*self._kept)
        if self._filter:
            seccomp.load(self._filter, os.getpid())

    def _become_nobody_inside(self) -> None:
        if os.getuid() == 0:
            kernel.become(namespaces.INSIDE, kernel.SYS_ADMIN)
        else:
            kernel.keep_capabilities(kernel.SYS_ADMIN)
        kernel.die_with_parent()

    def _become_nobody(self, shown: list[Path]) -> None:
        """Root below /root: others may not enter, so the right to read stays, and Landlock says what."""
        self._kept = () if places.open_to_everybody(shown) else (kernel.READ_SEARCH,)
        with suppress(OSError):  # a container without the right to change its uid
            kernel.become(namespaces.NOBODY, *self._kept)

    def _try_a_filter(self) -> None:
        """Begin to find out whether a container forbids it, in a process that is small yet: a fork of numpy is not."""
        self._trial = os.fork()
        if self._trial == 0:
            try:
                kernel.gain_nothing_by_exec()
                seccomp.load(seccomp.program(files=False), os.getpid())
                os._exit(0)
            except OSError as error:
                os._exit(error.errno or 1)
            finally:
                os._exit(1)  # whatever it was: there is one zygote

    def _prepare_filter(self) -> None:
        code = os.waitstatus_to_exitcode(os.waitpid(self._trial, 0)[1])
        program = seccomp.program(self.files)
        if code:
            raise OSError(code, os.strerror(abs(code)))
        self._filter = program


def _came_of(layer: Callable[[], None]) -> str:
    try:
        layer()
    except (OSError, ValueError) as error:
        return getattr(error, "strerror", None) or str(error)
    return ON
