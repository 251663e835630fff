"""What this process gives up before the first byte of learner code: here resource limits.

The seam for confinement: a further layer is one more function in LAYERS.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

Bounds = Mapping[str, int]


def apply(bounds: Bounds) -> dict[str, str]:
    """Apply every layer and return what came of each: "on", or why not."""
    report = {}
    for name, layer in LAYERS.items():
        try:
            layer(bounds)
            report[name] = "on"
        except (OSError, ValueError, ImportError) as error:
            report[name] = f"not available: {error}"
    return report


def limit_memory(bounds: Bounds) -> None:
    """Let the address space grow by `memory_bytes` from here on. macOS refuses or ignores this; Windows has none."""
    import resource  # noqa: PLC0415  not on Windows

    ceiling = _address_space_bytes() + bounds["memory_bytes"]
    resource.setrlimit(resource.RLIMIT_AS, (ceiling, ceiling))


def limit_cpu(bounds: Bounds) -> None:
    """End with SIGXCPU after `cpu_seconds`: an endless loop stops even when the grader itself was killed."""
    import resource  # noqa: PLC0415  not on Windows

    resource.setrlimit(resource.RLIMIT_CPU, (bounds["cpu_seconds"], bounds["cpu_seconds"] + 1))


def leave_no_core(bounds: Bounds) -> None:
    """A crash of learner code writes no core file."""
    import resource  # noqa: PLC0415  not on Windows

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _address_space_bytes() -> int:
    if sys.platform != "linux":
        return 0
    import resource  # noqa: PLC0415

    pages = int(Path("/proc/self/statm").read_text().split()[0])
    return pages * resource.getpagesize()


LAYERS: dict[str, Callable[[Bounds], None]] = {"memory": limit_memory, "cpu": limit_cpu, "core": leave_no_core}
