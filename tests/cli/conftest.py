"""The folders that commands are tried in."""

from __future__ import annotations

import sys
import venv
from pathlib import Path

import pytest
from helpers import ROOT
from learning import started, without_checkout


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A learner's folder, as `grader start` leaves it."""
    return started(tmp_path / "my-course")


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `pip install` is given."""
    folder = tmp_path_factory.mktemp("dist")
    build = (sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT)
    done = without_checkout(*build, cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def command(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`grader` in an environment where only the wheel and what it asks for is installed."""
    folder = tmp_path_factory.mktemp("fresh")
    venv.create(folder, with_pip=True, system_site_packages=False)
    pip = (folder / "bin" / "python", "-m", "pip", "install", "-qq", "--no-input", "--disable-pip-version-check")
    done = without_checkout(*pip, "-c", ROOT / "constraints.txt", wheel, cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "bin" / "grader"
