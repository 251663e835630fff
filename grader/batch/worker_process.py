"""A worker as the process that started it sees it: hand it jobs, hear what came of them, know when it is gone."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections import deque
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from dataclasses import asdict
from typing import Any

from grader.batch.job import Job, Message
from grader.batch.task import Terms
from grader.errors import MachineError
from grader.sandbox.launch import output_file
from grader.threads import ONE_THREAD

_START_SECONDS = 120.0  # two interpreters with numpy, one after the other, from the slowest disk seen
_SEND_SECONDS = 30.0  # a worker always listens; one that does not is stopped
_SAID_BYTES = 64 << 10  # a traceback of ours
_PIECE = 1 << 18


class WorkerProcess:
    """A started worker and the jobs in its hands.

    Attributes:
        ready: It has said so: from here on it grades.
        jobs: What it was handed and has not answered; it works on the first.
        preloads: What the last job it was handed had its zygote import; None before the first.

    Args:
        terms: Of the run.
        now: Seconds that only go forward.

    Raises:
        MachineError: The machine has no process, descriptor or memory for it.
    """

    def __init__(self, terms: Terms, now: float) -> None:
        self.ready = False
        self.jobs: deque[Job] = deque()
        self.preloads: tuple[str, ...] | None = None
        self._terms = terms
        self._since = now
        self._heard = b""
        try:
            self._control, self._trouble, self._process = _started()
        except OSError as error:
            raise MachineError(
                f"no worker could be started: {error}",
                where=sys.executable,
                todo="free some processes or memory, then run the same command again",
            ) from error
        self._control.settimeout(_SEND_SECONDS)
        self._say({**asdict(terms), "course": str(terms.course)})

    def fileno(self) -> int:
        """Where to wait for what it says."""
        return self._control.fileno()

    def hand(self, job: Job, now: float) -> None:
        """Hand it a job. Whether it arrived shows when it is answered, or the worker is gone."""
        if not self.jobs:
            self._since = now
        self.jobs.append(job)
        self.preloads = job.preloads
        self._say(job.message())

    def hear(self, now: float) -> list[Message]:
        """Return what it said, as far as it was said to the end.

        Raises:
            EOFError: It is gone.
        """
        try:
            piece = self._control.recv(_PIECE)
        except OSError:
            piece = b""
        if not piece:
            raise EOFError
        *lines, self._heard = (self._heard + piece).split(b"\n")
        self._since = now if lines else self._since
        return [json.loads(line) for line in lines]

    def overdue(self, now: float) -> bool:
        """Whether it takes longer than it can take: something in it hangs that no limit ends."""
        return now > self.deadline

    @property
    def deadline(self) -> float:
        """When it has to have said something; never, when there is nothing to do."""
        if not self.ready:
            return self._since + _START_SECONDS
        if not self.jobs:
            return float("inf")
        return self._since + self.jobs[0].longest_seconds(self._terms)

    def close(self) -> str:
        """Kill it, and with it all it started; return the last line it wrote to standard error, or how it ended."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._control.close()  # its zygotes see theirs close, and end
        code = self._process.wait()
        said = os.pread(self._trouble, _SAID_BYTES, 0).decode("utf-8", "replace").rstrip("\0\n").rpartition("\n")[2]
        os.close(self._trouble)
        return said or f"exit code {code}"

    def _say(self, message: Mapping[str, Any]) -> None:
        with suppress(OSError):  # it is gone, or stopped: who waits for its answer notices
            self._control.sendall(json.dumps(message).encode() + b"\n")


def _started() -> tuple[socket.socket, int, subprocess.Popen[bytes]]:
    """Return the socket to a new worker, what it says on standard error, and the process."""
    ours, theirs = socket.socketpair()
    with theirs, ExitStack() as on_failure:
        on_failure.callback(ours.close)
        trouble = output_file(_SAID_BYTES)
        on_failure.callback(os.close, trouble)
        process = _start(theirs, trouble)
        on_failure.pop_all()
    return ours, trouble, process


def _start(theirs: socket.socket, trouble: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603  our own interpreter and module
        [sys.executable, "-P", "-m", "grader.batch.worker", str(theirs.fileno())],
        env={**os.environ, **ONE_THREAD},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=trouble,
        pass_fds=(theirs.fileno(),),
        start_new_session=True,  # Ctrl-C is for us; we say when it ends
    )
