"""All cores on one run: tasks in, results out as they are finished, whatever happens to a file, a zygote or a worker.

Theory of operation
    this process   hands out tasks, keeps two on every desk, so that no worker waits for us; runs and reads nothing
      |  exec: one for each job of `--jobs`; a socket each, lines of JSON
    worker         ours: holds solutions, seeds, rubrics; judges
      |  grader.sandbox
    zygotes, children

    A failure of ours is tried once more in a fresh zygote: a check of ours that broke, a process that did not come up,
    a worker that died (then in a fresh worker) or hangs beyond all limits. What fails twice is recorded as broken, and
    costs nobody a point. A learner's process that somebody killed is tried once more, too: it was the machine, short of
    memory, or else it happens again. One worker's death costs one attempt of the file it worked on; the next on its
    desk, which it had not begun, is handed to another and has lost nothing.

    Nobody needs to clean up: when this process ends in whatever way, every worker's socket closes, it ends in the
    middle of whatever it does, its zygotes' sockets close, and they end with their children.
"""

from __future__ import annotations

import select
import sys
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import asdict

from grader.batch.desk import Desk, Job, Message
from grader.batch.task import Graded, Task, Terms
from grader.course.load import load_course
from grader.errors import CourseError, MachineError
from grader.grade import rubric, ungradable
from grader.record import record

Clock = Callable[[], float]

_ON_A_DESK = 2  # the one it works on, and the next
_ATTEMPTS = 2
# How far ahead tasks are read, to give a worker those that want the modules its zygote has.
_AHEAD = 200
_AHEAD_BYTES = 16 << 20
_LONGEST_WAIT_SECONDS = 10.0  # between two looks at deadlines


def graded(
    tasks: Iterable[Task], terms: Terms, jobs: int, clock: Clock = time.monotonic
) -> Generator[Graded, None, None]:
    """Grade every task and yield what came of it, as it is finished.

    Args:
        tasks: Read a little ahead of need, and from this thread only.
        terms: Of the run.
        jobs: How many workers.
        clock: Seconds that only go forward.

    Raises:
        MachineError: No worker can be started, or nothing confines learners' files and the class is not trusted; no
            file has been run then.
        CourseError: A solution does not import.
    """
    pool = _Pool(_Line(iter(tasks)), terms, clock)
    try:
        yield from pool.run(jobs)
    finally:
        pool.close()


class _Line:
    """Tasks that wait, a few of them read ahead: whoever has torch imported gets those that want it."""

    def __init__(self, tasks: Iterator[Task]) -> None:
        self._tasks = tasks
        self._ahead: deque[Job] = deque()
        self._bytes = 0

    def next(self, preloads: tuple[str, ...] | None) -> Job | None:
        """Return the first job that wants these modules, else the first of all, None when all are handed out."""
        while len(self._ahead) < _AHEAD and self._bytes < _AHEAD_BYTES and (task := next(self._tasks, None)):
            self._ahead.append(Job(task))
            self._bytes += len(task.source)
        job = next((job for job in self._ahead if job.preloads == preloads), self._ahead[0] if self._ahead else None)
        if job is not None:
            self._ahead.remove(job)
            self._bytes -= len(job.task.source)
        return job

    def back(self, job: Job) -> None:
        """Put a job at the front."""
        self._ahead.appendleft(job)
        self._bytes += len(job.task.source)


class _Pool:
    """The desks of one run."""

    def __init__(self, line: _Line, terms: Terms, clock: Clock) -> None:
        self._line = line
        self._terms = terms
        self._clock = clock
        self._desks: list[Desk] = []

    def run(self, jobs: int) -> Iterator[Graded]:
        """Yield what comes of all tasks."""
        for _ in range(jobs):
            self._open_desk()
        while self._supplied():
            for desk in self._speaking():
                yield from self._heard(desk)
            for desk in [desk for desk in self._desks if desk.overdue(self._clock())]:
                yield from self._lost(desk, "answers no more")

    def close(self) -> None:
        """End every worker, whatever it is doing."""
        while self._desks:
            self._desks.pop().close()

    def _open_desk(self) -> None:
        """Start a worker. A machine that gives us fewer than we asked for gets the work done by fewer."""
        try:
            self._desks.append(Desk(self._terms, self._clock()))
        except MachineError:
            if not self._desks:
                raise

    def _supplied(self) -> bool:
        """Hand out what fits on the desks; False when everything is answered."""
        for desk in self._desks:
            while desk.ready and len(desk.jobs) < _ON_A_DESK and (job := self._line.next(desk.preloads)):
                desk.hand(job, self._clock())
        return any(desk.jobs or not desk.ready for desk in self._desks)

    def _speaking(self) -> list[Desk]:
        left = min(desk.deadline for desk in self._desks) - self._clock()
        return select.select(self._desks, [], [], max(0.0, min(left, _LONGEST_WAIT_SECONDS)))[0]

    def _heard(self, desk: Desk) -> Iterator[Graded]:
        try:
            messages = desk.hear(self._clock())
        except EOFError:
            yield from self._lost(desk, "died")
            return
        for message in messages:
            if "record" in message:
                yield from self._answered(desk.jobs.popleft(), message)
            elif "trouble" in message:
                self._refused(desk, **message["trouble"])
            else:
                desk.ready = True

    def _answered(self, job: Job, message: Message) -> Iterator[Graded]:
        if message.pop("doubtful") and job.failed + 1 < _ATTEMPTS:
            self._line.back(job.again())
        else:
            yield Graded(job.task, attempts=job.failed + 1, **message)

    def _refused(self, desk: Desk, kind: str, what: str, where: str, todo: str) -> None:
        """A worker says that it cannot work here. The machine may still give another what it needs."""
        self._desks.remove(desk)
        desk.close()
        if kind == CourseError.__name__ or not self._desks:
            raise (CourseError if kind == CourseError.__name__ else MachineError)(what, where=where, todo=todo)

    def _lost(self, desk: Desk, how: str) -> Iterator[Graded]:
        """A worker is gone, or has to go: what was on its desk goes to others."""
        self._desks.remove(desk)
        why = f"the worker {how}: {desk.close()}"
        if not desk.ready:
            if not self._desks:
                raise MachineError(why, where=sys.executable, todo="`grader doctor` says what this machine gives")
            return
        first, *others = desk.jobs or (None,)
        for job in reversed(others):
            self._line.back(job)
        if first is not None and first.failed + 1 < _ATTEMPTS:
            self._line.back(first.again())
        elif first is not None:
            yield _ungradable(first, self._terms, why)
        self._open_desk()


def _ungradable(job: Job, terms: Terms, why: str) -> Graded:
    """The result of a task that cost every worker that tried it: nobody's fault."""
    wanted = rubric(load_course(terms.course), job.task.exercise, terms.seed)
    result = ungradable(wanted, f"{job.task.exercise}.py", why)
    return Graded(job.task, record(result), None, "", asdict(wanted.limits), job.failed + 1, 0.0)
