"""How much a learner's file may use. Every number has a reason."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Limits of one file.

    Attributes:
        call_wall_seconds: One call. Reference calls take milliseconds; 2 s is a person's patience.
        load_wall_seconds: Running the file's top level; an honest one takes as long as its imports.
        file_wall_seconds: Waiting for load and calls, together: what a file of endless loops can cost.
        memory_bytes: Growth of the address space after numpy is in. An answer is kilobytes.
        output_bytes: What is kept of what the file prints (contract: 64 KiB).
    """

    call_wall_seconds: float = 2.0
    load_wall_seconds: float = 10.0
    file_wall_seconds: float = 30.0
    memory_bytes: int = 1 << 30
    output_bytes: int = 64 << 10
