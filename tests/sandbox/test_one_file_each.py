"""Where numpy must not be forked, one interpreter serves one file: macOS, played on Linux by asking for it."""

from __future__ import annotations

import os
import platform
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers import ROOT, rubric_of

from grader.calls import Answer, Call, Died, Returned, TimedOut
from grader.errors import MachineError
from grader.grade import grade
from grader.sandbox.crew import Crew
from grader.sandbox.launch import start
from grader.sandbox.limits import Limits
from grader.sandbox.session import Session

LIMITS = Limits(call_wall_seconds=0.5)
SOURCE = b"""
import os
print("loading")
def double(x): return 2 * x
def exits(): os._exit(3)
def loops():
    while True: pass
def process(): return os.getpid()
"""
FUNCTIONS = ("double", "exits", "loops", "process")


@pytest.fixture
def crew() -> Iterator[Crew]:
    with Crew(forks=False) as made:
        yield made


@pytest.fixture
def session(crew: Crew) -> Iterator[Session]:
    one = Session(SOURCE, "bptt.py", FUNCTIONS, LIMITS, crew.take)
    one.load()
    yield one
    one.close()


def asked(session: Session, function: str, *arguments: object) -> object:
    answer: Answer = session.call(Call(function, arguments))
    return answer.value if isinstance(answer, Returned) else answer


def test_it_is_for_files_of_people_one_trusts(session):
    assert session.tier == "0"


def test_a_file_that_dies_or_does_not_end_costs_one_interpreter_and_no_other_answer(session):
    assert asked(session, "exits") == Died("exited with code 3")
    assert asked(session, "double", 2) == 4
    assert asked(session, "loops") == TimedOut(0.5)
    assert asked(session, "double", 3) == 6
    assert session.printed() == "loading\n"


def test_one_that_is_killed_is_the_files_own_death(session):
    os.kill(asked(session, "process"), signal.SIGKILL)

    assert asked(session, "double", 2) == Died("was killed by SIGKILL")


def test_the_interpreter_that_waits_is_the_one_that_has_the_file(crew):
    crew.stand_by((), LIMITS, once=True)
    (waiting,) = crew._zygotes.values()
    one = Session(SOURCE, "bptt.py", FUNCTIONS, LIMITS, crew.take)
    one.load()

    assert asked(one, "process") == waiting.process.pid
    one.close()


def test_every_file_has_an_interpreter_of_its_own_and_they_end(crew):
    sessions = [Session(SOURCE, "bptt.py", FUNCTIONS, LIMITS, crew.take) for _ in range(3)]
    for one in sessions:
        one.load()
    processes = {asked(one, "process") for one in sessions}
    for one in sessions:
        one.close()

    assert len(processes) == 3
    for process in processes:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)


def test_a_worker_that_was_started_ahead_serves_its_file():
    worker = start(LIMITS, forks=False)
    session = Session(SOURCE, "bptt.py", FUNCTIONS, LIMITS, lambda: worker)
    session.load()

    assert asked(session, "process") == worker.zygote.process.pid
    session.close()


def test_one_that_does_not_come_up_is_the_machines_fault(crew):
    session = Session(b"", "bptt.py", ("f",), LIMITS, crew.take, ["no_such_module"])

    with pytest.raises(MachineError, match="exited with code 1 before it was ready"):
        session.load()


@pytest.mark.skipif(sys.platform != "linux" or platform.machine() != "x86_64", reason="system-call numbers of x86-64")
def test_a_file_is_graded_without_any_call_that_only_linux_has(crew, tmp_path, monkeypatch):
    fork, vfork, pidfd_open, unshare, setns, clone3, memfd_create = 57, 58, 434, 272, 308, 435, 319
    denied = ",".join(map(str, (fork, vfork, 56, pidfd_open, unshare, setns, clone3, memfd_create)))
    interpreter = tmp_path / "python"
    poorer = f"{sys.executable} {Path(__file__).parent}/denied.py {denied}"
    interpreter.write_text(f'#!/bin/sh\nexec {poorer} {sys.executable} "$@"\n')
    interpreter.chmod(0o755)
    monkeypatch.setattr("sys.executable", str(interpreter))
    wanted, source = rubric_of("rnn"), (ROOT / "solutions" / "rnn.py").read_bytes()
    session = Session(source, "rnn.py", wanted.functions, LIMITS, crew.take)

    assert grade(wanted, source, "rnn.py", session, lambda: 0.0).passed
