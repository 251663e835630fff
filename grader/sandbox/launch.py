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

from grader.errors import MachineError
from grader.sandbox.tiers import FORKS, LAYERS
from grader.threads import ONE_THREAD

TYPE_CHECKING = False  # typing's own: its import, 2 ms, would keep the zygote waiting
if TYPE_CHECKING:
    from grader.sandbox.limits import Limits

# No secrets, no PYTHONPATH.
ENVIRONMENT = {
    "PATH": "/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "HOME": "/nonexistent",
    **ONE_THREAD,
    "PYTHONHASHSEED": "0",
    "PYTHONUTF8": "1",
}

# grader.inside.fork_server says what these carry.
_REQUEST = struct.Struct("<cIdQQQ")
_REPLY = struct.Struct("<Ii")
_ANSWER_SECONDS = 10.0  # to kill and bury a child; 2 ms here. A zygote that takes longer is killed itself
_DYING_SECONDS = 0.5
_TROUBLE_BYTES = 16 << 10
_SOCKET_BYTES = 200 << 10  # as Linux has it without being asked


# Zygote and Child are no dataclasses, so that the first zygote need not wait for that import: 5 ms, most of it inspect.
class Zygote:
    """A started process that forks children, or serves one file itself, and the socket to it.

    Args:
        command: What was started.
        process: What came of it.
        control: Our end of its socket.
        trouble: A descriptor of what it says on standard error, for ours to mend.
        preloads: The modules that it has.
        forks: Whether children come from it.
    """

    def __init__(
        self,
        command: list[str],
        process: subprocess.Popen[bytes],
        control: socket.socket,
        trouble: int,
        preloads: tuple[str, ...],
        forks: bool,
    ) -> None:
        self.command = command
        self.process = process
        self.control = control
        self.trouble = trouble
        self.preloads = preloads
        self.forks = forks
        self._last = 0
        self._open = True
        self._said = b""

    @property
    def serves(self) -> bool:
        """Whether it can be asked for a child."""
        return self._open and self.process.poll() is None and (self.forks or not self._last)

    @property
    def lost(self) -> bool:
        """Whether it ended, and a child with it that may have done nothing wrong."""
        return self.forks and not self.serves

    def fork(self, limits: Limits) -> Child:
        """Return a child to be; it says "ready" on its socket later.

        Raises:
            MachineError: The machine has no descriptor or memory for it.
        """
        try:
            ours, theirs = socket.socketpair()
            if not self.forks:
                _widen(ours, theirs)
            output = output_file(limits.output_bytes)
        except OSError as error:
            raise _not_started(error) from error
        self._last += 1
        bounds = (limits.memory_bytes, int(limits.file_wall_seconds) + 5, limits.output_bytes)
        with theirs, suppress(OSError):  # it is gone: the child's socket says so, as it does when it goes later
            request = _REQUEST.pack(b"f", self._last, 0.0, *bounds)
            socket.send_fds(self.control, [request], [theirs.fileno(), output])
        return Child(self, self._last, ours, output, limits.output_bytes, alone=not self.forks)

    def end(self, child: int, patience_seconds: float) -> int:
        """Kill a child and return how it ended (negative: by which signal), or how the zygote itself did.

        Args:
            child: Its number.
            patience_seconds: For a child that is dying already, to learn how.
        """
        if not self.forks:
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(patience_seconds)
            return self.close()
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

    def kill(self, child: int) -> None:
        """Kill a child and do not wait: to take an address space apart takes a millisecond, and needs nobody."""
        if not self.forks:
            self.close()
            return
        with suppress(OSError):  # it is gone already, and its children with it
            self.control.sendall(_REQUEST.pack(b"k", child, 0.0, 0, 0, 0))

    def close(self) -> int:
        """Kill it and everything below it, and return how it ended."""
        with suppress(ProcessLookupError, PermissionError):  # it ended by itself; macOS says the latter of the dead
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


def _widen(*ends: socket.socket) -> None:
    """Give a socket room for questions that are sent ahead: with macOS's 8 KiB, each side could wait for the other."""
    for end in ends:
        end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _SOCKET_BYTES)
        end.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _SOCKET_BYTES)


def _exactly(control: socket.socket, size: int) -> bytes:
    pieces = b""
    while len(pieces) < size:
        piece = control.recv(size - len(pieces))
        if not piece:
            raise EOFError
        pieces += piece
    return pieces


