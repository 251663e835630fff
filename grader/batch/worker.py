"""A worker: a process of ours that grades one task after another. `python -m grader.batch.worker SOCKET`.

Both ends are ours, so what they say is lines of JSON: a tenth of the time that grader.wire takes for a record. The
first line is the run's terms, each further one a task; the first answer is our tier, each further one a result, in
order. An answer that says "trouble" is the last.

A second thread reads, so that whoever sends never waits for us to finish a task, and so that we end at once, in the
middle of a learner's endless loop, when the other end closes or dies. Our zygotes see that, and end with their
children.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import sys
import threading
import time
from base64 import b64decode
from collections.abc import Callable, Mapping
from dataclasses import asdict
from functools import cache
from pathlib import Path
from queue import SimpleQueue
from typing import Any, NoReturn

from grader.batch.job import Message
from grader.batch.task import Terms
from grader.batch.trouble import trouble_of
from grader.course.load import load_course
from grader.errors import GraderError, MachineError
from grader.grade import Rubric, grade, rubric, ungradable
from grader.record import record
from grader.sandbox.crew import Crew
from grader.sandbox.limits import Limits
from grader.sandbox.session import Session
from grader.verdict import ExerciseResult


class Grader:
    """Grades tasks on a run's terms.

    Args:
        terms: Of the run.
        crew: Where sandboxes come from.
        rubric: Returns an exercise's rubric for a seed; asked once for each.
        clock: Seconds.
    """

    def __init__(
        self, terms: Terms, crew: Crew, rubric: Callable[[str, int], Rubric], clock: Callable[[], float]
    ) -> None:
        self._terms = terms
        self._crew = crew
        self._rubric = cache(rubric)
        self._clock = clock

    def tier(self) -> str:
        """Return how confined a file will be, tried with an empty one.

        Raises:
            MachineError: Nothing confines it, and the class is not trusted; or no process came up.
        """
        session = Session(b"", "empty.py", (), Limits(), self._crew.take, trusted=self._terms.trusted)
        try:
            session.load()
        finally:
            session.close()
        return session.tier

    def graded(self, task: Message) -> Message:
        """Grade one task, in a fresh zygote if it asks for one."""
        if task["fresh"]:
            self._crew.dismiss()
        start = self._clock()
        wanted, source = self._rubric(task["exercise"], self._terms.seed), b64decode(task["source"])
        result, session = self._once(wanted, source)
        again, doubtful = None, result.broken or session.killed
        if self._terms.confirm_seed is not None and not doubtful:
            again, other = self._once(self._rubric(task["exercise"], self._terms.confirm_seed), source)
            doubtful = again.broken or other.killed
        return {
            "record": record(result),
            "confirmed": again and record(again),
            "tier": session.tier,
            "limits": asdict(wanted.limits),
            "doubtful": doubtful,
            "wall_seconds": self._clock() - start,
        }

    def _once(self, wanted: Rubric, source: bytes) -> tuple[ExerciseResult, Session]:
        file = f"{wanted.exercise}.py"
        trusted = self._terms.trusted
        session = Session(
            source, file, wanted.functions, wanted.limits, self._crew.take, wanted.preloads, self._clock, trusted
        )
        try:
            return grade(wanted, source, file, session, self._clock), session
        except MachineError as error:
            return ungradable(wanted, file, error.what), session


def opened(terms: Terms, crew: Crew) -> tuple[Grader, str]:
    """Return a grader for a run, and how confined a file will be.

    Raises:
        GraderError: The course or the machine does not let us grade anything.
    """
    course = load_course(terms.course)
    grader = Grader(terms, crew, lambda exercise, seed: rubric(course, exercise, seed), time.monotonic)
    return grader, grader.tier()


def main() -> NoReturn:
    """Serve one run."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a run is stopped by its parent, which hears the same Ctrl-C
    control = socket.socket(fileno=int(sys.argv[1]))
    requests: SimpleQueue[Message] = SimpleQueue()
    threading.Thread(target=_listen, args=(control, requests), daemon=True).start()
    said = requests.get()
    terms = Terms(**{**said, "course": Path(said["course"])})
    with Crew() as crew:
        try:
            _serve(terms, crew, control, requests)
        except GraderError as error:
            _say(control, {"trouble": trouble_of(error)})
    os._exit(0)  # as the other thread would: there is nothing left to clean up


def _serve(terms: Terms, crew: Crew, control: socket.socket, requests: SimpleQueue[Message]) -> NoReturn:
    """Answer tasks for ever.

    Raises:
        GraderError: The course or the machine does not let us grade anything.
    """
    grader, tier = opened(terms, crew)
    _say(control, {"tier": tier})
    while True:
        _say(control, grader.graded(requests.get()))


def _listen(control: socket.socket, requests: SimpleQueue[Message]) -> None:
    """Pass on what comes; when nothing more will, end this process, whatever it is doing."""
    try:
        for line in control.makefile("rb"):
            requests.put(json.loads(line))
    finally:
        os._exit(0)


def _say(control: socket.socket, message: Mapping[str, Any]) -> None:
    control.sendall(json.dumps(message).encode() + b"\n")


if __name__ == "__main__":
    main()
