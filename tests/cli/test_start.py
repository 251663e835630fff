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
        "Each file begins with its lesson; activations.py is the first.\n\n"
        "  next     cd 'hand in/course', read activations.py, then: grader check\n"
    )
    folder = tmp_path / "hand in" / "course"
    assert {path.stem for path in folder.iterdir()} == set(NAMES)
    assert (folder / "bptt.py").read_text("utf-8") == (ROOT / "exercises" / "bptt.py").read_text("utf-8")


def test_what_is_there_already_stays_as_it_is(tmp_path: Path):
    (tmp_path / "my-course").mkdir()
    mine = tmp_path / "my-course" / "bptt.py"
    mine.write_text("# a day's work\n")

    done = grader("start", cwd=tmp_path)

    assert f"{len(NAMES) - 1} exercises are now in my-course, 1 were there already" in done.stdout
    assert mine.read_text() == "# a day's work\n"


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
