"""The zygote: imports once, confines itself once, then forks one child per submission.

It runs no learner code and reads nothing a learner wrote: the file travels on the child's own socket. What it takes are
the requests below, from the process that started it, of fixed size::

    fork   number  memory_bytes  cpu_seconds  output_bytes    with two descriptors: the child's socket, its output
    end    number  patience                                   -> number, how it ended
    kill   number

`end` lets a dying child finish for as long as `patience` says, kills it, and answers when it is gone; `kill` does not
answer, for who has heard enough.

Where a process that has imported numpy must not fork (macOS), it takes one request, `fork`, becomes the child itself,
and ends with it: one interpreter for one file. Nothing confines it there.
"""

from __future__ import annotations

import gc
import os
import select
import signal
import socket
import struct
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from grader.inside import output, serve, warm
from grader.inside.lockdown import Confinement
from grader.inside.rlimits import MAX_FILES, Bounds

# The same two structures as in grader.sandbox.launch, on purpose twice: nothing but grader.wire is shared.
REQUEST = struct.Struct("<cIdQQQ")
REPLY = struct.Struct("<Ii")
_SOCKET, _FIRST_OTHER = 3, 4
_WORTHWHILE = 2  # children: with the first, a person waits for one file, and both processors have enough to do


class ForkServer:
    """Forks children and buries them."""

    def __init__(self, control: socket.socket, confinement: Confinement) -> None:
        self._control = control
        self._confinement = confinement
        self._children: dict[int, int] = {}  # the outside's number to the pid

    def serve(self) -> None:
        """Answer requests until the other side hangs up; what it left behind ends then, with all it started."""
        while True:
            request, descriptors, _, _ = socket.recv_fds(self._control, REQUEST.size, 2)
            if len(request) < REQUEST.size:
                for number in [*self._children]:
                    self._end(number, 0.0)
                return
            kind, number, patience, *bounds = REQUEST.unpack(request)
            if kind == b"f":
                self._fork(number, descriptors, Bounds(*bounds))
                if number == _WORTHWHILE and self._confinement.files:
                    warm.later()
            else:
                ended = REPLY.pack(number, self._end(number, patience))
                if kind == b"e":
                    self._control.sendall(ended)

    def _fork(self, number: int, descriptors: list[int], bounds: Bounds) -> None:
        with suppress(OSError):  # no process to be had: the socket closes, and the outside says so
            self._children[number] = self._confinement.fork()
            if self._children[number] == 0:
                _live(descriptors, bounds, self._confinement)
        for descriptor in descriptors:
            os.close(descriptor)

    def _end(self, number: int, patience: float) -> int:
        """Return how a child ended: its exit code, or minus the signal."""
        pid = self._children.pop(number, None)
        if pid is None:
            return 0
        if patience > 0:
            _wait_a_little(pid, patience)
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        with suppress(ProcessLookupError):  # without namespaces: what it left in its session
            os.killpg(pid, signal.SIGKILL)
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def _wait_a_little(pid: int, seconds: float) -> None:
    descriptor = os.pidfd_open(pid)
    select.select([descriptor], [], [], seconds)
    os.close(descriptor)


def _live(descriptors: list[int], bounds: Bounds, confinement: Confinement, forked: bool = True) -> NoReturn:
    """Be a child: keep a socket and an output, give up the rest, serve."""
    try:
        control, out = descriptors
        os.dup2(control, _SOCKET)
        os.dup2(out, 1)
        os.dup2(out, 2)
        os.closerange(_FIRST_OTHER, MAX_FILES)
        output.capture(bounds.output_bytes)
        if forked:
            os.setsid()
            confinement.confine_child(bounds)
        gc.enable()
        serve.serve(_SOCKET, confinement.report)
        os._exit(0)
    except BaseException as error:
        with suppress(BaseException):
            os.write(2, f"{type(error).__name__}: {error}\n".encode()[:500])
        os._exit(70)


def run(
    control: socket.socket,
    confinement: Confinement,
    hidden: Sequence[str],
    preloads: Sequence[str],
    forks: bool,
) -> None:
    """Become a zygote and stay one, or wait for the one file that this interpreter is for."""
    if not forks:
        warm.warm(preloads, library=False, forks=False)
        _be_the_child(control, confinement)
        return
    warm.warm(preloads, library=confinement.no_files_to_come())
    confinement.complete([Path(place) for place in hidden])
    gc.freeze()  # __main__ has disabled it
    ForkServer(control, confinement).serve()


def _be_the_child(control: socket.socket, confinement: Confinement) -> None:
    """Serve one file in this process. Returns when the other side hangs up before it has one."""
    request, descriptors, _, _ = socket.recv_fds(control, REQUEST.size, 2)
    if len(request) == REQUEST.size:
        _, _, _, *bounds = REQUEST.unpack(request)
        _live(descriptors, Bounds(*bounds), confinement, forked=False)
