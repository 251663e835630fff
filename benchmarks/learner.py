"""How long `grader` and `grader list` take, beside the imports that any command line with an index pays for.

python -m benchmarks.learner [--runs N]
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from statistics import median

from benchmarks.check import ROOT, Contestant, interleaved, machine

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
        workspace(Path(folder))
        line_up = [replace(one, folder=Path(folder)) for one in contestants()]
        times = interleaved(line_up, runs)
    for one in line_up:
        print(line(one.name, times[one.name], times[IMPORTS.name]))


def contestants() -> list[Contestant]:
    """Return the imports, and what is measured against them."""
    return [IMPORTS, Contestant("grader", (GRADER,)), Contestant("grader list", (GRADER, "list"))]


def workspace(folder: Path) -> None:
    """Make a learner's folder in which the ten exercises have passed that take no time to grade."""
    subprocess.run([GRADER, "start", str(folder)], check=True, stdout=subprocess.DEVNULL)
    passed = [path for path in sorted((ROOT / "solutions").glob("*.py")) if "torch" not in path.read_text("utf-8")][:10]
    for path in passed:
        shutil.copyfile(path, folder / path.name)
    subprocess.run(
        [GRADER, "check", *(path.stem for path in passed)], cwd=folder, check=True, stdout=subprocess.DEVNULL
    )


def line(name: str, own: list[float], imports: list[float]) -> str:
    """Return a line of the table; the target stands beside the figure and fails nothing."""
    ratio = median(own) / median(imports)
    figures = f"{name:<18} {1000 * median(own):4.0f} ms   {ratio:4.2f} x import click, yaml"
    if name == IMPORTS.name:
        return figures
    return f"{figures}   target {'met' if ratio <= MOST_IMPORTS else 'missed'}: <= {MOST_IMPORTS:g}"


if __name__ == "__main__":
    main()
