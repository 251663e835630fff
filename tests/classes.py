"""Classes of files that are really graded: right and wrong ones, each with a content of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from helpers import ROOT

GRADER = str(Path(sys.executable).with_name("grader"))
RIGHT = (ROOT / "solutions" / "rnn.py").read_bytes()
WRONG = (ROOT / "tests" / "submissions" / "rnn" / "h_on_the_left.py").read_bytes()
ENDLESS = b"def rnn_step(*_):\n    while True:\n        pass\n"


def own(source: bytes, number: int) -> bytes:
    """The same answer as a file that nobody else has."""
    return source + b"\n# %d\n" % number


def class_of(root: Path, size: int) -> Path:
    """A folder with a folder per student; two in three are right."""
    for number in range(size):
        folder = root / f"s{number:03d}"
        folder.mkdir(parents=True)
        (folder / "rnn.py").write_bytes(own(RIGHT if number % 3 else WRONG, number))
    return root


def grader(*arguments: object, **more: Any) -> subprocess.CompletedProcess[str]:
    more = {"capture_output": True, "text": True, "timeout": 120} | more
    return subprocess.run([GRADER, *map(str, arguments)], **more)


def batch(submissions: Path, output: Path, *more: object, **others: Any) -> subprocess.CompletedProcess[str]:
    return grader("batch", submissions, "--output", output, *more, **others)


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def verdicts(output: Path) -> list[tuple[object, ...]]:
    """Whose file came to what, without what differs between two runs: times and the run's number."""
    fields = ("student", "exercise", "submission_sha256", "score", "max_score")
    return [
        (*(one[name] for name in fields), [(check["id"], check["status"], check["message"]) for check in one["checks"]])
        for one in lines(output / "results.jsonl")
    ]
