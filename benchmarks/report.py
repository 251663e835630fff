"""What the class's page costs: to make, to keep, to open, and to search, for 300 students and for 5,000.

    python -m benchmarks.report [--students N] [--runs N]

made          `grader report` as a process, from a gradebook of 13 exercises: wall time, and its peak memory
size          of report.html
interactive   in Chromium, from the start of the navigation until the table is painted and listens
keystroke     from a letter in the search until the rows that are left are painted
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.batch import numpy_exercises
from benchmarks.check import machine
from benchmarks.chromium import MISSING, QUIET, chromium
from benchmarks.graded_class import Records, filled, graded_files
from grader.course.find import course_root
from grader.course.load import load_course

SMALL = 300
MOST_BYTES = 12e6
MOST_INTERACTIVE_SECONDS = 2.0
MOST_KEYSTROKE_SECONDS = 0.05
WORDS = "costa 4217"

# Both end in a frame's painting: what is asked for in a frame's callback comes after it was painted.
PAINTED = "new Promise(done => requestAnimationFrame(() => setTimeout(() => done(performance.now()))))"
READY = f"""
new MutationObserver((_, own) => {{
  if (document.documentElement?.dataset.ready) {{ own.disconnect(); window.interactive = {PAINTED}; }}
}}).observe(document, {{ attributes: true, childList: true, subtree: true }});
"""
KEYSTROKE = f"""async (text) => {{
  const start = performance.now();
  const find = document.getElementById("find");
  find.value = text;
  find.dispatchEvent(new Event("input"));
  return await {PAINTED} - start;
}}"""


@dataclass(frozen=True)
class Figures:
    """A class's figures; times are medians."""

    students: int
    made_seconds: float
    peak_bytes: int
    page_bytes: int
    interactive_seconds: float
    keystroke_seconds: float
    slowest_keystroke_seconds: float


def main() -> None:
    """Make both pages, open them, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--students", type=int, default=5000, help="in the large class (5000)")
    parser.add_argument("--runs", type=int, default=5, help="how often each is made and opened (5)")
    given = parser.parse_args()
    if chromium() is None:
        raise SystemExit(MISSING)
    print(machine())
    print(f"runs     {given.runs} of each\n")
    records = graded_files(numpy_exercises())
    found = [figures(records, students, max(1, given.runs)) for students in (SMALL, max(1, given.students))]
    print("\n".join(table(found)))


def figures(records: Records, students: int, runs: int) -> Figures:
    """Return the figures of a class of so many."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        course = load_course(course_root())
        points = {one.name: one.points for one in course.exercises if one.name in records}
        filled(folder / "gradebook.sqlite", records, points, students)
        made = [made_by_command(folder) for _ in range(runs)]
        page = folder / "report.html"
        opened, strokes = opened_and_searched(page, runs)
        times = median(seconds for seconds, _ in made), max(peak for _, peak in made)
        return Figures(students, *times, page.stat().st_size, median(opened), median(strokes), max(strokes))


def made_by_command(folder: Path) -> tuple[float, int]:
    """Return the wall seconds and the peak bytes of `grader report`."""
    start = time.perf_counter()
    grader = str(Path(sys.executable).with_name("grader"))
    quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    pid = os.posix_spawn(grader, [grader, "report", str(folder)], os.environ, file_actions=quiet)
    _, status, used = os.wait4(pid, 0)
    if status:
        raise SystemExit(f"grader report ended with {os.waitstatus_to_exitcode(status)}")
    return time.perf_counter() - start, used.ru_maxrss * 1024


def opened_and_searched(page: Path, runs: int) -> tuple[list[float], list[float]]:
    """Return the seconds until the page is interactive, each time in a new one, and those of every keystroke."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  tests of other parts of benchmarks need no browser

    opened, strokes = [], []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(QUIET))
        for _ in range(runs):
            tab = browser.new_page(viewport={"width": 1280, "height": 900})
            tab.add_init_script(READY)
            tab.goto(page.as_uri())
            tab.wait_for_function("window.interactive")
            opened.append(tab.evaluate("interactive") / 1000)
            typed = [WORDS[: end + 1] for end in range(len(WORDS))]
            strokes += [tab.evaluate(KEYSTROKE, text) / 1000 for text in [*typed, *reversed(typed), ""]]
            tab.close()
        browser.close()
    return opened, strokes


def table(found: Sequence[Figures]) -> list[str]:
    """Return the lines that put the classes side by side, and say what was aimed at."""
    lines = ["students     made   peak memory       size   interactive   keystroke (slowest)"]
    for one in found:
        made = f"{one.made_seconds:5.1f} s   {one.peak_bytes / 1e6:8.0f} MB  {one.page_bytes / 1e6:6.2f} MB"
        strokes = f"{1000 * one.keystroke_seconds:6.1f} ms  ({1000 * one.slowest_keystroke_seconds:.1f})"
        lines.append(f"{one.students:8}  {made}   {one.interactive_seconds:9.2f} s   {strokes}")
    large = found[-1]
    lines.append(
        f"targets  size {_met(large.page_bytes <= MOST_BYTES)}: <= {MOST_BYTES / 1e6:g} MB; interactive "
        f"{_met(large.interactive_seconds <= MOST_INTERACTIVE_SECONDS)}: <= {MOST_INTERACTIVE_SECONDS:g} s; keystroke "
        f"{_met(large.keystroke_seconds <= MOST_KEYSTROKE_SECONDS)}: <= {1000 * MOST_KEYSTROKE_SECONDS:g} ms"
    )
    return lines


def _met(met: bool) -> str:
    return "met" if met else "missed"


if __name__ == "__main__":
    main()
