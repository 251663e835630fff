"""The wheel carries the course, and a fresh environment that has nothing else grades with it."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest
from helpers import ROOT

from grader.course.find import course_root
from grader.course.load import load_course

pytestmark = pytest.mark.slow


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a command that knows nothing of this checkout: its own folder, no PYTHONPATH."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    done = run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def command(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`grader` in an environment where only the wheel and what it asks for is installed."""
    folder = tmp_path_factory.mktemp("fresh")
    venv.create(folder, with_pip=True, system_site_packages=False)
    pip = (folder / "bin" / "python", "-m", "pip", "install", "-qq", "--no-input", "--disable-pip-version-check")
    done = run(*pip, "-c", ROOT / "constraints.txt", wheel, cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "bin" / "grader"


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
    assert not [name for name in names if "test" in name or "__pycache__" in name]


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


def test_an_installed_grader_does_not_use_the_checkout(command: Path, tmp_path: Path):
    done = run(command.parent / "python", "-c", "import grader; print(grader.__file__)", cwd=tmp_path)

    assert Path(done.stdout.strip()).is_relative_to(command.parent.parent)
