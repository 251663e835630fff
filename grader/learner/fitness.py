"""Whether this machine has what a learner needs, and what to do where it has not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_OLDEST, _NEWEST = (3, 11), (3, 13)
_PLAIN = ("", "dumb", "unknown")


@dataclass(frozen=True)
class Need:
    """One thing that is there, or is not.

    Attributes:
        name: What it is called.
        on: Whether it is as it should be.
        state: What was found.
        todo: What to do; "" when it is on.
    """

    name: str
    on: bool
    state: str
    todo: str = ""


@dataclass(frozen=True)
class Facts:
    """What was found on a machine.

    Attributes:
        python: Its version, major and minor first.
        numpy: Its version; "" when it is not installed.
        torch: The same.
        torch_for: The exercises that need torch.
        workspace: The learner's folder; "" outside of one.
        kept: Whether progress is kept there.
        trouble: Why no worker came up; "" when one did.
        tier: How confined it was.
        strangers_welcome: Whether that is enough for files of people one does not know.
        terminal: TERM when the output goes to a terminal, else "".
        encoding: Of the output.
    """

    python: tuple[int, ...]
    numpy: str
    torch: str
    torch_for: Sequence[str]
    workspace: str
    kept: bool
    trouble: str
    tier: str
    strangers_welcome: bool
    terminal: str
    encoding: str


def needs(facts: Facts) -> tuple[Need, ...]:
    """Return a line for everything that a learner's hour stands on."""
    return (
        _python(facts),
        _package("numpy", facts.numpy, "the worker cannot start without it", "pip install --upgrade numpy"),
        _package(
            "torch",
            facts.torch,
            f"needed for {' and '.join(facts.torch_for)} only",
            "pip install 'vanishing-gradients[torch]'",
        ),
        _workspace(facts),
        Need("worker", not facts.trouble, facts.trouble or "answers", _WORKER if facts.trouble else ""),
        _tier(facts),
        _terminal(facts),
    )


_WORKER = "see what each layer says below; free some memory, then try again"


def _python(facts: Facts) -> Need:
    said, found = ".".join(map(str, facts.python)), facts.python[:2]
    if _OLDEST <= found <= _NEWEST:
        return Need("python", True, said)
    return Need("python", False, f"{said} was never tried", "make an environment with Python 3.11, 3.12 or 3.13")


def _package(name: str, version: str, without: str, todo: str) -> Need:
    return Need(name, True, version) if version else Need(name, False, f"not installed; {without}", todo)


def _workspace(facts: Facts) -> Need:
    if not facts.workspace:
        return Need("workspace", False, "this folder is none", "grader start my-course, or go to yours")
    if not facts.kept:
        return Need("workspace", False, f"{facts.workspace}, where nothing is kept", "begin to keep it: grader start .")
    return Need("workspace", True, facts.workspace)


def _tier(facts: Facts) -> Need:
    if facts.strangers_welcome:
        return Need("tier", True, facts.tier)
    todo = "grade your own files; for strangers' files see below"
    return Need("tier", False, facts.tier or "none", todo)


def _terminal(facts: Facts) -> Need:
    if facts.encoding.lower().replace("-", "") != "utf8":
        return Need("terminal", False, f"writes {facts.encoding}: ✓ may be shown as ?", "export LANG=C.UTF-8")
    if facts.terminal in _PLAIN:
        state = "none, or a plain one: no colours, and no keys in grader watch"
        return Need("terminal", False, state, "nothing, unless you want them: then run this in a terminal")
    return Need("terminal", True, facts.terminal)
