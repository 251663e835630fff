"""A task on its way to a worker, here or on another machine: how often it was begun, and what is made of each end."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from typing import Any

from grader.batch.task import Graded, Task, Terms
from grader.checks import limits_of, preloads_of
from grader.course.load import load_course
from grader.grade import rubric, ungradable
from grader.record import record
from grader.sandbox.limits import Limits

Message = dict[str, Any]

_ATTEMPTS = 2
_MARGIN_SECONDS = 90.0  # of a file's own limit: zygotes that start, children that are buried, a machine that swaps


@dataclass(frozen=True)
class Job:
    """A task and how often it was begun before."""

    task: Task
    failed: int = 0

    @cached_property
    def preloads(self) -> tuple[str, ...]:
        """What its zygote has imported."""
        return preloads_of(self.task.exercise)

    def message(self) -> Message:
        """Return the job as a worker hears it; `fresh` asks for a zygote that nobody had before."""
        source = b64encode(self.task.source).decode()
        return {"exercise": self.task.exercise, "source": source, "fresh": self.failed > 0}

    def longest_seconds(self, terms: Terms) -> float:
        """Return how long a worker can take for it, unless something hangs that no limit ends."""
        seeds = 1 if terms.confirm_seed is None else 2
        return seeds * (Limits(**limits_of(self.task.exercise)).file_wall_seconds + _MARGIN_SECONDS)


def answered(job: Job, message: Message) -> Graded | Job:
    """Return what came of a job by a worker's answer, or the job to be tried once more."""
    if message.pop("doubtful") and job.failed + 1 < _ATTEMPTS:
        return _again(job)
    return Graded(job.task, attempts=job.failed + 1, **message)


def lost(job: Job, terms: Terms, why: str) -> Graded | Job:
    """Return the job to be tried once more after it cost a worker; the next time, a result that is nobody's fault."""
    return _again(job) if job.failed + 1 < _ATTEMPTS else given_up(job, terms, why)


def given_up(job: Job, terms: Terms, why: str) -> Graded:
    """Return the result of a task that cost every worker that tried it: nobody's fault."""
    wanted = rubric(load_course(terms.course), job.task.exercise, terms.seed)
    result = ungradable(wanted, f"{job.task.exercise}.py", why)
    return Graded(job.task, record(result), None, "", asdict(wanted.limits), job.failed + 1, 0.0)


def _again(job: Job) -> Job:
    return replace(job, failed=job.failed + 1)
