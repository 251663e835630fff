"""The wheel carries the course, and a fresh environment that has nothing else grades with it."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from helpers import ROOT
from learning import outside_of_the_checkout, solution
from learning import without_checkout as run
from terminal import Terminal

from grader.course.find import course_root
from grader.course.load import load_course

pytestmark = pytest.mark.slow


def test_the_wheel_carries_every_stub_and_solution(wheel: Path):
    names = set(zipfile.ZipFile(wheel).namelist())

    course = load_course(course_root())

    bundled = {f"grader/_bundled/{kind}/{name}.py" for kind in ("exercises", "solutions") for name in course.names}
    assert bundled | {"grader/_bundled/exercises/course.yaml"} <= names


def test_the_wheel_carries_every_deck_and_the_schema_of_decks(wheel: Path):
    names = set(zipfile.ZipFile(wheel).namelist())

    decks = {f"grader/_bundled/quizzes/{file.name}" for file in (ROOT / "quizzes").iterdir()}
    assert decks <= names
    assert "grader/_bundled/quizzes/deck.schema.json" in decks


def test_the_wheel_carries_the_engine_and_the_course_and_nothing_else(wheel: Path):
    names = zipfile.ZipFile(wheel).namelist()

    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"grader"}
    assert not [name for name in names if "tests/" in name or "__pycache__" in name]


def test_an_installed_grader_passes_a_right_file(command: Path, tmp_path: Path):
    file = tmp_path / "bptt.py"
    file.write_bytes((ROOT / "examples" / "class" / "ana" / "bptt.py").read_bytes())

    done = run(command, "check", "bptt.py", cwd=tmp_path)

    assert done.returncode == 0, done.stdout + done.stderr
    assert "✓ bptt passes" in done.stdout


def test_an_installed_grader_names_the_idea_of_a_wrong_file(command: Path, tmp_path: Path):
    file = tmp_path / "bptt.py"
    file.write_bytes((ROOT / "examples" / "class" / "chiara" / "bptt.py").read_bytes())

    done = run(command, "check", "bptt.py", cwd=tmp_path)

    assert done.returncode == 1, done.stdout + done.stderr
    assert "you pair da_t with h_t" in done.stdout


def test_without_torch_an_exercise_that_needs_it_says_what_to_install(command: Path, tmp_path: Path):
    (tmp_path / "torch_diagnosis.py").write_text(solution("torch_diagnosis"))

    done = run(command, "check", "torch_diagnosis", cwd=tmp_path)

    assert done.returncode == 3
    assert done.stderr == (
        "error: `torch_diagnosis` needs torch, which is not installed\n"
        "  to do: pip install 'vanishing-gradients[torch]'\n"
    )


def test_watch_goes_on_when_an_exercise_needs_torch_and_there_is_none(command: Path, tmp_path: Path):
    folder = tmp_path / "my-course"
    run(command, "start", folder, cwd=tmp_path)
    with Terminal(str(command), ["watch", "rnn"], folder, outside_of_the_checkout()) as watch:
        watch.shows("is not written yet", "q quit")
        (folder / "torch_diagnosis.py").write_text(solution("torch_diagnosis"))
        watch.shows("`torch_diagnosis` needs torch, which is not installed", "q quit")
        (folder / "rnn.py").write_text(solution("rnn"))
        watch.shows("✓ rnn passes")


def test_an_installed_grader_does_not_use_the_checkout(command: Path, tmp_path: Path):
    done = run(command.parent / "python", "-c", "import grader; print(grader.__file__)", cwd=tmp_path)

    assert Path(done.stdout.strip()).is_relative_to(command.parent.parent)
