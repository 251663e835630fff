"""What tests of the learner's hour share: a started folder, answers right and wrong, the command in it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from helpers import ROOT

GRADER = str(Path(sys.executable).with_name("grader"))
PASSED, NOT_YET, USAGE, MACHINE, INTERRUPTED = 0, 1, 2, 3, 130


def grader(*arguments: str, cwd: Path, **more: Any) -> subprocess.CompletedProcess[str]:
    more = {"capture_output": True, "text": True, "timeout": 60} | more
    return subprocess.run([GRADER, *arguments], cwd=cwd, **more)


def said(*arguments: str, cwd: Path, code: int = PASSED) -> str:
    """What the command prints when it ends as it should and has nothing to complain of."""
    done = grader(*arguments, cwd=cwd)
    assert (done.returncode, done.stderr) == (code, ""), done.stdout + done.stderr
    return done.stdout


def started(folder: Path) -> Path:
    """A folder as `grader start` leaves it."""
    said("start", str(folder), cwd=folder.parent)
    return folder


def solution(exercise: str) -> str:
    return (ROOT / "solutions" / f"{exercise}.py").read_text("utf-8")


def solved(folder: Path, *exercises: str) -> None:
    """Write right answers and have them graded."""
    for exercise in exercises:
        (folder / f"{exercise}.py").write_text(solution(exercise), "utf-8")
    said("check", *exercises, cwd=folder)


def without_transpose() -> str:
    """An answer to bptt with W where its transpose belongs."""
    return solution("bptt").replace("W_hh.T", "W_hh")


def progress(folder: Path) -> Any:
    return json.loads((folder / ".grader" / "progress.json").read_text("utf-8"))


def record(folder: Path, exercise: str) -> Any:
    return progress(folder)["exercises"][exercise]


def listed(folder: Path) -> dict[str, Any]:
    """What `grader list --format json` says, by exercise."""
    return {one["name"]: one for one in json.loads(said("list", "--format", "json", cwd=folder))["exercises"]}


def plain_environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name != "NO_COLOR"} | {"TERM": "xterm"}


def outside_of_the_checkout() -> dict[str, str]:
    return {name: value for name, value in plain_environment().items() if not name.startswith("PYTHON")}


def without_checkout(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a command that knows nothing of this checkout: its own folder, no PYTHONPATH."""
    environment = outside_of_the_checkout()
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
