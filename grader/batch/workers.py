"""All cores on one run: tasks in, results out as they are finished, whatever happens to a file, a zygote or a worker.

Theory of operation
    this process   hands every worker two tasks, so that none waits for us; runs and reads nothing
      |  exec: one for each job of `--jobs`; a socket each, lines of JSON
    worker         ours: holds solutions, seeds, rubrics; judges
      |  grader.sandbox
    zygotes, children

    A failure of ours is tried once more in a fresh zygote: a check of ours that broke, a process that did not come up,
    a worker that died (then in a fresh worker) or hangs beyond all limits. What fails twice is recorded as broken, and
    costs nobody a point. A learner's process that somebody killed is tried once more, too: it was the machine, short of
    memory, or else it happens again. One worker's death costs one attempt of the file it worked on; the next one,
    which it had not begun, is handed to another and has lost nothing.

    Nobody needs to clean up: when this process ends in whatever way, every worker's socket closes, it ends in the
    middle of whatever it does, its zygotes' sockets close, and they end with their children.
"""

from __future__ import annotations

import select
import sys
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator

from grader.batch.job import Job, answered, lost
from grader.batch.task import Graded, Task, Terms
from grader.batch.trouble import error_of
from grader.batch.worker_process import WorkerProcess
from grader.errors import CourseError, MachineError

Clock = Callable[[], float]

_JOBS_AT_ONCE = 2  # the one it works on, and the next
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
    """The workers of one run."""

    def __init__(self, line: _Line, terms: Terms, clock: Clock) -> None:
        self._line = line
        self._terms = terms
        self._clock = clock
        self._workers: list[WorkerProcess] = []

    def run(self, jobs: int) -> Iterator[Graded]:
        """Yield what comes of all tasks."""
        for _ in range(jobs):
            self._start_worker()
        while self._supplied():
            for worker in self._speaking():
                yield from self._heard(worker)
            for worker in [worker for worker in self._workers if worker.overdue(self._clock())]:
                yield from self._lost(worker, "answers no more")

    def close(self) -> None:
        """End every worker, whatever it is doing."""
        while self._workers:
            self._workers.pop().close()

    def _start_worker(self) -> None:
        """Start a worker. A machine that gives us fewer than we asked for gets the work done by fewer."""
        try:
            self._workers.append(WorkerProcess(self._terms, self._clock()))
        except MachineError:
            if not self._workers:
                raise

    def _supplied(self) -> bool:
        """Hand out as much as the workers take; False when everything is answered."""
        for worker in self._workers:
            while worker.ready and len(worker.jobs) < _JOBS_AT_ONCE and (job := self._line.next(worker.preloads)):
                worker.hand(job, self._clock())
        return any(worker.jobs or not worker.ready for worker in self._workers)

    def _speaking(self) -> list[WorkerProcess]:
        left = min(worker.deadline for worker in self._workers) - self._clock()
        return select.select(self._workers, [], [], max(0.0, min(left, _LONGEST_WAIT_SECONDS)))[0]

    def _heard(self, worker: WorkerProcess) -> Iterator[Graded]:
        try:
            messages = worker.hear(self._clock())
        except EOFError:
            yield from self._lost(worker, "died")
            return
        for message in messages:
            if "record" in message:
                yield from self._settled(answered(worker.jobs.popleft(), message))
            elif "trouble" in message:
                self._refused(worker, error_of(message["trouble"]))
            else:
                worker.ready = True

    def _settled(self, end: Graded | Job) -> Iterator[Graded]:
        if isinstance(end, Job):
            self._line.back(end)
        else:
            yield end

    def _refused(self, worker: WorkerProcess, error: CourseError | MachineError) -> None:
        """A worker says that it cannot work here. The machine may still give another what it needs."""
        self._workers.remove(worker)
        worker.close()
        if isinstance(error, CourseError) or not self._workers:
            raise error

    def _lost(self, worker: WorkerProcess, how: str) -> Iterator[Graded]:
        """A worker is gone, or has to go: what it had in hand goes to others."""
        self._workers.remove(worker)
        why = f"the worker {how}: {worker.close()}"
        if not worker.ready:
            if not self._workers:
                raise MachineError(why, where=sys.executable, todo="`grader doctor` says what this machine gives")
            return
        first, *others = worker.jobs or (None,)
        for job in reversed(others):
            self._line.back(job)
        if first is not None:
            yield from self._settled(lost(first, self._terms, why))
        self._start_worker()
