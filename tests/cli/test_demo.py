"""The sample class gets the verdicts that its README announces, from the command that the demo runs."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from helpers import ROOT

from grader.course.find import course_root
from grader.course.load import load_course

CLASS = ROOT / "examples" / "class"
FILES = sorted(str(path.relative_to(ROOT)) for path in CLASS.glob("*/*.py"))

# | goran/bptt.py | `missing_function`, `bptt.one_sided` | … |
_ROW = re.compile(r"\| (?P<file>\w+/\w+\.py) \| (?P<verdict>[^|]+) \|")


def announced() -> dict[str, list[str]]:
    """What the README's table says of each file; a file that it does not name passes."""
    text = (CLASS / "README.md").read_text(encoding="utf-8")
    rows = {f"examples/class/{row['file']}": re.findall(r"`([^`]+)`", row["verdict"]) for row in _ROW.finditer(text)}
    return {file: rows.pop(file, []) for file in FILES} | rows


def said(result: dict[str, Any]) -> list[str]:
    """The verdict on a file: its own problem, then the likeliest idea behind each function's first finding."""
    verdict = [result["error"]["kind"]] if result["error"] else []
    for _, checks in groupby(result["checks"], key=lambda check: check["function"]):
        short = [check for check in checks if check["status"] not in {"passed", "skipped"}][:1]
        if short and not (result["error"] and "no function" in short[0]["message"]):
            verdict += [idea["id"] for idea in short[0]["misconceptions"][:1]] or [
                f"{short[0]['id']}: {short[0]['status']}"
            ]
    return verdict


def check(*options: str) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).parent / "grader"), "check", *options, *FILES]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def results() -> dict[str, dict[str, Any]]:
    done = check("--format", "json")
    assert done.returncode == 1, done.stderr
    return {result["file"]: result for result in json.loads(done.stdout)["results"]}


@pytest.mark.slow
def test_every_file_gets_the_verdict_that_the_readme_announces(results: dict[str, dict[str, Any]]):
    assert {file: said(result) for file, result in results.items()} == announced()


@pytest.mark.slow
def test_a_file_passes_exactly_when_the_readme_says_nothing_of_it(results: dict[str, dict[str, Any]]):
    assert {file for file, result in results.items() if not result["passed"]} == {
        file for file, verdict in announced().items() if verdict
    }


@pytest.mark.slow
def test_the_demo_ends_with_one_and_one_line_for_each_file():
    done = check()

    assert done.returncode == 1, done.stderr
    summary = done.stdout.splitlines()[-len(FILES) - 2 :]
    assert [line.split()[1] for line in summary[: len(FILES)]] == FILES
    assert re.fullmatch(r"\d+ of \d+ files pass", summary[-1])


def test_every_learner_hands_in_the_same_exercises_of_the_course():
    learners = {path.parent.name: {one.stem for one in path.parent.glob("*.py")} for path in CLASS.glob("*/*.py")}

    (handed_in,) = {frozenset(names) for names in learners.values()}
    assert handed_in <= set(load_course(course_root()).names)
