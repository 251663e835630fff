"""Where torch is not installed, what needs it is left out and said, the rest is done, and nothing is a bug of ours."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest
from helpers import ROOT
from learning import MACHINE, PASSED, progress, solution, solved

PIP = "pip install 'vanishing-gradients[torch]'"
BOTH = (
    "error: 2 of 3 files were not graded: `torch_diagnosis` needs torch, which is not installed; "
    "`long_memory` needs torch, which is not installed\n"
    f"  to do: {PIP}\n"
)
DECKS = sorted((ROOT / "quizzes").glob("*.yaml"))
NEEDY = ("torch_diagnosis", "long_memory")
TORCHLESS = """
import importlib.util
import sys
found = importlib.util.find_spec
importlib.util.find_spec = lambda name, *more: None if name == "torch" else found(name, *more)
sys.modules["torch"] = None
from grader.__main__ import main
main()
"""


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    for name in ("rnn", *NEEDY):
        (tmp_path / f"{name}.py").write_text(solution(name), "utf-8")
    return tmp_path


def torchless(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", TORCHLESS, *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=60, check=False)


def test_a_folder_is_graded_but_for_the_files_that_need_torch(answers):
    done = torchless("check", ".", cwd=answers)

    assert (done.returncode, done.stderr) == (MACHINE, BOTH)
    marks = {line.split()[1]: line.split()[0] for line in done.stdout.splitlines()[:3]}
    assert marks == {"./rnn.py": "✓", "./torch_diagnosis.py": "!", "./long_memory.py": "!"}
    assert done.stdout.endswith("\n1 of 3 files pass\n")


def test_a_file_that_falls_short_is_shown_although_another_could_not_be_graded(answers):
    (answers / "rnn.py").write_text(solution("rnn").replace("np.tanh(", "np.sin("), "utf-8")

    done = torchless("check", "torch_diagnosis.py", "rnn.py", cwd=answers)

    assert done.returncode == MACHINE
    assert "✗ rnn_step" in done.stdout
    assert done.stderr == (
        f"error: 1 of 2 files were not graded: `torch_diagnosis` needs torch, which is not installed\n  to do: {PIP}\n"
    )


def test_without_a_file_that_could_be_graded_the_verdict_is_the_machine_s_too(answers):
    done = torchless("check", *NEEDY, cwd=answers)

    assert (done.returncode, done.stderr) == (MACHINE, BOTH.replace("2 of 3", "2 of 2"))
    assert done.stdout.endswith("\n0 of 2 files pass\n")


@pytest.mark.parametrize("names", [("rnn", *NEEDY), NEEDY[:1]])
def test_in_json_what_was_not_graded_is_broken_costs_nothing_and_says_what_to_install(answers, names):
    done = torchless("check", *names, "--format", "json", cwd=answers)

    results = {one["exercise"]: one for one in json.loads(done.stdout)["results"]}
    assert done.returncode == MACHINE
    assert tuple(results) == names
    assert [name for name in names if results[name]["passed"]] == [name for name in names if name == "rnn"]
    for name in set(names) - {"rnn"}:
        said = {(check["status"], check["message"]) for check in results[name]["checks"]}
        assert said == {("broken", f"`{name}` needs torch, which is not installed; {PIP}")}
        assert (results[name]["error"], results[name]["max_score"]) == (None, 0)


def test_in_junit_what_was_not_graded_is_an_error_and_no_failure(answers):
    done = torchless("check", ".", "--format", "junit", cwd=answers)

    suites = Xml.fromstring(done.stdout)
    assert (done.returncode, done.stderr) == (MACHINE, BOTH)
    assert [suite.get("failures") for suite in suites] == ["0", "0", "0"]
    assert [suite.get("errors") == suite.get("tests") for suite in suites] == [False, True, True]


def test_the_next_unsolved_exercise_is_the_first_that_this_machine_can_grade(answers):
    done = torchless("check", cwd=answers)

    assert (done.returncode, done.stderr) == (MACHINE, BOTH)
    assert "✓ rnn passes" in done.stdout
    assert "torch_diagnosis · " not in done.stdout


def test_verify_grades_the_rest_again_and_a_pass_that_it_could_not_look_at_stays(folder):
    solved(folder, "rnn", "torch_diagnosis")

    done = torchless("verify", cwd=folder)

    assert done.returncode == MACHINE
    assert done.stdout.startswith("✓ rnn.py ")
    assert done.stderr.startswith("error: 1 of 2 files were not graded: `torch_diagnosis` needs torch")
    assert progress(folder)["exercises"]["torch_diagnosis"]["passed"] is not None


def test_proofs_that_need_torch_are_not_run_and_no_mistakes(answers):
    needy = sum("import torch" in card for deck in DECKS for card in deck.read_text("utf-8").split("\n  - id: "))

    done = torchless("quiz", "lint", "--run", cwd=answers)

    not_run, counts = done.stderr.splitlines()
    assert (done.returncode, done.stdout) == (PASSED, "")
    assert not_run == f"{needy} proofs need torch and were not run: {PIP}"
    assert counts.endswith(" cards, 0 mistakes")


def test_a_proof_that_fails_is_told_beside_one_that_could_not_be_run(tmp_path):
    deck = tmp_path / "every_kind.yaml"
    text = (ROOT / "tests" / "quiz" / "decks" / "every_kind.yaml").read_text("utf-8")
    for wanted, instead in (("import torch", 1), ("import torhc", 0)):
        deck.write_text(text.replace("    verify: |\n", f"    verify: |\n      {wanted}\n", 1), "utf-8")
        done = torchless("quiz", "lint", "--run", "every_kind.yaml", cwd=tmp_path)
        assert done.stderr.count(f"1 proof needs torch and was not run: {PIP}\n") == instead
        assert done.stdout.count("the proof fails: ModuleNotFoundError: No module named 'torhc'") == 1 - instead
