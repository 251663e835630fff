"""How long `grader` and `grader list` take, beside the imports that any command line with an index pays for.

`grader` counts the cards that wait, so it is timed for who has begun with none and for who has begun with all of them,
half of which are due. Both have a home of their own, found as anybody's is: what is in yours changes no figure.

python -m benchmarks.learner [--runs N]
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from benchmarks.check import ROOT, Contestant, interleaved, machine
from grader.quiz.days import study_day
from grader.quiz.find import quizzes_root
from grader.quiz.folder import FILE
from grader.quiz.load import load_collection
from grader.quiz.log import Review
from grader.quiz.store import Store

# The target: to be told where one is feels like typing `ls`.
MOST_IMPORTS = 2.0

GRADER = str(Path(sys.executable).parent / "grader")
IMPORTS = Contestant("import click, yaml", (sys.executable, "-c", "import click, yaml"))


def main() -> None:
    """Time everybody in a folder with ten passes and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--runs", type=int, default=25, help="how often each is run (25)")
    runs = max(1, parser.parse_args().runs)
    print(machine())
    print(f"runs     {runs} of each, in turn, after one of each that does not count\n")
    with tempfile.TemporaryDirectory() as folder:
        course, homes = Path(folder) / "course", Path(folder) / "homes"
        workspace(course, homes / "new")
        begun(homes / "begun" / "grader")
        line_up = [replace(one, folder=course) for one in contestants(homes)]
        times = interleaved(line_up, runs)
    for one in line_up:
        print(line(one.name, times[one.name], times[IMPORTS.name]))


def contestants(homes: Path) -> list[Contestant]:
    """Return the imports, and what is measured against them by the homes `new` and `begun`."""
    new, begun = (at_home(homes / name) for name in ("new", "begun"))
    return [
        IMPORTS,
        Contestant("grader, no card begun", (GRADER,), environment=new),
        Contestant("grader, cards due", (GRADER,), environment=begun),
        Contestant("grader list", (GRADER, "list"), environment=begun),
    ]


def at_home(home: Path) -> dict[str, str]:
    """Return the variables that make a folder the one below which everything of a learner's is kept.

    Not GRADER_HOME: most learners have none, and to look for their own folder is part of what they wait for.
    """
    return {"GRADER_HOME": "", "XDG_DATA_HOME": str(home), "XDG_CACHE_HOME": str(home / "cache")}


def workspace(folder: Path, home: Path) -> None:
    """Make a learner's folder in which the ten exercises have passed that take no time to grade."""
    environment = {**os.environ, **at_home(home)}
    subprocess.run([GRADER, "start", str(folder)], check=True, stdout=subprocess.DEVNULL, env=environment)
    passed = [path for path in sorted((ROOT / "solutions").glob("*.py")) if "torch" not in path.read_text("utf-8")][:10]
    for path in passed:
        shutil.copyfile(path, folder / path.name)
    subprocess.run(
        [GRADER, "check", *(path.stem for path in passed)],
        cwd=folder,
        check=True,
        stdout=subprocess.DEVNULL,
        env=environment,
    )


def begun(home: Path) -> None:
    """Make a home in which every card of the course was known once: each second one lately, the others long ago."""
    with Store(home / FILE) as store:
        store.add(list(answers(store.machine)))


def answers(machine: str) -> Iterator[Review]:
    """Yield one answer to each card."""
    for number, card in enumerate(load_collection(quizzes_root(), None).cards):
        at = datetime.now(UTC) - timedelta(days=1 if number % 2 else 90)  # noqa: TID251  beside the commands' clock
        yield Review(
            id=f"{number:032x}",
            machine=machine,
            at=at,
            day=study_day(at),
            card=card.id,
            revision=card.revision,
            sha=card.sha,
            seed=number,
            answer="a",
            share=1.0,
            rating=3,
            milliseconds=9000,
            confidence=3,
            hints=0,
            mode="review",
            retention=0.9,
            misconceptions="",
        )


def line(name: str, own: list[float], imports: list[float]) -> str:
    """Return a line of the table; the target stands beside the figure and fails nothing."""
    ratio = median(own) / median(imports)
    figures = f"{name:<22} {1000 * median(own):4.0f} ms   {ratio:4.2f} x import click, yaml"
    if name == IMPORTS.name:
        return figures
    return f"{figures}   target {'met' if ratio <= MOST_IMPORTS else 'missed'}: <= {MOST_IMPORTS:g}"


if __name__ == "__main__":
    main()
