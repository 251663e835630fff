"""How long `grader watch` takes from the write of a file to its verdict on the screen.

The real command in a pseudo-terminal. The clock starts before the file is opened for writing and stops when the
verdict's first bytes have come out of the terminal. Each save is a new text, a right answer and a wrong one in turn.

    python -m benchmarks.watch [--saves N]
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from statistics import median

import pexpect

from benchmarks.check import ROOT, machine

GRADER = str(Path(sys.executable).parent / "grader")


@dataclass(frozen=True)
class Target:
    """An exercise, what to change in its solution to make it wrong, and how long a verdict may take."""

    exercise: str
    right: str
    wrong: str
    most_milliseconds: float
    needs: str = "numpy"


TARGETS = (
    Target("bptt", "W_hh.T @ da", "W_hh @ da", 150.0),
    Target("rnn", "hs[0] = h0", "hs[0] = 0 * h0", 150.0),
    Target("torch_diagnosis", "\n", "\n\n", 250.0, "torch"),
)


def main() -> None:
    """Measure every target and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--saves", type=int, default=30, help="how many of each (30)")
    saves = max(2, parser.parse_args().saves)
    print(machine())
    print(f"saves    {saves} of each, after two that do not count\n")
    print(f"{'':<16} median  slowest")
    for target in TARGETS:
        if find_spec(target.needs) is not None:
            print(line(target, seconds_of(target, saves)))


def line(target: Target, seconds: list[float]) -> str:
    """Return a line of the table; the target stands beside the figure and fails nothing."""
    middle = 1000 * median(seconds)
    judged = "target met" if middle <= target.most_milliseconds else "target missed"
    figures = f"{middle:4.0f} ms  {1000 * max(seconds):4.0f} ms"
    return f"{target.exercise:<16} {figures}   {judged}: <= {target.most_milliseconds:g} ms"


def seconds_of(target: Target, saves: int) -> list[float]:
    """Return the wall seconds from each write to its verdict."""
    with watching(target) as (screen, file):
        taken = [_one(screen, file, text) for text in texts(target, saves + 2)]
    return taken[2:]  # the first ones fill caches


def texts(target: Target, count: int) -> Iterator[str]:
    """Texts of which no two are the same, right and wrong in turn."""
    source = (ROOT / "solutions" / f"{target.exercise}.py").read_text("utf-8")
    for number in range(count):
        text = source.replace(target.right, target.wrong) if number % 2 else source
        yield f"{text}\n# {number}\n"


@contextmanager
def watching(target: Target) -> Iterator[tuple[pexpect.spawn, Path]]:
    """A screen on which a target's stub has been graded, and the file to save."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([GRADER, "start", folder], check=True, stdout=subprocess.DEVNULL)
        environment = {**os.environ, "TERM": "xterm"}
        screen = pexpect.spawn(
            GRADER, ["watch", target.exercise], cwd=folder, env=environment, dimensions=(60, 100), timeout=60
        )
        try:
            screen.expect("q quit")
            yield screen, Path(folder, f"{target.exercise}.py")
        finally:
            screen.close(force=True)


_VERDICT = re.compile(rb"of \d+ points.*q quit", re.DOTALL)


def _one(screen: pexpect.spawn, file: Path, text: str) -> float:
    start = time.perf_counter()
    file.write_text(text, "utf-8")
    screen.expect(_VERDICT)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
