"""A class on several machines: the same tasks, on the workers of a dask.distributed cluster that somebody has started.

Theory of operation
    this process      keeps a few tasks on their way for each worker; runs and reads nothing
      |  dask's scheduler: hands a task to whoever is free, and to another when a worker is lost
    a dask worker     one thread. `answer` below, with the Grader that local workers have: holds solutions, judges
      |  grader.sandbox
    zygotes, children

    What is said between the two ends are two texts of JSON for a task and one for its answer. Dask pickles them on
    their way, our own values between our own processes, and whoever reaches its ports may run code in each of its
    processes and in ours: the scheduler has to be yours, on a network that you trust. Addresses that begin with tls://
    are encrypted, with the certificates that dask's own configuration names. A confined file reaches no network; a
    file of a trusted class, on a machine that confines nothing, reaches what its worker does.

    A worker says before its first task of a run whether it may take part: the same grader and course, and the walls
    that the run's terms ask for. One that may not ends the run; the results so far are kept.

    A failure of ours is tried once more in a fresh zygote, as `workers` does it. A worker that is lost is dask's
    affair: it gives the task to another, as often as the scheduler's `allowed-failures` says, and then the result is
    recorded as broken. What has no answer long after every limit stops the run.

    When a run ends early, tasks that wait are taken back. Nobody can interrupt those that are being graded: they end
    by their own limits, and nobody hears of them. A worker without tasks ends its zygotes after a while.
"""

from __future__ import annotations

import json
import logging
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import suppress
from dataclasses import replace
from functools import cache
from importlib.util import find_spec
from queue import Empty, SimpleQueue

from distributed import Client, Future, KilledWorker, get_worker, wait

from grader import __version__
from grader.batch.job import Job, Message, answered, given_up, lost
from grader.batch.task import Graded, Task, Terms
from grader.batch.trouble import error_of, trouble_of
from grader.batch.version import course_version
from grader.batch.worker import Grader, opened
from grader.course.find import course_root
from grader.course.load import load_course
from grader.errors import GraderError, MachineError
from grader.portrait.curves import counted
from grader.sandbox.crew import Crew

Clock = Callable[[], float]

_CONNECT_SECONDS = 4.0  # a wrong address is told within ten
_WORKERS_SECONDS = 3.0  # until the first worker is there, and until it says that it has a grader
_ON_THEIR_WAY = 2  # for each worker: the one it works on, and the next
_AT_LEAST = 4  # on their way, while workers are only coming
_COUNT_SECONDS = 5.0  # between two looks at how many workers there are
_SLACK_SECONDS = 60.0  # beyond what a task may take: a worker that is lost and started again, a slow network
_REST_SECONDS = 30.0  # without a task, after which a worker's zygotes end


# On this machine


def graded(
    tasks: Iterable[Task], terms: Terms, address: str, clock: Clock = time.monotonic
) -> Generator[Graded, None, None]:
    """Grade every task and yield what came of it, as it is finished.

    Args:
        tasks: Read a little ahead of need, and from this thread only.
        terms: Of the run.
        address: Of the scheduler, like tcp://127.0.0.1:8786.
        clock: Seconds that only go forward.

    Raises:
        MachineError: No cluster answers, or a worker of it may not grade on these terms, or all have fallen silent.
        CourseError: A solution does not import there.
    """
    with _connected(address) as client:
        run = _Run(client, iter(tasks), terms, address, clock)
        try:
            yield from run.results()
        finally:
            run.cancel()


def _connected(address: str) -> Client:
    """Return a client of a cluster that has a worker."""
    for name in ("distributed", "distributed.client"):  # what it would log to the terminal becomes an error of ours
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    client = _reached(address)
    try:
        client.wait_for_workers(1, timeout=_WORKERS_SECONDS)
        _check_grader(client)
    except TimeoutError as error:
        client.close()
        raise MachineError("the cluster has no worker", where=address, todo=_start_one(address)) from error
    except BaseException:
        client.close()
        raise
    return client


