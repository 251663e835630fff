"""What `grader check` keeps in a learner's folder, what it makes of it, and that it keeps nothing elsewhere."""

from __future__ import annotations

import json
import time
from datetime import datetime
from hashlib import sha256

import pytest
from helpers import ROOT
from learning import MACHINE, NOT_YET, PASSED, grader, progress, record, said, solution, solved, without_transpose


def test_a_pass_is_kept_with_its_day_points_seed_and_digests(folder):
    (folder / "rnn.py").write_text(solution("rnn"))

    said("check", "rnn", "--seed", "3", cwd=folder)

    passed = record(folder, "rnn")["passed"]
    checks = (ROOT / "grader" / "checks" / "rnn.py").read_bytes()
    assert abs(time.time() - datetime.fromisoformat(passed["when"]).timestamp()) < 300
    assert (passed["points"], passed["seed"]) == (10.0, 3)
    assert passed["file"] == sha256(solution("rnn").encode()).hexdigest()
    assert passed["exercise"] == sha256(solution("rnn").encode() + b"\0" + checks).hexdigest()


def test_a_verdict_that_falls_short_keeps_the_check_and_the_question(folder):
    (folder / "bptt.py").write_text(without_transpose())

    said("check", "bptt", cwd=folder, code=NOT_YET)

    stuck = record(folder, "bptt")["stuck"]
    assert progress(folder)["last"] == "bptt"
    assert record(folder, "bptt")["passed"] is None
    assert (stuck["check"], stuck["function"]) == ("bptt.dW_xh_matches", "bptt")
    assert "transpose" in stuck["question"]


def test_of_several_files_each_is_kept(folder):
    for name in ("activations", "rnn"):
        (folder / f"{name}.py").write_text(solution(name))

    said("check", "activations", "bptt", "rnn", cwd=folder, code=NOT_YET)

    assert [record(folder, name)["passed"] is not None for name in ("activations", "bptt", "rnn")] == [
        True,
        False,
        True,
    ]


def test_scripts_keep_progress_too_and_their_output_is_theirs(folder):
    (folder / "rnn.py").write_text(solution("rnn"))

    assert json.loads(said("check", "rnn", "--format", "json", cwd=folder))["results"][0]["passed"]
    assert record(folder, "rnn")["passed"]


def test_outside_of_a_learner_s_folder_nothing_is_written(tmp_path):
    (tmp_path / "rnn.py").write_text(solution("rnn"))

    said("check", "rnn", cwd=tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == ["rnn.py"]


def test_a_file_is_kept_where_it_lies_and_not_where_the_command_is_typed(folder, tmp_path):
    (folder / "rnn.py").write_text(solution("rnn"))
    elsewhere = tmp_path / "rnn.py"
    elsewhere.write_text(solution("rnn"))

    said("check", "../rnn.py", cwd=folder)
    assert not (folder / ".grader" / "progress.json").exists()

    said("check", "my-course/rnn.py", cwd=tmp_path)
    assert record(folder, "rnn")["passed"]


def test_an_exercise_is_found_from_a_folder_inside(folder):
    (folder / "notes").mkdir()
    (folder / "rnn.py").write_text(solution("rnn"))

    assert said("check", "rnn", cwd=folder / "notes").splitlines()[0].endswith("../rnn.py")


def test_without_a_name_what_has_passed_is_not_graded_again(folder):
    solved(folder, "activations")

    assert said("check", cwd=folder, code=NOT_YET).startswith("gradient_decay · 0 of 10 points")


def test_without_a_name_a_pass_whose_file_was_changed_is_graded_again(folder):
    solved(folder, "activations")
    (folder / "activations.py").write_text(solution("activations") + "\n# tidied\n")

    assert said("check", cwd=folder, code=NOT_YET).startswith("✓ activations · 10 of 10 points\n\ngradient_decay")


def test_without_a_name_other_inputs_ask_for_another_look(folder):
    solved(folder, "activations")

    assert said("check", "--seed", "1", cwd=folder, code=NOT_YET).startswith("✓ activations")


def test_without_a_name_and_with_everything_passed_the_last_is_shown_once_more(folder):
    for file in folder.glob("*.py"):
        if file.stem not in ("activations", "rnn"):
            file.unlink()
    solved(folder, "activations", "rnn")

    assert said("check", cwd=folder).startswith("rnn · 10 of 10 points")


def test_progress_that_cannot_be_kept_is_told_and_the_verdict_stays(folder):
    (folder / ".grader" / "progress.json").write_text('{"version": 99}')
    (folder / "rnn.py").write_text(solution("rnn"))

    done = grader("check", "rnn", cwd=folder)

    assert done.returncode == PASSED
    assert "✓ rnn passes" in done.stdout
    assert done.stderr.startswith("note: a newer grader keeps progress here (version 99")
    assert "to do: pip install --upgrade vanishing-gradients" in done.stderr


def test_a_damaged_file_is_told_once_and_a_new_one_begins(folder):
    (folder / ".grader" / "progress.json").write_text("{")

    first, second = grader("list", cwd=folder), grader("list", cwd=folder)

    assert first.returncode == second.returncode == PASSED
    assert first.stderr.startswith("note: progress could not be read (JSONDecodeError")
    assert first.stderr.endswith("progress.json.damaged-1, and a new one begins\n")
    assert second.stderr == ""


@pytest.mark.parametrize("command", ["list", "verify", ""])
def test_a_newer_grader_s_progress_stops_what_would_need_it(folder, command):
    (folder / ".grader" / "progress.json").write_text('{"version": 99}')

    done = grader(*filter(None, [command]), cwd=folder)

    assert (done.returncode, done.stdout) == (MACHINE, "")
    assert "a newer grader keeps progress here" in done.stderr
