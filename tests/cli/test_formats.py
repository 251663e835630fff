"""`grader check --format junit|gradescope` as a process: one document on standard output and nothing else."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest
from helpers import ROOT

GRADER = str(Path(sys.executable).with_name("grader"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("work")
    solution = (ROOT / "solutions" / "rnn.py").read_text()
    (root / "rnn.py").write_text(solution)
    (root / "bptt.py").write_text("print('</system-out>\\x1b[2J')\ndef bptt(:\n")
    return root


def check(folder: Path, form: str, *names: str) -> subprocess.CompletedProcess[str]:
    command = [GRADER, "check", *names, "--format", form]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=False)


def test_junit_is_one_document_with_a_suite_per_file(folder):
    done = check(folder, "junit", "rnn.py", "bptt.py", "absent/bptt.py")

    suites = Xml.fromstring(done.stdout)
    assert (done.returncode, done.stderr) == (1, "")
    assert [suite.get("name") for suite in suites] == ["rnn.py", "bptt.py", "absent/bptt.py"]
    assert [suite.get("errors") for suite in suites] == ["0", "1", "1"]
    assert suites[0].get("tests") != "0"


def test_junit_of_a_passing_file_has_no_failure(folder):
    done = check(folder, "junit", "rnn.py")

    assert done.returncode == 0
    assert "<failure" not in done.stdout


def test_gradescope_is_one_object_with_a_test_per_check(folder):
    done = check(folder, "gradescope", "rnn.py", "bptt.py", "absent/bptt.py")

    results = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (1, "")
    assert results["score"] == sum(test["score"] for test in results["tests"]) > 0
    assert {test["number"].split(".")[0] for test in results["tests"]} == {"1", "2", "3"}