def _reached(address: str) -> Client:
    """Return a client. It begins in a thread of its own: for a port that listens and is mute dask waits for ever."""
    ends: SimpleQueue[Client | Exception] = SimpleQueue()

    def begin() -> None:
        try:
            ends.put(Client(address, timeout=_CONNECT_SECONDS, set_as_default=False, name="grader"))
        except Exception as error:  # whoever waits raises it
            ends.put(error)

    threading.Thread(target=begin, daemon=True).start()
    try:
        end = ends.get(timeout=_CONNECT_SECONDS + 1)
    except Empty:
        end = TimeoutError("who is there says nothing")
    if isinstance(end, OSError | ValueError):  # a TimeoutError is an OSError, too
        todo = "start one with `dask scheduler`, or name its address, like tcp://127.0.0.1:8786"
        raise MachineError(f"no cluster answers: {end}", where=address, todo=todo) from end
    if isinstance(end, Exception):
        raise end
    return end


def _check_grader(client: Client) -> None:
    """See that each worker could import `answer`: one that cannot ends when it is handed a task, and says nothing.

    Raises:
        MachineError: A worker could not.
    """
    asked = {
        address: client.submit(find_spec, __name__, workers=[address], pure=False) for address in client.nthreads()
    }
    with suppress(TimeoutError), client.as_current():  # who is silent now may answer later
        wait(list(asked.values()), timeout=_WORKERS_SECONDS)
    for address, future in asked.items():
        if future.status == "error" or (future.status == "finished" and future.result() is None):
            todo = "install the same grader there as here, then start the worker again"
            raise MachineError("a worker of the cluster has no grader that could serve it", where=address, todo=todo)


def _start_one(address: str) -> str:
    return f"start one for each core: `dask worker {address} --nworkers -1 --nthreads 1`"


class _Run:
    """The tasks of one run that are on their way.

    Attributes:
        _ended: Futures that are done, as dask's thread reports them.
    """

    def __init__(self, client: Client, tasks: Iterator[Task], terms: Terms, address: str, clock: Clock) -> None:
        self._client = client
        self._tasks = tasks
        self._terms = terms
        self._said = _said(terms)
        self._address = address
        self._clock = clock
        self._flying: dict[str, tuple[Job, Future]] = {}
        self._ended: SimpleQueue[Future] = SimpleQueue()
        self._room, self._counted = _AT_LEAST, -_COUNT_SECONDS

    def results(self) -> Iterator[Graded]:
        """Yield what comes of all tasks."""
        while self._supplied():
            job, future = self._next()
            end = self._outcome(job, future)
            if isinstance(end, Job):
                self._send(end)
            else:
                yield end

    def cancel(self) -> None:
        """Take back what waits."""
        with suppress(OSError, CancelledError, TimeoutError):  # the cluster is gone, and what waited with it
            self._client.cancel([future for _, future in self._flying.values()], force=True)

    def _supplied(self) -> bool:
        """Send off as many tasks as there is room for; False when everything is answered."""
        self._count()
        while len(self._flying) < self._room and (task := next(self._tasks, None)):
            self._send(Job(task))
        return bool(self._flying)

    def _count(self) -> None:
        """Workers come and go during a run."""
        if (now := self._clock()) - self._counted >= _COUNT_SECONDS:
            self._counted = now
            with suppress(OSError, TimeoutError):  # the futures tell
                self._room = max(_AT_LEAST, _ON_THEIR_WAY * len(self._client.nthreads()))

    def _send(self, job: Job) -> None:
        future = self._client.submit(answer, self._said, json.dumps(job.message()), pure=False)
        self._flying[str(future.key)] = job, future
        future.add_done_callback(self._ended.put)

    def _next(self) -> tuple[Job, Future]:
        """Wait for the next that is done."""
        patience = _SLACK_SECONDS + max(job.longest_seconds(self._terms) for job, _ in self._flying.values())
        try:
            return self._flying.pop(str(self._ended.get(timeout=patience).key))
        except Empty:
            what = f"no worker of the cluster has answered for {patience:.0f} s"
            raise MachineError(what, where=self._address, todo=_start_one(self._address)) from None

    def _outcome(self, job: Job, future: Future) -> Graded | Job:
        try:
            message = json.loads(future.result())
        except KilledWorker as error:
            why = f"it cost the cluster {counted(error.allowed_failures + 1, 'worker')}"
            return given_up(replace(job, failed=error.allowed_failures), self._terms, why)
        except CancelledError as error:
            todo = "look why its scheduler ended, then run the same command again"
            raise MachineError("the cluster is gone", where=self._address, todo=todo) from error
        if "trouble" in message:
            raise error_of(message["trouble"])
        return lost(job, self._terms, message["lost"]) if "lost" in message else answered(job, message)


