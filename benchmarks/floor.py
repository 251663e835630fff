"""The floor of every design that forks: os.fork, exec(source), the same calls, answers through a pipe, and no walls.

In a process of its own, as ours is: forking the one that times everybody would leave all its pages to be copied, and
whoever is timed next would pay for that.

    python -m benchmarks.floor EXERCISE     one fork for each line that it reads, and a line when it is done
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
import types
from collections.abc import Callable, Sequence
from functools import partial

from grader import wire
from grader.calls import Answer, Call
from grader.course.find import course_root
from grader.course.load import load_course
from grader.direct import DirectSession
from grader.grade import Rubric, Sitting, grade, rubric
from grader.inside import drivers, kernel


class Floor:
    """A process that forks for one exercise; `run` waits for one fork. To be closed by `with`."""

    def __init__(self, exercise: str, source: bytes) -> None:
        command = [sys.executable, "-m", "benchmarks.floor", exercise]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert self._process.stdin is not None and self._process.stdout is not None  # noqa: S101  as asked for
        self._asked, self._done = self._process.stdin, self._process.stdout
        self._asked.write(len(source).to_bytes(4, "little") + source)

    def run(self) -> None:
        """Have one child forked, and its answers counted."""
        self._asked.write(b"\n")
        self._asked.flush()
        if self._done.readline() != b"done\n":
            raise SystemExit("a bare fork did not answer every call")

    def __enter__(self) -> Floor:
        return self

    def __exit__(self, *error: object) -> None:
        self._asked.close()
        self._done.close()
        self._process.wait()


class _Recorder:
    """Remembers what a session is asked."""

    def __init__(self, session: Sitting) -> None:
        self._session = session
        self.load, self.printed, self.close = session.load, session.printed, session.close
        self.calls: dict[bytes, Call] = {}

    def call(self, call: Call, foreseen: Sequence[Call] = ()) -> Answer:
        """Note a call and make it."""
        self.calls.setdefault(call.key, call)
        return self._session.call(call, foreseen)


def calls_of(wanted: Rubric, source: bytes, session: Sitting) -> list[Call]:
    """Return every distinct call that grading this file in this session makes: no answer is asked for twice."""
    recorder = _Recorder(session)
    grade(wanted, source, "submission.py", recorder, time.monotonic)
    return list(recorder.calls.values())


def bare_fork(source: bytes, calls: Sequence[Call]) -> bool:
    """Make the calls in a fork of this process, and return whether each was answered."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        data = memoryview(wire.pack(_answers(source, calls)))
        while data:
            data = data[os.write(writing, data) :]
        os._exit(0)
    os.close(writing)
    pieces = []
    while piece := os.read(reading, 1 << 20):
        pieces.append(piece)
    os.waitpid(child, 0)
    os.close(reading)
    return len(wire.unpack(b"".join(pieces))) == len(calls)


def _answers(source: bytes, calls: Sequence[Call]) -> list[object]:
    module = types.ModuleType("submission")
    exec(compile(source, "submission.py", "exec"), module.__dict__)  # noqa: S102  our own sample
    return [_answer(getattr(module, call.function), call) for call in calls]


def _answer(function: Callable[..., object], call: Call) -> object:
    if call.driver:
        function = partial(drivers.driver(call.driver), function)
    try:
        return function(*wire.prepared(call.arguments))
    except Exception as error:
        return str(error)


def main(exercise: str) -> None:
    """Fork whenever told to."""
    wanted = rubric(load_course(course_root()), exercise, 0)
    told = sys.stdin.buffer
    source = told.read(int.from_bytes(told.read(4), "little"))
    if wanted.preloads:  # a fork of a process that has imported torch and has its heap in huge pages, as ours has
        import torch  # noqa: PLC0415  a second that numpy does not need

        torch.set_num_threads(1)
    calls = calls_of(wanted, source, DirectSession(source.decode(), "submission.py", wanted.functions))
    kernel.collapse_heap()
    while told.readline():
        os.write(1, b"done\n" if bare_fork(source, calls) else b"failed\n")


if __name__ == "__main__":
    main(sys.argv[1])
