"""What works on this machine: every layer is put on in a throw-away process, and its effect looked for.

`python -m grader.inside.probe` prints one JSON object, layer to "on" or what went wrong. That a call is there proves
nothing: Ubuntu lets everybody make a user namespace and then refuses every mount in it.
"""

from __future__ import annotations

import json
import os
import resource
import select
import socket
import sys
from collections.abc import Callable
from pathlib import Path

from grader.inside import kernel, landlock, namespaces, places, rlimits, seccomp

_SECONDS = 10.0
_ALLOWED_BYTES = 64 << 20


def probe() -> dict[str, str]:
    """Return what came of each layer."""
    return {name: tried(layer) for name, layer in PROBES.items()}


def tried(layer: Callable[[], str]) -> str:
    """Return what a layer says of itself in a process of its own: "on", or what went wrong."""
    heard, said = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(heard)
        try:
            words = layer()
        except BaseException as error:
            words = f"{type(error).__name__}: {error}"
        os.write(said, words.encode()[:900])
        os._exit(0)
    os.close(said)
    ready, _, _ = select.select([heard], [], [], _SECONDS)
    words = os.read(heard, 1000).decode("utf-8", "replace") if ready else "no answer"
    os.close(heard)
    os.kill(child, 9)
    os.waitpid(child, 0)
    return words or "ended without a word"


def _namespaces() -> str:
    refusal = namespaces.enter()
    if refusal != "on":
        return refusal
    namespaces.leave_for_an_empty_root([Path("/usr/lib")])
    found = os.listdir("/")  # noqa: PTH208  the names are the point
    alone = os.getpid() == 1 and found == ["usr"]
    return "on" if alone else f"process {os.getpid()} sees {', '.join(found)}"


def _landlock() -> str:
    kernel.gain_nothing_by_exec()
    landlock.restrict([Path("/usr/lib")])
    try:
        Path("/etc/passwd").read_bytes()
    except PermissionError:
        return "on"
    return "a file outside of the allowed folders was read"


def _seccomp() -> str:
    kernel.gain_nothing_by_exec()
    seccomp.load(seccomp.program(files=False), os.getpid())
    for refused in (socket.socket, os.fork, lambda: os.open("/dev/null", os.O_RDONLY)):
        try:
            refused()
        except OSError:
            continue
        return f"{getattr(refused, '__name__', 'open')} was not refused"
    return "on"


def _rlimits() -> str:
    rlimits.lower(resource.RLIMIT_AS, kernel.address_space_bytes() + _ALLOWED_BYTES)
    try:
        bytearray(4 * _ALLOWED_BYTES)
    except MemoryError:
        return "on"
    return "four times the allowed memory was given"


def _other_user() -> str:
    if os.getuid() != 0:
        return "on"
    kept = () if places.open_to_everybody(places.found().readable()) else (kernel.READ_SEARCH,)
    kernel.become(namespaces.NOBODY, *kept)
    Path(os.__file__).read_bytes()
    return "on"


def _huge_pages() -> str:
    held = bytearray(8 << 20)
    return "on" if kernel.collapse_heap() and held else "no page was collapsed"


PROBES: dict[str, Callable[[], str]] = {
    "namespaces": _namespaces,
    "landlock": _landlock,
    "seccomp": _seccomp,
    "rlimits": _rlimits,
    "other user": _other_user,
    "huge pages": _huge_pages,
}

if __name__ == "__main__":
    sys.stdout.write(json.dumps(probe()))