def _said(terms: Terms) -> str:
    """Return a run's terms as workers hear them. Each has a course of its own, which has to be the same."""
    return json.dumps(
        {
            "grader": __version__,
            "course": course_version(load_course(terms.course)),
            "seed": terms.seed,
            "confirm_seed": terms.confirm_seed,
            "trusted": terms.trusted,
        }
    )


# On a worker


def answer(said: str, task: str) -> str:
    """Grade one task in the process of a dask worker.

    Args:
        said: A run's terms, as JSON.
        task: What Job.message returns, as JSON.

    Returns:
        What Grader.graded returns, as JSON; or `trouble`, when this worker may not grade; or why the task was `lost`.
    """
    return json.dumps(_BENCH.answer(said, json.loads(task)))


class _Bench:
    """The one grader of a worker's process, kept from task to task; its zygotes end when no task comes."""

    def __init__(self) -> None:
        self._lock = threading.Lock()  # against the rest, which comes from a thread of its own
        self._crew = Crew()
        self._said = ""
        self._grader: Grader | None = None
        self._rest = threading.Timer(_REST_SECONDS, self._dismiss)

    def answer(self, said: str, task: Message) -> Message:
        """Grade one task on the terms that are said."""
        self._rest.cancel()
        try:
            with self._lock:
                return self._grader_for(said).graded(task)
        except GraderError as error:
            return {"trouble": {**trouble_of(error), "where": error.where or get_worker().address}}
        except Exception as error:
            return {"lost": f"the worker failed: {type(error).__name__}: {error}"}
        finally:
            self._rest = threading.Timer(_REST_SECONDS, self._dismiss)
            self._rest.daemon = True
            self._rest.start()

    def _grader_for(self, said: str) -> Grader:
        if self._grader is None or said != self._said:
            run = json.loads(said)
            _check_likeness(run)
            terms = Terms(course_root(), run["seed"], run["confirm_seed"], run["trusted"])
            self._grader, _ = opened(terms, self._crew)
            self._said = said
        return self._grader

    def _dismiss(self) -> None:
        with self._lock:
            self._crew.dismiss()


_BENCH = _Bench()


def _check_likeness(run: Message) -> None:
    """See that this worker would give the verdicts of the machine that asks.

    Raises:
        MachineError: It would not.
    """
    worker = get_worker()
    grader, course = _version()
    if (grader, course) != (run["grader"], run["course"]):
        raise MachineError(
            f"a worker has grader {grader}, course {course}; this run has {run['grader']}, course {run['course']}",
            where=worker.address,
            todo="install the same grader, Python, numpy and torch there as here, then start the worker again",
        )
    if worker.state.nthreads > 1:
        raise MachineError(
            "a worker has several threads, and the limits and warnings of several files would mix",
            where=worker.address,
            todo=_start_one(worker.scheduler.address),
        )


@cache  # of when this process began to grade: files that changed since are not what it has imported
def _version() -> tuple[str, str]:
    return __version__, course_version(load_course(course_root()))
