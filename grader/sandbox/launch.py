"""Start a zygote: a fresh interpreter that never was part of this process. Imports nothing heavy, to be first.

A zygote imports numpy while we do: on two cores that costs the learner nothing.
"""

from __future__ import annotations

import os
import signal
import socket
import struct
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from grader.errors import MachineError
from grader.sandbox.limits import Limits
from grader.sandbox.tiers import LAYERS

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

# grader.inside.fork_server says what these carry.
_REQUEST = struct.Struct("<cIdQQQ")
_REPLY = struct.Struct("<Ii")
_ANSWER_SECONDS = 10.0  # to kill and bury a child; 2 ms here. A zygote that takes longer is killed itself
_DYING_SECONDS = 0.5
_TROUBLE_BYTES = 16 << 10
_FORKS = sys.platform == "linux"  # elsewhere a fork after numpy is not safe: one interpreter serves one file


@dataclass
class Zygote:
    """A started process that forks children, and the socket to it."""

    command: list[str]
    process: subprocess.Popen[bytes]
    control: socket.socket
    trouble: int  # what it says on standard error, for ours to mend
    preloads: tuple[str, ...]
    _last: int = 0
    _open: bool = True
    _said: bytes = b""

    @property
    def serves(self) -> bool:
        """Whether it can be asked for a child."""
        return self._open and self.process.poll() is None and (_FORKS or not self._last)

    def fork(self, theirs: socket.socket, output: int, limits: Limits) -> int:
        """Ask for a child with this socket and output, and return its number. It says "ready" on its socket later."""
        self._last += 1
        bounds = (limits.memory_bytes, int(limits.file_wall_seconds) + 5, limits.output_bytes)
        with suppress(OSError):  # it is gone: its child's socket says so, as it does when it goes later
            request = _REQUEST.pack(b"f", self._last, 0.0, *bounds)
            socket.send_fds(self.control, [request], [theirs.fileno(), output])
        return self._last

    def end(self, child: int, patience_seconds: float) -> int:
        """Kill a child and return how it ended (negative: by which signal), or how the zygote itself did.

        Args:
            child: Its number.
            patience_seconds: For a child that is dying already, to learn how.
        """
        try:
            self.control.settimeout(patience_seconds + _ANSWER_SECONDS)
            self.control.sendall(_REQUEST.pack(b"e", child, patience_seconds, 0, 0, 0))
            while True:
                number, code = _REPLY.unpack(_exactly(self.control, _REPLY.size))
                if number == child:
                    return int(code)
        except (OSError, EOFError, ValueError):
            with suppress(subprocess.TimeoutExpired):  # it is ending by itself: let it, to learn how
                self.process.wait(_DYING_SECONDS)
            return self.close()

    def close(self) -> int:
        """Kill it and everything below it, and return how it ended."""
        with suppress(ProcessLookupError):  # it ended by itself, and took its group along
            os.killpg(self.process.pid, signal.SIGKILL)
        if self._open:
            self._open = False
            self.control.close()
            self._said = os.pread(self.trouble, _TROUBLE_BYTES, 0)
            os.close(self.trouble)
        return self.process.wait()

    @property
    def last_words(self) -> str:
        """The last line it wrote to standard error."""
        said = os.pread(self.trouble, _TROUBLE_BYTES, 0) if self._open else self._said
        return said.decode("utf-8", "replace").rstrip("\0\n").rpartition("\n")[2]


def _exactly(control: socket.socket, size: int) -> bytes:
    pieces = b""
    while len(pieces) < size:
        piece = control.recv(size - len(pieces))
        if not piece:
            raise EOFError
        pieces += piece
    return pieces


class Worker:
    """A child to be: a place for one file. `begin` forks it.

    Args:
        find: Returns a zygote with these modules imported.
        zygote: One that is this worker's own, and ends with it.
    """

    control: socket.socket  # from begin on

    def __init__(self, find: Callable[[tuple[str, ...]], Zygote], zygote: Zygote | None = None) -> None:
        self._find = find
        self._zygote = zygote
        self._alone = zygote is not None
        self._number = 0
        self._output = -1
        self._output_bytes = 0
        self._forgotten = 0

    def begin(self, preloads: Sequence[str], limits: Limits) -> None:
        """Fork it; it says "ready" on its socket later.

        Raises:
            MachineError: The machine has no process, descriptor or memory for it.
        """
        self._zygote = self._with_imported(tuple(preloads))
        self._output_bytes = limits.output_bytes
        try:
            self.control, theirs = socket.socketpair()
            self._output = output_file(limits.output_bytes)
        except OSError as error:
            raise _not_started(error) from error
        with theirs:
            self._number = self._zygote.fork(theirs, self._output, limits)

    def _with_imported(self, preloads: tuple[str, ...]) -> Zygote:
        if self._zygote is not None:
            if self._zygote.preloads == preloads:
                return self._zygote
            self._zygote.close()
        return self._find(preloads)

    @property
    def zygote(self) -> Zygote:
        """Whose child it is."""
        assert self._zygote is not None, "begin first"  # noqa: S101  our own order of calls, not an input
        return self._zygote

    def end(self, patience_seconds: float = 0.0) -> int:
        """Kill it and everything it started, and return how it ended (negative: by which signal)."""
        code = self.zygote.end(self._number, patience_seconds)
        self.control.close()
        return code

    def printed(self) -> bytes:
        """Return what it printed so far, at most the limit. Works after its death."""
        return os.pread(self._output, self._output_bytes, 0).rstrip(b"\0")[self._forgotten :]

    def forget_printed(self) -> None:
        """Leave out of `printed` what it printed up to now."""
        self._forgotten += len(self.printed())

    def release(self) -> None:
        """Forget what it printed; a zygote of its own ends."""
        if self._output >= 0:
            os.close(self._output)
            self._output = -1
        if self._alone and self._zygote is not None:
            self._zygote.close()


def start(limits: Limits, layers: Sequence[str] = LAYERS) -> Worker:
    """Start a zygote for one worker and return at once.

    Raises:
        MachineError: The machine has no process, descriptor or memory for it.
    """
    return Worker(lambda preloads: start_zygote(preloads, layers), start_zygote((), layers))


def start_zygote(preloads: Sequence[str] = (), layers: Sequence[str] = LAYERS, hidden: Sequence[str] = ()) -> Zygote:
    """Start a zygote and return at once.

    Args:
        preloads: Modules that it imports before it confines itself.
        layers: What to confine it with, as far as the machine lets us.
        hidden: Folders that its children must not read, beside ours.

    Raises:
        MachineError: The machine has no process, descriptor or memory for it.
    """
    try:
        ours, theirs = socket.socketpair()
        trouble = output_file(_TROUBLE_BYTES)
        asked = layers if _FORKS else ()
        with theirs:
            given = [str(theirs.fileno()), ",".join(asked), ",".join(hidden), ",".join(preloads)]
            command = [sys.executable, "-s", "-P", "-m", "grader.inside", *given]
            process = subprocess.Popen(  # noqa: S603  our own interpreter and module
                command,
                env=ENVIRONMENT,
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=trouble,
                pass_fds=(theirs.fileno(),),
                start_new_session=True,
            )
    except OSError as error:
        raise _not_started(error) from error
    return Zygote(command, process, ours, trouble, tuple(preloads))


def _not_started(error: OSError) -> MachineError:
    return MachineError(
        f"no worker could be started: {error}",
        where=sys.executable,
        todo="free some processes or memory, then run the same command again",
    )


def output_file(size: int) -> int:
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
