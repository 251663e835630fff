"""Start a worker: a fresh interpreter that never was part of this process. Imports nothing heavy, to be first.

A worker imports numpy while we do: on two cores that costs the learner nothing.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from dataclasses import dataclass

from grader.errors import MachineError
from grader.sandbox.limits import Limits

# One thread: a worker's results must not depend on how many cores the machine has. No secrets, no PYTHONPATH.
ENVIRONMENT = {
    "PATH": "/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "HOME": "/nonexistent",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "PYTHONHASHSEED": "0",
    "PYTHONUTF8": "1",
}


@dataclass
class Worker:
    """A started process, the socket to it and the file that holds what it printed."""

    command: list[str]
    process: subprocess.Popen[bytes]
    control: socket.socket
    output: int
    output_bytes: int
    forgotten: int = 0

    def end(self) -> int:
        """Kill it and everything in its session, and return how it ended (negative: by which signal)."""
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:  # it ended by itself, and took its group along
            pass
        self.control.close()
        return self.process.wait()

    def printed(self) -> bytes:
        """Return what it printed so far, at most output_bytes. Works after its death."""
        return os.pread(self.output, self.output_bytes, 0).rstrip(b"\0")[self.forgotten :]

    def forget_printed(self) -> None:
        """Leave out of `printed` what it printed up to now."""
        self.forgotten += len(self.printed())

    def release(self) -> None:
        """End it and forget what it printed."""
        if self.process.returncode is None:
            self.end()
        os.close(self.output)


def start(limits: Limits) -> Worker:
    """Start a worker and return at once; it says "ready" on its socket later.

    Raises:
        MachineError: The machine has no process, descriptor or memory for it.
    """
    try:
        ours, theirs = socket.socketpair()
        output = _output_file(limits.output_bytes)
        with theirs:
            numbers = [theirs.fileno(), output, limits.output_bytes]
            command = [sys.executable, "-s", "-P", "-m", "grader.inside", *map(str, numbers)]
            process = subprocess.Popen(  # noqa: S603  our own interpreter and module
                command,
                env=ENVIRONMENT,
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=(theirs.fileno(), output),
                start_new_session=True,
            )
    except OSError as error:
        raise MachineError(
            f"no worker could be started: {error}",
            where=sys.executable,
            todo="free some processes or memory, then run the same command again",
        ) from error
    return Worker(command, process, ours, output, limits.output_bytes)


def _output_file(size: int) -> int:
    """A file in memory that cannot grow where Linux has one, else a deleted temporary file."""
    if sys.platform == "linux":
        import fcntl  # noqa: PLC0415

        output = os.memfd_create("output", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
        os.ftruncate(output, size)
        fcntl.fcntl(output, fcntl.F_ADD_SEALS, fcntl.F_SEAL_GROW | fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_SEAL)
        return output
    import tempfile  # noqa: PLC0415

    with tempfile.TemporaryFile() as file:
        return os.dup(file.fileno())
