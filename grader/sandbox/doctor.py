"""Which tier this machine gives, and why: what `grader doctor` says. Nothing is believed; every layer is tried."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from grader.calls import Call, Returned
from grader.errors import MachineError
from grader.sandbox.crew import Crew
from grader.sandbox.launch import ENVIRONMENT
from grader.sandbox.limits import Limits
from grader.sandbox.session import Session
from grader.sandbox.tiers import TRUSTED_ONLY


@dataclass(frozen=True)
class Layer:
    """One layer as it is on this machine.

    Attributes:
        name: What it is called.
        state: "on", or what happened when it was tried.
        means: What it is good for.
        todo: How to get it; "" when it is on.
    """

    name: str
    state: str
    means: str
    todo: str = ""

    @property
    def on(self) -> bool:
        """Whether it works."""
        return self.state == "on"


@dataclass(frozen=True)
class Diagnosis:
    """What this machine gives.

    Attributes:
        machine: Its system, architecture, Python and user.
        layers: Each layer.
        tier: The tier that a worker really had (grader.sandbox.tiers).
        trouble: Why there was no worker at all; "" when there was.
    """

    machine: str
    layers: tuple[Layer, ...]
    tier: str
    trouble: str = ""

    @property
    def strangers_welcome(self) -> bool:
        """Whether files of people one does not know may be graded here."""
        return self.tier not in ("", TRUSTED_ONLY)


MEANS = {
    "namespaces": "learner code sees no other process, no network, and no file but Python's",
    "landlock": "the kernel refuses every file but Python's",
    "seccomp": "learner code starts no process, opens no connection, writes no file",
    "rlimits": "memory, processor time and files are bounded",
    "other user": "learner code runs as a user who owns nothing",
    "huge pages": "a torch worker starts in 8 ms and not in 14 ms",
}

TIERS = {
    "2": "a world of its own for every file: strangers' files are welcome",
    "1": "three walls around every file: strangers' files are welcome",
    "1b": "two walls and no files at all: strangers' files are welcome; imports beyond numpy's and the usual ones fail",
    "0": "a process of its own and nothing else: for files of people you trust",
    "": "no worker came up",
}

_ELSEWHERE = "grade in Docker, in a Linux machine or in WSL2: all of this is Linux"


def diagnose() -> Diagnosis:
    """Try everything and say what came of it."""
    found = _probed() if sys.platform == "linux" else dict.fromkeys(MEANS, f"not on {platform.system()}")
    layers = tuple(Layer(name, found[name], means, _todo(name, found[name])) for name, means in MEANS.items())
    tier, trouble = _tier_of_a_worker()
    return Diagnosis(_machine(), layers, tier, trouble)


def _probed() -> dict[str, str]:
    command = [sys.executable, "-s", "-P", "-m", "grader.inside.probe"]
    done = subprocess.run(  # noqa: S603  our own interpreter and module
        command, env=ENVIRONMENT, cwd="/", capture_output=True, text=True, check=False, timeout=120
    )
    try:
        found: dict[str, str] = json.loads(done.stdout)
        return {name: found[name] for name in MEANS}
    except (ValueError, KeyError):
        last = done.stderr.strip().rpartition("\n")[2]
        return dict.fromkeys(MEANS, f"could not be tried: {last or f'exit code {done.returncode}'}")


def _tier_of_a_worker() -> tuple[str, str]:
    """Let a real worker answer a real question, and return its tier, or the trouble."""
    with Crew() as crew:
        session = Session(b"def f(x): return x + 1", "doctor.py", ("f",), Limits(), crew.take)
        try:
            session.load()
            answer = session.call(Call("f", (1,)))
        except MachineError as error:
            return "", error.what
        finally:
            session.close()
    right = isinstance(answer, Returned) and answer.value == 2
    return (session.tier, "") if right else ("", f"a worker answered {answer} to 1 + 1")


def _todo(name: str, state: str) -> str:
    if state == "on":
        return ""
    if sys.platform != "linux":
        return _ELSEWHERE
    return _namespaces_todo(state, _settings()) if name == "namespaces" else _TODO[name]


_TODO = {
    "landlock": "a kernel from 5.13 on, with landlock in `lsm=` of its command line (see /sys/kernel/security/lsm)",
    "seccomp": "a kernel with CONFIG_SECCOMP_FILTER, on x86-64 or aarch64; a container must allow prctl(2)",
    "rlimits": "nothing short of another kernel: this one does not keep RLIMIT_AS",
    "other user": "as root: give the container CAP_SETUID and CAP_SETGID, or do not run the grader as root",
    "huge pages": "a kernel from 6.1 on; nothing is less safe without it",
}

_SETTINGS = {
    "apparmor": "kernel/apparmor_restrict_unprivileged_userns",
    "allowed": "kernel/unprivileged_userns_clone",
    "most": "user/max_user_namespaces",
}


def _settings() -> dict[str, str]:
    found = {}
    for name, path in _SETTINGS.items():
        try:
            found[name] = Path("/proc/sys", path).read_text().strip()
        except OSError:
            continue
    return found


def _namespaces_todo(state: str, settings: Mapping[str, str]) -> str:
    """Say how to get namespaces, by the step that failed and the kernel's settings."""
    if settings.get("most") == "0":
        return "sudo sysctl -w user.max_user_namespaces=10000"
    if settings.get("allowed") == "0":
        return "sudo sysctl -w kernel.unprivileged_userns_clone=1"
    if settings.get("apparmor") == "1" and not state.startswith("unshare"):
        return "sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0, or an AppArmor profile for this Python"
    if state.startswith("unshare"):
        return "a container's own profile denies it: docker run --security-opt seccomp=unconfined; tier 1 needs nothing"
    return "the machine's policy denies mounts in a user namespace; tier 1 needs none"


def _machine() -> str:
    user = f", uid {os.getuid()}" if hasattr(os, "getuid") else ""
    return f"{platform.system()} {platform.release()} {platform.machine()}, Python {platform.python_version()}{user}"