class Child:
    """A forked process for one file, the socket to it and the file that holds what it printed.

    Args:
        zygote: Whose child it is.
        number: What the zygote knows it by.
        control: Our end of its socket.
        output: A descriptor of what it printed.
        output_bytes: How much of that is kept.
        alone: The zygote is for it alone, and ends with it.
    """

    def __init__(
        self, zygote: Zygote, number: int, control: socket.socket, output: int, output_bytes: int, alone: bool
    ) -> None:
        self.zygote = zygote
        self.number = number
        self.control = control
        self.output = output
        self.output_bytes = output_bytes
        self.alone = alone
        self.forgotten = 0

    def end(self, patience_seconds: float = 0.0) -> int:
        """Kill it and everything it started, and return how it ended (negative: by which signal)."""
        code = self.zygote.end(self.number, patience_seconds)
        self.control.close()
        return code

    def kill(self) -> None:
        """Kill it and everything it started, as `end`, without waiting to hear how."""
        self.zygote.kill(self.number)
        self.control.close()

    def printed(self) -> bytes:
        """Return what it printed so far, at most the limit. Works after its death."""
        return os.pread(self.output, self.output_bytes, 0).rstrip(b"\0")[self.forgotten :]

    def forget_printed(self) -> None:
        """Leave out of `printed` what it printed up to now."""
        self.forgotten += len(self.printed())

    def release(self) -> None:
        """Forget what it printed; a zygote of its own ends."""
        os.close(self.output)
        if self.alone:
            self.zygote.close()


class Worker:
    """A place for one file: `begin` forks the child that will have it.

    Args:
        fork: Returns a child of a zygote that has these modules.
        zygote: Started ahead for this worker alone; ends with its child.
    """

    def __init__(self, fork: Callable[[tuple[str, ...], Limits], Child], zygote: Zygote | None = None) -> None:
        self._fork = fork
        self.zygote = zygote

    def begin(self, preloads: Sequence[str], limits: Limits) -> Child:
        """Return the child; it says "ready" on its socket later.

        Raises:
            MachineError: The machine has no process, descriptor or memory for it.
        """
        if self.zygote is not None and self.zygote.preloads == tuple(preloads):
            child = self.zygote.fork(limits)
            child.alone = True
            return child
        self.release()
        return self._fork(tuple(preloads), limits)

    def release(self) -> None:
        """End a zygote that was started ahead."""
        if self.zygote is not None:
            self.zygote.close()


def start(limits: Limits, layers: Sequence[str] = LAYERS, forks: bool = FORKS) -> Worker:
    """Start a zygote for one worker and return at once.

    Raises:
        MachineError: The machine has no process, descriptor or memory for it.
    """

    def fork(preloads: tuple[str, ...], limits: Limits) -> Child:
        child = start_zygote(preloads, layers, forks=forks).fork(limits)
        child.alone = True
        return child

    return Worker(fork, start_zygote((), layers, forks=forks))


def start_zygote(
    preloads: Sequence[str] = (), layers: Sequence[str] = LAYERS, hidden: Sequence[str] = (), forks: bool = FORKS
) -> Zygote:
    """Start a zygote and return at once.

    Args:
        preloads: Modules that it imports before it confines itself.
        layers: What to confine it with, as far as the machine lets us.
        hidden: Folders that its children must not read, beside ours.
        forks: Many children may come from it; otherwise it serves one file itself, with no layer.

    Raises:
        MachineError: The machine has no process, descriptor or memory for it.
    """
    try:
        ours, theirs = socket.socketpair()
        trouble = output_file(_TROUBLE_BYTES)
        serves, asked = ("many", layers) if forks else ("one", ())
        with theirs:
            given = [str(theirs.fileno()), serves, ",".join(asked), ",".join(hidden), ",".join(preloads)]
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
    return Zygote(command, process, ours, trouble, tuple(preloads), forks)


def _not_started(error: OSError) -> MachineError:
    return MachineError(
        f"no worker could be started: {error}",
        where=sys.executable,
        todo="free some processes or memory, then run the same command again",
    )


def output_file(size: int) -> int:
    """A file in memory that cannot grow where Linux has one, else a deleted temporary file."""
    if sys.platform == "linux":
        import fcntl  # noqa: PLC0415  not on Windows

        output = os.memfd_create("output", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
        os.ftruncate(output, size)
        fcntl.fcntl(output, fcntl.F_ADD_SEALS, fcntl.F_SEAL_GROW | fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_SEAL)
        return output
    import tempfile  # noqa: PLC0415  3 ms that Linux does not need

    with tempfile.TemporaryFile() as file:
        return os.dup(file.fileno())
