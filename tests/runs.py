"""What tests of a run share: tasks, terms, a run in a process of its own, and who is alive below it."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from helpers import ROOT

from grader.batch.task import Graded, Task, Terms
from grader.batch.workers import graded

RIGHT = (ROOT / "solutions" / "rnn.py").read_bytes()
WRONG = (ROOT / "tests" / "submissions" / "rnn" / "no_tanh.py").read_bytes()
ENDLESS = b"def rnn_step(x, h_prev, W_xh, W_hh, b):\n    while True:\n        pass\n"
TERMS = Terms(ROOT, seed=0)

Process = tuple[int, str]  # pid, and when it was started: pids come again


def task(source: bytes, exercise: str = "rnn") -> Task:
    return Task(exercise, hashlib.sha256(source).hexdigest(), source)


def class_of(count: int, *sources: bytes) -> list[Task]:
    """Tasks of pairwise different content."""
    return [task(sources[number % len(sources)] + b"\n# %d\n" % number) for number in range(count)]


def results(tasks: Sequence[Task], terms: Terms = TERMS, jobs: int = 1) -> dict[str, Graded]:
    """Run them; every task has to come back exactly once."""
    found = list(graded(tasks, terms, jobs))
    assert sorted(one.task.sha256 for one in found) == sorted(one.sha256 for one in tasks)
    return {one.task.sha256: one for one in found}


def below(pid: int) -> list[Process]:
    """Every process that a process started, and that those started."""
    parents: dict[int, list[Process]] = {}
    for folder in Path("/proc").iterdir():
        with suppress(OSError, ValueError):
            child, parent, started = _identity(int(folder.name))
            parents.setdefault(parent, []).append((child, started))
    found: list[Process] = []
    front = [pid]
    while front:
        children = parents.get(front.pop(), [])
        found += children
        front += [child for child, _ in children]
    return found


def command_of(process: Process) -> str:
    with suppress(OSError):
        return Path(f"/proc/{process[0]}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    return ""


def busy_ticks(process: Process) -> int:
    """Processor time of its own code, in hundredths of a second."""
    with suppress(OSError):
        return int(Path(f"/proc/{process[0]}/stat").read_text().rpartition(")")[2].split()[11])
    return 0


def left_of(processes: Collection[Process], within_seconds: float) -> list[Process]:
    """Those that are still running after so long; a zombie waits for its parent and runs no more."""
    deadline = time.monotonic() + within_seconds
    while (left := [one for one in processes if _runs(one)]) and time.monotonic() < deadline:
        time.sleep(0.02)
    return left


def _identity(pid: int) -> tuple[int, int, str]:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return pid, int(fields[1]), fields[19]


def _runs(process: Process) -> bool:
    with suppress(OSError):
        fields = Path(f"/proc/{process[0]}/stat").read_text().rpartition(")")[2].split()
        return fields[19] == process[1] and fields[0] != "Z"
    return False


# A run that can be killed, and denied things: `python runs.py COUNT TRUSTED` grades endless loops and right answers.

DENIED = ROOT / "tests" / "sandbox" / "denied.py"
UNSHARE, LANDLOCK = "272", "444,445,446"
DENIED_FOR = {"2": "", "1": UNSHARE, "1b": f"{UNSHARE},{LANDLOCK}", "0": f"{UNSHARE},{LANDLOCK},prctl22"}


@contextmanager
def running(tier: str, *sources: str) -> Iterator[subprocess.Popen[bytes]]:
    """A process that grades these kinds of file, for ever, on a machine that gives this tier; it says what it did."""
    python = [sys.executable, str(DENIED), DENIED_FOR[tier]] if DENIED_FOR[tier] else []
    command = [*python, sys.executable, __file__, *sources]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "tests")}
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, start_new_session=True
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def main() -> None:
    kinds = {"right": RIGHT, "wrong": WRONG, "endless": ENDLESS}

    def tasks() -> Iterator[Task]:
        number = 0
        while True:
            yield from (task(kinds[name] + b"\n# %d\n" % (number := number + 1)) for name in sys.argv[1:])

    for one in graded(tasks(), Terms(ROOT, seed=0, trusted=True), jobs=2):
        print(one.record["exercise"], one.tier, one.record["passed"], flush=True)


if __name__ == "__main__":
    main()
