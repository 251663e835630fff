"""Where attacks are let loose: witnesses that must stay untouched, secrets that must stay secret, and who looks after.

Every network witness is on the loopback. An attack is a submission for the exercise `rnn`; the next honest one must
pass. What it may not do is listed in `breaches_of`.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import signal
import socket
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from helpers import ROOT, rubric_of

from grader.errors import MachineError
from grader.grade import grade
from grader.sandbox.crew import Crew
from grader.sandbox.limits import Limits
from grader.sandbox.session import Session
from grader.verdict import ExerciseResult

ATTACKS = sorted((Path(__file__).parent / "attacks").glob("*.py"))
EXERCISE = "rnn"
SOLUTION = ROOT / "solutions" / f"{EXERCISE}.py"
CANARY = "canary-7c1e0b"
FOR_SHAPES = 1.0  # points for returning arrays of the right shape, which a liar may well earn
MOST_SECONDS = 4.0
TIGHT = Limits(call_wall_seconds=0.4, load_wall_seconds=0.6, file_wall_seconds=1.2, memory_bytes=512 << 20)
LEFT_IN = (Path("/tmp"), Path("/dev/shm"), Path("/var/tmp"))


def suits(attack: Path, layers: bool = True) -> bool:
    """Whether an attack can be let loose here: some speak x86-64, some are for confined processes only."""
    text = attack.read_text()
    return (layers or "layers on only" not in text.split("\n")[0]) and (
        platform.machine() == "x86_64" or not re.search(r"syscall\(|int 0x80", text)
    )


class Battlefield:
    """The folder, the sockets and the secrets."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.folder.chmod(0o755)
        for name in ("drop", "others"):
            (self.folder / name).mkdir()
            (self.folder / name).chmod(0o777)
        self.other = self.folder / "others" / f"{EXERCISE}.py"
        self.secret = self.folder / "secret"
        self.secret.write_text(CANARY)
        self.tcp = socket.create_server(("127.0.0.1", 0), backlog=50)
        self.udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.udp.bind(("127.0.0.1", 0))
        self.by_path, self.abstract = socket.socket(socket.AF_UNIX), socket.socket(socket.AF_UNIX)
        self.by_path.bind(str(self.folder / "socket"))
        (self.folder / "socket").chmod(0o777)
        self.abstract.bind("\0" + self.folder.name)
        for one in (self.by_path, self.abstract):
            one.listen(50)
        for one in (self.tcp, self.udp, self.by_path, self.abstract):
            one.setblocking(False)

    def close(self) -> None:
        for one in (self.tcp, self.udp, self.by_path, self.abstract):
            one.close()
        shutil.rmtree(self.folder)

    def source(self, attack: Path) -> bytes:
        """An attack that knows its targets."""
        known = {
            "__TCP__": self.tcp.getsockname()[1],
            "__UDP__": self.udp.getsockname()[1],
            "__SOCKET__": str(self.folder / "socket"),
            "__ABSTRACT__": self.folder.name,
            "__SECRET__": str(self.secret),
            "__OTHER__": str(self.other),
            "__DROP__": str(self.folder / "drop"),
            "__GRADER__": os.getpid(),
            "__SOLUTION__": str(SOLUTION),
            "__CHECKOUT__": str(ROOT),
        }
        text = attack.read_text()
        for name, value in known.items():
            text = text.replace(name, repr(value))
        return text.encode()

    def breaches_of(self, attack: Path, crew: Crew) -> list[str]:
        """Let an attack loose and return what it reached; nothing, when it was contained."""
        self.other.write_text("def rnn_step(): pass  # " + CANARY)
        begin = time.monotonic()
        try:
            result = graded(self.source(attack), crew, TIGHT)
        except MachineError as error:
            return [f"took the zygote along: {error.what}", *self._touched()]
        seconds = time.monotonic() - begin
        found = [*self._earned(result), *self._touched()]
        if seconds > MOST_SECONDS:
            found.append(f"took {seconds:.1f} s")
        if not graded(SOLUTION.read_bytes(), crew, Limits()).passed:
            found.append("the next honest submission does not pass")
        return found

    def _earned(self, result: ExerciseResult) -> Iterator[str]:
        said = [result.printed, result.error.message if result.error else ""]
        said += [check.finding.message for check in result.checks]
        if result.passed or result.score > FOR_SHAPES:
            yield f"earned {result.score}"
        if any(check.finding.status.name == "BROKEN" for check in result.checks):
            yield f"broke a check of ours: {said}"
        if any("PWNED" in text for text in said):
            yield "had its way: " + next(text for text in said if "PWNED" in text)[:200]
        if any(CANARY in text for text in said):
            yield "told a secret"
        if any(re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text) for text in said):
            yield "reached the terminal"
        if len(result.printed) > TIGHT.output_bytes:
            yield "printed too much"

    def _touched(self) -> Iterator[str]:
        for name in ("tcp", "by_path", "abstract"):
            with suppress(BlockingIOError):
                getattr(self, name).accept()[0].close()
                yield f"reached the witness {name}"
        with suppress(BlockingIOError):
            self.udp.recv(100)
            yield "reached the witness udp"
        left = [*(self.folder / "drop").iterdir()]
        left += [file for folder in LEFT_IN for file in folder.glob("left_by_an_attack*")]
        for file in left:
            yield f"left {file.name}"
            shutil.rmtree(file) if file.is_dir() and not file.is_symlink() else file.unlink()
        if not self.other.exists():
            yield "took another submission away"
        yield from self._left_processes()

    def _left_processes(self) -> Iterator[str]:
        end = time.monotonic() + 0.5  # a session does not wait for what it kills
        while (left := left_behind()) and time.monotonic() < end:
            time.sleep(0.02)
        for process in left:
            yield f"left process {process}"
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)


def left_behind() -> list[int]:
    """Running processes that an attack named so."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            name, _, more = (process / "stat").read_text().partition(") ")
            if name.endswith("(left_behind") and not more.startswith("Z"):
                found.append(int(process.name))
    return found


def graded(source: bytes, crew: Crew, limits: Limits) -> ExerciseResult:
    wanted = rubric_of(EXERCISE)
    session = Session(source, f"{EXERCISE}.py", wanted.functions, limits, crew.take)
    return grade(wanted, source, f"{EXERCISE}.py", session, time.monotonic)
