"""A thousand submissions through one crew, half of them hostile: nothing grows, and no honest one notices."""

from __future__ import annotations

import math
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from helpers import ROOT, rubric_of

from grader.grade import grade
from grader.sandbox.crew import Crew
from grader.sandbox.limits import Limits
from grader.sandbox.session import Session
from grader.verdict import ExerciseResult, Status

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")]

SUBMISSIONS, WARM = 1000, 100
EXERCISE = "rnn"
HONEST = (ROOT / "solutions" / f"{EXERCISE}.py").read_bytes()
PRELUDE = b"import os, sys, numpy as np\nwire = sys.modules['grader.wire']\n"
# One that a limit of time must end costs that time: those are in attacks/.
HOSTILE = [
    PRELUDE + body
    for body in (
        b"def rnn_step(*a): os._exit(0)",
        b"def rnn_step(*a): os.abort()",
        b"def rnn_step(*a): os.close(3)",
        b"def rnn_step(*a): raise MemoryError(np.ones(1 << 40))",
        b"def rnn_step(*a): print('x' * (1 << 20)); return np.zeros(3)",
        b"def rnn_step(*a): os.write(3, wire.frame(('returned', np.zeros(3), {}, [])) * 2); return 0.0",
        b"def rnn_step(*a): return ['x' * 1000] * 3000",
        b"def rnn_step(*a): os.write(3, b'\\xff' * 100); return 0.0",
        b"os.write(3, wire.frame(('loaded', None, {}, [])))",
        b"held = [os.dup(3) for _ in range(40)]\ndef rnn_step(*a): return np.full(3, np.nan)",
        b"os._exit(7)",
        b"def rnn_step(",
    )
]
MOST_GROWTH_BYTES = 4 << 20  # measured: 0.1 MB of ours, nothing of the zygote's


def submitted(source: bytes, crew: Crew) -> ExerciseResult:
    wanted = rubric_of(EXERCISE)
    session = Session(source, f"{EXERCISE}.py", wanted.functions, Limits(), crew.take)
    return grade(wanted, source, f"{EXERCISE}.py", session, lambda: 0.0)


@dataclass(frozen=True)
class Footprint:
    """What is held: descriptors of ours, and the resident bytes of us and of every process below us."""

    descriptors: int
    bytes_of: dict[int, int]


def footprint(most_processes: float = math.inf) -> Footprint:
    """Take it once what was killed is gone: nobody waits for that in between."""
    end = time.monotonic() + 5.0
    while len(family := [os.getpid(), *below(os.getpid())]) > most_processes and time.monotonic() < end:
        time.sleep(0.01)
    return Footprint(len(list(Path("/proc/self/fd").iterdir())), {one: resident_bytes(one) for one in family})


def below(process: int) -> Iterator[int]:
    """All processes that this one has started, and those have, zombies too."""
    with suppress(FileNotFoundError):  # it ended meanwhile
        for entry in Path("/proc", str(process), "task").glob("*/children"):
            for child in map(int, entry.read_text().split()):
                yield child
                yield from below(child)


def resident_bytes(process: int) -> int:
    try:
        return int(Path("/proc", str(process), "statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except FileNotFoundError:
        return 0


def test_a_thousand_submissions_leave_a_crew_as_it_was():
    verdicts: Counter[tuple[bool, bool]] = Counter()
    with Crew() as crew:
        for number in range(SUBMISSIONS):
            honest = number % 2 == 0
            result = submitted(HONEST if honest else HOSTILE[number // 2 % len(HOSTILE)], crew)
            verdicts[honest, result.passed] += 1
            assert not any(check.finding.status is Status.BROKEN for check in result.checks), number
            if number == WARM:
                before = footprint()
        after = footprint(len(before.bytes_of))
    stayed = before.bytes_of.keys() & after.bytes_of.keys()  # we, the zygote, and what watches over it
    growth = {process: after.bytes_of[process] - before.bytes_of[process] for process in stayed}

    assert verdicts == {(True, True): SUBMISSIONS // 2, (False, False): SUBMISSIONS // 2}
    assert after.descriptors <= before.descriptors
    assert len(after.bytes_of) <= len(before.bytes_of)
    assert len(stayed) >= 2
    assert max(growth.values()) < MOST_GROWTH_BYTES, growth
