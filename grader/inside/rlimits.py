"""Resource limits: memory, processor time, files. The only layer that stops a memory hog."""

from __future__ import annotations

import resource
from dataclasses import dataclass

MAX_FILES = 64
_PAGE = 4096


@dataclass(frozen=True)
class Bounds:
    """What one child may use.

    Attributes:
        memory_bytes: Growth of its address space.
        cpu_seconds: Of processor time: a loop ends even when the grader itself was killed.
        output_bytes: Size of the file it prints to.
    """

    memory_bytes: int
    cpu_seconds: int
    output_bytes: int


def limit_the_family(output_bytes: int = 64 << 10) -> None:
    """What the zygote can live with itself, and its children inherit for nothing."""
    lower(resource.RLIMIT_CORE, 0)
    lower(resource.RLIMIT_NOFILE, MAX_FILES)
    lower(resource.RLIMIT_STACK, 8 << 20)
    lower(resource.RLIMIT_MEMLOCK, 0)
    # One page above the output, so that who writes past its end hears EPERM of the seal and not SIGXFSZ.
    lower(resource.RLIMIT_FSIZE, output_bytes + _PAGE)
    for name in ("RLIMIT_MSGQUEUE", "RLIMIT_NICE", "RLIMIT_RTPRIO"):  # Linux only
        if hasattr(resource, name):
            lower(getattr(resource, name), 0)


def limit_a_child(bounds: Bounds, mapped_bytes: int, processes: bool = False) -> None:
    """Limit what differs from file to file.

    Args:
        bounds: Of this child.
        mapped_bytes: The zygote's address space: torch alone maps gigabytes, and they are not the learner's.
        processes: It may start others (where no other layer is on, tests do).
    """
    if mapped_bytes:  # macOS refuses or ignores a limited address space
        lower(resource.RLIMIT_AS, mapped_bytes + bounds.memory_bytes)
    # Hard = soft: the first process of a namespace ignores SIGXCPU, and only the hard limit's SIGKILL ends it.
    lower(resource.RLIMIT_CPU, bounds.cpu_seconds)
    if not processes:
        lower(resource.RLIMIT_NPROC, 0)


def lower(which: int, limit: int) -> None:
    """Set a limit, soft and hard, or leave one that is lower already."""
    hard = resource.getrlimit(which)[1]
    if hard != resource.RLIM_INFINITY:
        limit = min(limit, hard)
    resource.setrlimit(which, (limit, limit))
