"""`grader list`: every exercise, for people and for scripts."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from helpers import ROOT
from learning import PASSED, grader, listed, said, solution, solved


def test_each_standing_has_its_mark(folder):
    solved(folder, "activations", "gradient_decay")
    (folder / "gradient_decay.py").write_text(solution("gradient_decay") + "\n")
    (folder / "rnn.py").write_text(solution("rnn"))

    lines = said("list", cwd=folder).splitlines()

    assert lines[:4] == [
        "✓ activations      passed    10 of 10    25 min",
        "~ gradient_decay   changed   10 of 10    30 min   needs activations",
        "◐ rnn              started    0 of 10    25 min   needs activations",
        "○ jacobians        new        0 of 12    40 min   needs rnn",
    ]
    assert lines[16] == "2 of 15 exercises · 20 of 216 points"
    assert lines[17] == "  next     rnn · the forward pass · about 25 minutes"
    assert max(map(len, lines)) <= 88


def test_json_has_every_field_and_nothing_else_is_printed(folder):
    solved(folder, "activations")
    said("hint", "rnn_step", cwd=folder)
    said("solution", "bptt", "--give-up", cwd=folder)

    whole = json.loads(said("list", "--format", "json", cwd=folder))

    assert {key: whole[key] for key in whole if key != "exercises"} == {
        "schema_version": 1,
        "folder": str(folder),
        "points": 10.0,
        "max_points": 216.0,
        "next": "gradient_decay",
    }
    first, rnn, bptt = (listed(folder)[name] for name in ("activations", "rnn", "bptt"))
    assert first == {
        "name": "activations",
        "title": "why each step shrinks the signal",
        "status": "passed",
        "points": 10.0,
        "max_points": 10.0,
        "minutes": 25,
        "difficulty": 1,
        "needs": [],
        "changed": [],
        "gave_up": False,
        "hints": 0,
    }
    assert (rnn["needs"], rnn["hints"], bptt["gave_up"]) == (["activations"], 1, True)


def test_a_solution_that_was_shown_before_a_pass_is_told(folder):
    said("solution", "activations", "--give-up", cwd=folder)

    assert said("list", cwd=folder).splitlines()[0].endswith("25 min   solution shown")


def test_outside_of_a_learner_s_folder_the_course_is_listed_and_how_to_begin(tmp_path):
    lines = said("list", cwd=tmp_path).splitlines()

    assert lines[0] == "○ activations      new        0 of 10    25 min"
    assert lines[-2:] == ["0 of 15 exercises · 0 of 216 points", "  begin    grader start my-course"], "no file to read"
    assert json.loads(said("list", "--format", "json", cwd=tmp_path))["folder"] is None


@pytest.mark.parametrize("command", ["", "list"])
def test_neither_it_nor_the_bare_command_imports_numpy(folder, command):
    code = (
        "import sys; from grader.cli.main import run; from grader.sandbox.crew import Crew; "
        f"sys.argv[1:] = {command.split()!r}; run(Crew()); "
        "assert not {'numpy', 'torch', 'rich', 'watchfiles'} & set(sys.modules), 'imported'"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, cwd=folder)

    assert (done.returncode, done.stderr) == (0, "")


def test_a_name_from_the_progress_file_cannot_write_on_the_terminal(folder):
    content = {"version": 1, "last": "rnn", "exercises": {}}
    stuck = {"check": "rnn.x", "function": "rnn_step", "title": "a\x1b[2Jb", "question": "c\x1b[31m?"}
    content["exercises"] = {"rnn": {"passed": None, "stuck": stuck, "hints": {}, "gave_up": None}}
    (folder / ".grader" / "progress.json").write_text(json.dumps(content))

    done = grader("hint", cwd=folder)

    assert done.returncode == PASSED
    assert "fell short" in done.stdout
    assert "\x1b" not in done.stdout


def test_the_course_itself_lists_as_a_folder_of_stubs():
    assert json.loads(said("list", "--format", "json", cwd=ROOT))["exercises"][0]["status"] == "new"
