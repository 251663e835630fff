"""What a class costs: 5,000 students and 13 numpy exercises, and how time and memory grow on the way there.

    python -m benchmarks.batch [--students N] [--jobs N]

A tenth of the class first, then the whole: rate and peak memory of both, side by side, of the command that an
instructor types, from its start to its end with everything written. Every file is another content; three of five pass.
Memory is the proportional share (PSS) of the command and all processes below it, looked at ten times a second: what a
laptop has to have. Last, what one endless loop costs: the same small class with and without it, in turn.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.check import ROOT, machine
from grader.batch.task import Task, Terms
from grader.batch.workers import graded
from grader.checks import preloads_of
from grader.course.find import course_root
from grader.course.load import load_course
from grader.sandbox.limits import Limits

MOST_BYTES = 500e6
MOST_ENDLESS_SECONDS = 0.2  # beyond its limit
SEED = 2024
RIGHT_SHARE = 0.6
SMALL = 40  # files beside the endless loop: more than that loop's time
ENDLESS = b"def rnn_step(x, h_prev, W_xh, W_hh, b):\n    while True:\n        pass\n"


@dataclass(frozen=True)
class Run:
    """What a run took.

    Attributes:
        students: How many.
        wall_seconds: From the start of the command to its end.
        file_seconds: Of each exercise's files, the median time that a worker spent on one.
        peak_bytes: The most memory that all processes had together.
        outcomes: How many files passed, fell short, or could not be graded.
    """

    students: int
    wall_seconds: float
    file_seconds: Mapping[str, float]
    peak_bytes: int
    outcomes: Counter[str]


def main() -> None:
    """Run both classes and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--students", type=int, default=5000, help="in the whole class (5000)")
    parser.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)), help="workers (one for each core)")
    given = parser.parse_args()
    print(machine())
    print(f"workers  {given.jobs}\n")
    exercises = numpy_exercises()
    runs = [run(students, exercises, given.jobs) for students in (max(1, given.students // 10), given.students)]
    print("\n".join(table(runs, len(exercises))), end="\n\n")
    print("\n".join(medians(runs[-1])), end="\n\n")
    print(endless(given.jobs))


def numpy_exercises() -> list[str]:
    """Exercises whose workers need no torch."""
    return [name for name in load_course(course_root()).names if not preloads_of(name)]


def contents(exercise: str) -> tuple[bytes, list[bytes]]:
    """The right file of an exercise, and what the tests have: mistakes, and right answers to some of the questions."""
    others = sorted((ROOT / "tests" / "submissions" / exercise).glob("*.py"))
    return (ROOT / "solutions" / f"{exercise}.py").read_bytes(), [file.read_bytes() for file in others]


def sources(students: int, exercise: str) -> Iterator[bytes]:
    """A class's files of one exercise; no two are the same."""
    chance = random.Random(f"{SEED} {exercise}")  # noqa: S311  which files, always the same ones
    right, others = contents(exercise)
    for student in range(students):
        source = right if chance.random() < RIGHT_SHARE else chance.choice(others)
        yield source + b"\n# student %d\n" % student


def hand_in(class_: Path, students: int, exercises: Sequence[str]) -> None:
    """Write a folder for each student."""
    for student in range(students):
        (class_ / f"student-{student:05}").mkdir(parents=True)
    for exercise in exercises:
        for student, source in enumerate(sources(students, exercise)):
            (class_ / f"student-{student:05}" / f"{exercise}.py").write_bytes(source)


def run(students: int, exercises: Sequence[str], jobs: int) -> Run:
    """Have the command grade a class."""
    with TemporaryDirectory() as folder:
        class_, results = Path(folder) / "class", Path(folder) / "results"
        hand_in(class_, students, exercises)
        command = [sys.executable, "-m", "grader", "batch", str(class_), "--output", str(results), "--jobs", str(jobs)]
        for exercise in exercises:
            command += ["--exercise", exercise]
        start = time.perf_counter()
        with subprocess.Popen(command, cwd=ROOT) as process, Memory(process.pid) as memory:
            code = process.wait()
        wall_seconds = time.perf_counter() - start
        if code:
            raise SystemExit(f"grader batch ended with {code}: a figure of something that went wrong is no figure")
        seconds, outcomes = found(results / "results.jsonl", exercises)
        return Run(students, wall_seconds, seconds, memory.peak_bytes, outcomes)


def found(results: Path, exercises: Sequence[str]) -> tuple[dict[str, float], Counter[str]]:
    """Return the median seconds of each exercise's files, and how many had which outcome."""
    seconds: dict[str, list[float]] = {name: [] for name in exercises}
    outcomes: Counter[str] = Counter()
    with results.open(encoding="utf-8") as lines:
        for line in lines:
            one = json.loads(line)
            seconds[one["exercise"]].append(one["wall_seconds"])
            broken = any(check["status"] == "broken" for check in one["checks"])
            outcomes["broken" if broken else "passed" if one["passed"] else "fell short"] += 1
    return {name: median(own) for name, own in seconds.items()}, outcomes


class Memory:
    """Looks at the memory of a process and all below it, ten times a second."""

    def __init__(self, pid: int) -> None:
        self.peak_bytes = 0
        self._pid = pid
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look)

    def __enter__(self) -> Memory:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._done.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._done.wait(0.1):
            self.peak_bytes = max(self.peak_bytes, sum(map(proportional_bytes, family(self._pid))))


def family(pid: int) -> list[int]:
    """A process and all below it."""
    parents: dict[int, list[int]] = {}
    for folder in Path("/proc").iterdir():
        with suppress(OSError, ValueError):
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            parents.setdefault(parent, []).append(int(folder.name))
    found = [pid]
    for one in found:  # grows while it is walked
        found += parents.get(one, [])
    return found


def proportional_bytes(pid: int) -> int:
    """A process's memory, pages that it shares counted in parts; 0 when it has just ended."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return 1024 * int(line.split()[1])
    return 0


def endless(jobs: int) -> str:
    """Return the line that says what one endless loop costs a class on one worker."""
    right = (ROOT / "solutions" / "rnn.py").read_bytes()
    honest = [Task("rnn", str(number), right + b"# %d\n" % number) for number in range(SMALL)]
    times: dict[bool, list[float]] = {True: [], False: []}
    for _ in range(5):
        for hostile, own in times.items():
            start = time.perf_counter()
            class_ = [*honest[:20], Task("rnn", "endless", ENDLESS), *honest[20:]] if hostile else honest
            done = list(graded(class_, Terms(course_root(), 0), 1))
            own.append(time.perf_counter() - start)
            if sum(one.record["passed"] for one in done) != SMALL:
                raise SystemExit("an endless loop cost another file its result")
    cost = median(times[True]) - median(times[False]) - Limits().call_wall_seconds
    met = "met" if cost <= MOST_ENDLESS_SECONDS else "missed"
    return f"an endless loop costs its limit and {cost:.2f} s   target {met}: <= {MOST_ENDLESS_SECONDS:g} s"


def table(runs: Sequence[Run], exercises: int) -> list[str]:
    """Return the lines that put a small class and a large one side by side."""
    lines = ["students    files      wall   files/s   peak memory   passed / fell short / broken"]
    for one in runs:
        files = one.outcomes.total()
        told = " / ".join(str(one.outcomes[outcome]) for outcome in ("passed", "fell short", "broken"))
        lines.append(
            f"{one.students:8}  {files:7}  {one.wall_seconds:6.1f} s  {files / one.wall_seconds:7.1f}"
            f"   {one.peak_bytes / 1e6:8.0f} MB   {told}"
        )
    small, large = runs[0], runs[-1]
    each = [one.wall_seconds / one.students for one in (small, large)]
    grown = large.peak_bytes / small.peak_bytes
    met = "met" if large.peak_bytes <= MOST_BYTES else "missed"
    lines.append(f"{exercises} exercises; {large.students / small.students:g} x the students:")
    lines.append(
        f"  x {each[1] / each[0]:.2f} time for each, x {grown:.2f} memory   target {met}: <= {MOST_BYTES / 1e6:g} MB"
    )
    return lines


def medians(one: Run) -> list[str]:
    """Return the lines that say what a file of each exercise takes a worker."""
    width = max(map(len, one.file_seconds))
    lines = ["a file of ..., median, all checks, in a worker that shares the machine with the others"]
    return lines + [f"  {name:<{width}}  {1000 * seconds:6.1f} ms" for name, seconds in one.file_seconds.items()]


if __name__ == "__main__":
    main()
