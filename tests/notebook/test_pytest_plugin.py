"""The pytest plugin: off unless asked for; then each check of an exercise is a test with the learner's line on it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest
from helpers import ROOT

from grader.course.find import course_root
from grader.course.load import load_course


def pytest_in(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace with one exercise that passes, one with a wrong idea, one that is no Python, and the other stubs."""
    course = load_course(course_root())
    for name in course.names[:13]:
        shutil.copy(course.stub(name), tmp_path)
    shutil.copy(course.solution("rnn"), tmp_path)
    shutil.copy(ROOT / "examples" / "class" / "chiara" / "bptt.py", tmp_path)
    (tmp_path / "lstm.py").write_text("def lstm_step(:\n")
    return tmp_path


def test_without_being_asked_for_it_collects_nothing(workspace: Path):
    done = pytest_in(workspace, "rnn.py")

    assert done.returncode == 5, done.stdout  # pytest's own code for "no tests"


def test_every_check_is_a_test_and_keeps_its_words(workspace: Path):
    done = pytest_in(workspace, "--grader", "-v", "--junit-xml=out.xml", "rnn.py", "bptt.py")

    assert done.returncode == 1, done.stdout
    assert "rnn.py::rnn_step: every unit agrees PASSED" in done.stdout
    assert "bptt.py::bptt: dW_hh agrees at every lag FAILED" in done.stdout
    assert "you pair da_t with h_t. Which state did W_hh multiply at step t?" in done.stdout
    assert "pytest_plugin.py" not in done.stdout, "a traceback through our own code says nothing to a learner"
    cases = list(Xml.parse(workspace / "out.xml").iter("testcase"))
    skipped = [case for case in cases if case.find("skipped") is not None]
    assert len(skipped) == 5


def test_a_setting_switches_it_on_and_files_of_other_names_are_left_alone(workspace: Path):
    (workspace / "pytest.ini").write_text("[pytest]\ngrader = true\n")
    (workspace / "notes.py").write_text("raise RuntimeError\n")
    done = pytest_in(workspace, "-q", "--collect-only")

    assert done.returncode == 0, done.stdout
    assert {line.split("::")[0] for line in done.stdout.splitlines() if "::" in line} == {
        f"{name}.py" for name in load_course(course_root()).names[:13]
    }


def test_without_torch_an_exercise_that_needs_it_says_what_to_install(workspace: Path):
    shutil.copy(ROOT / "solutions" / "torch_diagnosis.py", workspace)
    (workspace / "conftest.py").write_text("from grader.learner import desk\ndesk.find_spec = lambda name: None\n")

    done = pytest_in(workspace, "--grader", "torch_diagnosis.py")

    assert done.returncode == 1, done.stdout
    assert (
        "`torch_diagnosis` needs torch, which is not installed\n  to do: pip install 'vanishing-gradients[torch]'"
        in (done.stdout)
    )
    assert "pytest_plugin.py" not in done.stdout and "bug" not in done.stdout


def test_a_file_that_is_no_python_says_where(workspace: Path):
    done = pytest_in(workspace, "--grader", "-q", "-rs", "lstm.py")

    assert "lstm.py:1: SyntaxError" in done.stdout
    assert "passed" not in done.stdout


def test_one_check_can_be_asked_for_by_name(workspace: Path):
    done = pytest_in(workspace, "--grader", "-q", "rnn.py::rnn_step: every unit agrees")

    assert done.returncode == 0, done.stdout
    assert "1 passed" in done.stdout


def test_the_learners_code_runs_in_another_process(workspace: Path):
    witness = workspace / "witness"
    text = (workspace / "rnn.py").read_text("utf-8")
    (workspace / "rnn.py").write_text(f"{text}\nopen({str(witness)!r}, 'w')\n")
    pytest_in(workspace, "--grader", "-q", "rnn.py")

    assert not witness.exists()


def test_another_seed_gives_other_inputs_and_the_same_verdict(workspace: Path):
    done = pytest_in(workspace, "--grader", "--grader-seed", "7", "-q", "bptt.py")

    assert "seed 7" in done.stdout
    assert done.returncode == 1
