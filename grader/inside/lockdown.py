"""What this process gives up before the first byte of learner code: here resource limits.

The seam for confinement: a further layer is one more function in LAYERS; each says in a word what came of it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path


def apply(memory_bytes: int) -> dict[str, str]:
    """Apply every layer and return what came of each: "on", or why not."""
    report = {}
    for name, layer in LAYERS.items():
        try:
            layer(memory_bytes)
            report[name] = "on"
        except (OSError, ValueError, ImportError) as error:
            report[name] = f"not available: {error}"
    return report


def limit_memory(memory_bytes: int) -> None:
    """Let the address space grow by `memory_bytes` from here on. macOS refuses or ignores this; Windows has none."""
    import resource  # noqa: PLC0415  not on Windows

    ceiling = _address_space_bytes() + memory_bytes
    resource.setrlimit(resource.RLIMIT_AS, (ceiling, ceiling))


def leave_no_core(memory_bytes: int) -> None:
    """A crash of learner code writes no core file."""
    import resource  # noqa: PLC0415  not on Windows

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _address_space_bytes() -> int:
    if sys.platform != "linux":
        return 0
    import resource  # noqa: PLC0415

    pages = int(Path("/proc/self/statm").read_text().split()[0])
    return pages * resource.getpagesize()


LAYERS: dict[str, Callable[[int], None]] = {"memory": limit_memory, "core": leave_no_core}
