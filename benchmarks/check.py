"""How long `grader check` takes, beside `import numpy` and beside pytest with the same assertions on the same file.

Whole processes, one after the other in turn (A B C A B C ...), so that whatever else the machine does meets all of them
alike. What counts is a ratio of medians of one run: milliseconds belong to a machine, ratios travel.

    python -m benchmarks.check [--runs N]
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from statistics import median

from grader import wire
from grader.calls import Call
from grader.course.find import course_root
from grader.course.load import load_course
from grader.grade import Rubric, rubric

ROOT = Path(__file__).resolve().parent.parent
PEERS = Path(__file__).resolve().parent / "peers"
SAMPLES = ROOT / "examples" / "class"

# The targets: one exercise feels instant next to what Python needs anyway, and never slower than what it replaces.
MOST_NUMPY_IMPORTS = 2.5
MOST_PYTESTS = 1.0

# A learner's file, and the exit code that both ways of grading it must end with.
SUBJECTS = (("bptt", "ana", 0), ("bptt", "chiara", 1), ("rnn", "ana", 0))


@dataclass(frozen=True)
class Contestant:
    """One command to time.

    Attributes:
        name: As it is printed.
        command: What is run.
        exit_code: What it must end with: a figure of something that went wrong is no figure.
        environment: Variables beside the process's own.
        peer: The name of the contestant that does the same work another way.
        folder: Where it is run.
    """

    name: str
    command: tuple[str, ...]
    exit_code: int = 0
    environment: Mapping[str, str] = field(default_factory=dict)
    peer: str = ""
    folder: Path = ROOT

    def seconds(self) -> float:
        """Run the command once and return its wall time, from before the process starts to after it is gone."""
        environment = {**os.environ, **self.environment}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # with it, what was edited last is compiled in every run
        start = time.perf_counter()
        done = subprocess.run(self.command, cwd=self.folder, env=environment, capture_output=True, check=False)
        wall_seconds = time.perf_counter() - start
        if done.returncode != self.exit_code:
            said = (done.stdout + done.stderr).decode(errors="replace")[-2000:]
            raise SystemExit(f"{self.name} ended with {done.returncode}, not {self.exit_code}:\n{said}")
        return wall_seconds


NUMPY = Contestant("import numpy", (sys.executable, "-c", "import numpy"))


def main() -> None:
    """Time everybody and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--runs", type=int, default=15, help="how often each is run (15)")
    runs = max(1, parser.parse_args().runs)
    print(machine())
    with tempfile.TemporaryDirectory() as folder:
        line_up = contestants(Path(folder))
        print(f"runs     {runs} of each, in turn, after one of each that does not count\n")
        times = interleaved(line_up, runs)
    print("\n".join(table(line_up, times)))


def contestants(folder: Path) -> list[Contestant]:
    """Return everybody: numpy's import, and both ways of grading every subject. Inputs for pytest go to `folder`."""
    line_up = [NUMPY]
    for exercise, learner, exit_code in SUBJECTS:
        file = SAMPLES / learner / f"{exercise}.py"
        inputs = folder / f"{exercise}.inputs"
        inputs.write_bytes(wire.pack(inputs_of(rubric(load_course(course_root()), exercise, 0))))
        verdict = "fails" if exit_code else "passes"
        peer = f"pytest        {exercise}.py, {verdict}"
        given = {
            "PEER_FILE": str(file),
            "PEER_SOLUTION": str(load_course(course_root()).solution(exercise)),
            "PEER_INPUTS": str(inputs),
            "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        }
        line_up += [
            Contestant(f"grader check  {exercise}.py, {verdict}", _grading(file), exit_code, peer=peer),
            Contestant(peer, _testing(exercise), exit_code, given),
        ]
    return line_up


def _grading(file: Path) -> tuple[str, ...]:
    return str(Path(sys.executable).parent / "grader"), "check", str(file.relative_to(ROOT))


def _testing(exercise: str) -> tuple[str, ...]:
    """The command line that is kindest to pytest: no plugins, no cache, one line per failure."""
    options = ("-q", "-p", "no:cacheprovider", "--tb=line", "-c", str(PEERS / "pytest.ini"))
    return sys.executable, "-m", "pytest", *options, str(PEERS / f"test_{exercise}.py")


def inputs_of(wanted: Rubric) -> dict[str, list[tuple[object, ...]]]:
    """Return the arguments of every distinct call that an exercise's checks make, function by function."""
    inputs: dict[str, list[tuple[object, ...]]] = {name: [] for name in wanted.functions}
    seen = set()
    for call in _calls(wanted):
        if call.key not in seen:
            seen.add(call.key)
            inputs[call.function].append(call.arguments)
    return inputs


def _calls(wanted: Rubric) -> list[Call]:
    """Every call of every check, in the order it is made when all answers are right."""
    calls: list[Call] = []
    for check in wanted.checks:
        steps = check.steps(wanted.given)
        try:
            call = next(steps)
            while True:
                calls.append(call)
                call = steps.send(wanted.given.expected(call))
        except StopIteration:
            continue
    return calls


def interleaved(line_up: Sequence[Contestant], runs: int) -> dict[str, list[float]]:
    """Return everybody's wall seconds, `runs` of each; one round before warms caches and is thrown away."""
    for contestant in line_up:
        contestant.seconds()
    times: dict[str, list[float]] = {contestant.name: [] for contestant in line_up}
    for _ in range(runs):
        for contestant in line_up:
            times[contestant.name].append(contestant.seconds())
    return times


def table(line_up: Sequence[Contestant], times: Mapping[str, Sequence[float]]) -> list[str]:
    """Return the lines of the table; targets stand beside the figures and fail nothing."""
    width = max(len(contestant.name) for contestant in line_up)
    lines = [f"{'':<{width}}   median   fastest   x import numpy   x pytest"]
    for contestant in line_up:
        own = times[contestant.name]
        milliseconds = f"{1000 * median(own):6.0f} ms {1000 * min(own):6.0f} ms"
        numpys = median(own) / median(times[NUMPY.name])
        line = f"{contestant.name:<{width}}  {milliseconds}   {numpys:14.2f}"
        if contestant.peer:
            pytests = median(own) / median(times[contestant.peer])
            line += f"   {pytests:8.2f}   {_judged(numpys, pytests)}"
        lines.append(line)
    target = f"<= {MOST_NUMPY_IMPORTS} x import numpy, and < {MOST_PYTESTS:g} x pytest on the same file"
    return [*lines, "", f"target   grader check {target}"]


def _judged(numpys: float, pytests: float) -> str:
    missed = [
        name for name, over in (("numpy", numpys > MOST_NUMPY_IMPORTS), ("pytest", pytests >= MOST_PYTESTS)) if over
    ]
    return f"target missed: {', '.join(missed)}" if missed else "target met"


def machine() -> str:
    """What a figure depends on."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    load = f", load {os.getloadavg()[0]:.1f} before" if hasattr(os, "getloadavg") else ""
    system = f"{cores} cores, {platform.machine()}, {platform.system()} {platform.release()}"
    return f"machine  {system}; Python {platform.python_version()}, numpy {version('numpy')}{load}"


if __name__ == "__main__":
    main()
