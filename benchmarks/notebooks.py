"""What courses with notebooks use, otter-grader and nbgrader, on the same exercise with the same assertions.

They live in an environment of their own, which is made at the first run (minutes, 150 packages) and kept in the folder
for temporary files. Where it cannot be made, the reason is returned and the benchmark goes on without them.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.check import PEERS, ROOT, Contestant

PACKAGES = ("otter-grader==7.0.0", "nbgrader==0.9.6")
ENVIRONMENT = Path(tempfile.gettempdir()) / "vanishing-gradients-peers"
FUNCTIONS = ("rnn_step", "rnn_forward")
POINTS = 5
OTTER_TEST = """
from otter.test_files import test_case

OK_FORMAT = False
name = "rnn"
"""
OTTER_CASE = """

@test_case(points={points})
def {name}_agrees({name}):
    from handed_in import agree

    agree("{name}", {name})
"""


def environment() -> str:
    """Make the environment, unless it is there, and return what went wrong: "" for nothing."""
    done = ENVIRONMENT / "complete"
    wanted = " ".join([*PACKAGES, f"numpy=={version('numpy')}"])
    if done.exists() and done.read_text() == wanted:
        return ""
    print(f"making {ENVIRONMENT} with {wanted}: minutes, this first time")
    commands = (
        (sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)),
        (_bin("python"), "-m", "pip", "install", "-qq", "--no-input", "--disable-pip-version-check", *wanted.split()),
    )
    for command in commands:
        ran = subprocess.run(command, capture_output=True, text=True, check=False)
        if ran.returncode:
            return (ran.stderr.strip() or f"exit code {ran.returncode}").splitlines()[-1]
    done.write_text(wanted)
    return ""


def contestants(file: Path, solution: Path, inputs: Path, folder: Path) -> list[Contestant]:
    """Return both graders, ready to grade one learner's `rnn.py` as a notebook.

    Args:
        file: The learner's.
        solution: Ours.
        inputs: As benchmarks.check writes them.
        folder: For what they need.
    """
    given = {
        "PATH": f"{ENVIRONMENT / 'bin'}{os.pathsep}{os.environ['PATH']}",  # they start a kernel by its name
        "PYTHONPATH": f"{ROOT}{os.pathsep}{PEERS}",
        "PEER_FILE": str(file),
        "PEER_SOLUTION": str(solution),
        "PEER_INPUTS": str(inputs),
    }
    return [_otter(file.read_text(), folder / "otter", given), _nbgrader(file.read_text(), folder / "nbgrader", given)]


def _otter(source: str, folder: Path, given: Mapping[str, str]) -> Contestant:
    tests, archive = folder / "tests", folder / "autograder.zip"
    tests.mkdir(parents=True)
    cases = [OTTER_CASE.format(name=name, points=POINTS) for name in FUNCTIONS]
    (tests / "rnn.py").write_text("".join([OTTER_TEST, *cases]))
    _written(folder / "rnn.ipynb", [_cell("answer", source)])
    options = ("-t", str(tests), "-o", str(archive), "--no-requirements", "--no-environment")
    _run((_bin("otter"), "generate", *options), given)
    command = (_bin("otter"), "run", str(folder / "rnn.ipynb"), "-a", str(archive), "-o", str(folder), "--no-logo")
    _run(command, given)
    scores = [test.get("score", 0) for test in json.loads((folder / "results.json").read_text())["tests"]]
    _must_be_full_marks("otter", sum(scores))
    return Contestant("otter run", command, environment=given)


def _nbgrader(source: str, folder: Path, given: Mapping[str, str]) -> Contestant:
    own = f"### BEGIN SOLUTION\n{source}\n### END SOLUTION\n"
    _written(folder / "source" / "rnn" / "rnn.ipynb", _nbgrader_cells(own))
    _written(folder / "submitted" / "ana" / "rnn" / "rnn.ipynb", _nbgrader_cells(source))
    place = f"--course-dir={folder}"
    _run((_bin("nbgrader"), "generate_assignment", "rnn", place), given)
    command = (_bin("nbgrader"), "autograde", "rnn", "--student", "ana", "--force", place)
    _run(command, given)
    asks = "from nbgrader.api import Gradebook; import sys\n"
    asks += "with Gradebook('sqlite:///' + sys.argv[1]) as book: print(book.find_submission('rnn', 'ana').score)"
    said = _run((_bin("python"), "-W", "ignore", "-c", asks, str(folder / "gradebook.db")), given)
    _must_be_full_marks("nbgrader", float(said.splitlines()[-1]))
    return Contestant("nbgrader autograde", command, environment=given)


def _nbgrader_cells(answer: str) -> list[dict[str, Any]]:
    about = {"schema_version": 3, "task": False}
    cells = [
        _cell("answer", answer, {**about, "grade_id": "answer", "grade": False, "solution": True, "locked": False})
    ]
    for name in FUNCTIONS:
        graded = {**about, "grade_id": name, "grade": True, "solution": False, "locked": True, "points": POINTS}
        cells.append(_cell(name, f"from handed_in import agree\n\nagree('{name}', {name})", graded))
    return cells


def _cell(name: str, source: str, nbgrader: Mapping[str, Any] | None = None) -> dict[str, Any]:
    metadata = {"nbgrader": dict(nbgrader)} if nbgrader else {}
    code = {"cell_type": "code", "outputs": [], "execution_count": None}
    return {**code, "id": name.replace("_", "-"), "metadata": metadata, "source": source}


def _written(path: Path, cells: Sequence[Mapping[str, Any]]) -> None:
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"cells": list(cells), "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}))


def _run(command: Sequence[str], given: Mapping[str, str]) -> str:
    done = subprocess.run(command, env={**os.environ, **given}, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command[:2])} ended with {done.returncode}:\n{done.stderr[-2000:]}")
    return done.stdout


def _bin(name: str) -> str:
    return str(ENVIRONMENT / "bin" / name)


def _must_be_full_marks(who: str, score: float) -> None:
    if score != POINTS * len(FUNCTIONS):
        raise SystemExit(f"{who} gave {score} points: a figure of something that went wrong is no figure")
