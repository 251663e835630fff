"""`grader start` fills a folder with the exercises and never writes over anything."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from helpers import ROOT

from grader.course.find import course_root
from grader.course.load import load_course

NAMES = load_course(course_root()).names


def grader(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "grader", *arguments], cwd=cwd, capture_output=True, text=True)


def test_every_exercise_is_put_into_a_new_folder_and_the_next_step_is_said(tmp_path: Path):
    done = grader("start", "hand in/course", cwd=tmp_path)

    assert done.returncode == 0
    assert done.stdout == (
        f"{len(NAMES)} exercises are now in hand in/course.\n"
        "Each file begins with its lesson and ends with functions to write. The first one is\n"
        "activations.py: why each step shrinks the signal, about 25 minutes.\n\n"
        "  next     cd 'hand in/course'\n"
        "           read activations.py, write its functions, then: grader check\n"
        "  or       grader watch   grades a file whenever you save it\n"
        "  go on    grader   in this folder, on any day, says where you are\n"
    )
    folder = tmp_path / "hand in" / "course"
    assert {path.name for path in folder.iterdir()} == {".grader", *(f"{name}.py" for name in NAMES)}
    assert (folder / "bptt.py").read_text("utf-8") == (ROOT / "exercises" / "bptt.py").read_text("utf-8")


def test_what_is_there_already_stays_as_it_is(tmp_path: Path):
    (tmp_path / "my-course").mkdir()
    mine = tmp_path / "my-course" / "bptt.py"
    mine.write_text("# a day's work\n")

    done = grader("start", cwd=tmp_path)

    assert f"{len(NAMES) - 1} exercises are now in my-course, 1 was there already and stays as it is.\n" in done.stdout
    assert mine.read_text() == "# a day's work\n"


def test_the_same_command_again_says_how_to_go_on(tmp_path: Path):
    grader("start", cwd=tmp_path)

    assert grader("start", cwd=tmp_path).stdout == (
        f"all {len(NAMES)} exercises are in my-course already and stay as they are.\n\n"
        "  go on    cd my-course, then: grader\n"
    )


def test_inside_of_one_s_folder_it_goes_on_there_and_makes_no_other(tmp_path: Path):
    grader("start", cwd=tmp_path)
    folder = tmp_path / "my-course"
    (folder / "bptt.py").unlink()
    (folder / "notes").mkdir()

    done = grader("start", cwd=folder / "notes")

    assert done.stdout.startswith(f"1 exercise is now in .., {len(NAMES) - 1} were there already and stay as they are.")
    assert (folder / "bptt.py").exists()
    assert not (folder / "my-course").exists()


def test_a_folder_that_was_filled_by_hand_begins_to_keep_progress(tmp_path: Path):
    (tmp_path / "bptt.py").write_text("# a day's work\n")

    done = grader("start", ".", cwd=tmp_path)

    assert "  next     read activations.py" in done.stdout
    assert (tmp_path / ".grader").is_dir()


def test_work_in_exercises_below_is_not_hidden_by_a_stub(tmp_path: Path):
    (tmp_path / "exercises").mkdir()
    (tmp_path / "exercises" / "bptt.py").write_text("# a day's work\n")

    grader("start", ".", cwd=tmp_path)

    assert not (tmp_path / "bptt.py").exists()
    assert (tmp_path / "rnn.py").exists()


def test_a_folder_that_cannot_be_made_is_an_error_with_a_way_out(tmp_path: Path):
    (tmp_path / "file").write_text("")

    done = grader("start", "file/course", cwd=tmp_path)

    assert done.returncode == 3
    assert done.stderr == (
        "error: the folder cannot be filled: Not a directory\n"
        "  where: file/course\n"
        "  to do: name a folder that you may write to\n"
    )


def test_a_folder_of_stubs_is_graded_up_to_the_first_that_is_not_written(tmp_path: Path):
    grader("start", cwd=tmp_path)
    solved = (ROOT / "solutions" / "activations.py").read_text("utf-8")
    (tmp_path / "my-course" / "activations.py").write_text(solved, "utf-8")

    done = grader("check", cwd=tmp_path / "my-course")

    assert done.returncode == 1
    assert done.stdout.startswith("✓ activations · 10 of 10 points\n\ngradient_decay · 0 of 10 points")
    assert "○ `gradient_decay` is not written yet" in done.stdout
    assert done.stdout.endswith("  stuck?   grader hint gradient_decay\n  next     grader check gradient_decay\n")


def test_a_folder_may_be_named_and_means_every_exercise_in_it(tmp_path: Path):
    grader("start", cwd=tmp_path)
    for name in NAMES[2:]:
        (tmp_path / "my-course" / f"{name}.py").unlink()

    done = grader("check", "my-course", cwd=tmp_path)

    assert done.returncode == 1
    assert done.stdout.endswith("0 of 2 files pass\n")


def test_a_folder_without_exercises_is_an_error(tmp_path: Path):
    (tmp_path / "empty").mkdir()

    done = grader("check", "empty", cwd=tmp_path)

    assert done.returncode == 3
    assert done.stderr == (
        "error: there is no exercise in this folder\n  where: empty\n  to do: name another one, or a file\n"
    )
