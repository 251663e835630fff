"""Installations with the solutions beside other packages: none can be read from inside, and the packages still can."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy
import pytest
from battlefield import suits
from helpers import NORMAL_USER, ROOT

from benchmarks.tiers import LAYERS_OF

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform != "linux", reason="confinement is Linux")]

HERE = Path(__file__).parent
ATTACKS = [
    HERE / "attacks" / f"{name}.py"
    for name in (
        *("solution_by_roundabout_ways", "cover_taken_off", "cover_gone_round", "solution_anywhere"),
        *("solution_by_loader", "solution_in_the_package", "checks"),
    )
]
IMPORTS_LATE = """
import importlib.metadata
import numpy.linalg, numpy.fft, numpy.polynomial
import neighbour
from beside_another import WORD
print(WORD, importlib.metadata.version("numpy") == numpy.__version__, importlib.metadata.version("neighbour"))
"""


@dataclass(frozen=True)
class Installed:
    """An interpreter that has the package as a wheel leaves it, and the user who starts it."""

    python: Path
    user: dict[str, Any]

    def printed(self, layers: Sequence[str], files: Sequence[Path]) -> list[str]:
        """What files print, each in a child of a zygote of this installation."""
        said: list[str] = json.loads(self._said(HERE / "installed.py", ",".join(layers), *files))
        return said

    def has(self, layers: Sequence[str]) -> bool:
        """Whether the machine lets this user have all of these."""
        states = json.loads(self._said("-m", "grader.inside.probe"))
        return all(states[layer] == "on" for layer in layers)

    def _said(self, *arguments: str | Path) -> str:
        command = [self.python, "-P", *arguments]
        done = subprocess.run(command, cwd="/", env={}, capture_output=True, text=True, **self.user)
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture(scope="module", params=["this user", "a normal user"])
def installed(request: pytest.FixtureRequest) -> Iterator[Installed]:
    """A wheel's folders beside a package, and below it another installation's beside another package."""
    if request.param == "a normal user" and os.getuid() != 0:
        pytest.skip("only root can become somebody else")
    user = NORMAL_USER if request.param == "a normal user" else {}
    python = request.getfixturevalue("everybodys_python") if user else sys.executable
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        subprocess.run([python, "-m", "venv", "--without-pip", f"{folder}/venv"], check=True, capture_output=True)
        own = next(Path(folder, "venv", "lib").glob("python*/site-packages"))
        other = Path(folder, "other", "site-packages")
        install(own, "neighbour", "")
        install(other, "beside_another", "WORD = 'beside'")
        for place in Path(numpy.__file__).parent.parent.glob("numpy*"):  # a wheel lies beside what it needs
            (own / place.name).symlink_to(place)
        borrowed = [place for place in sys.path if place.endswith("site-packages")]
        (own / "more.pth").write_text("\n".join([str(other), *borrowed]))
        yield Installed(Path(folder, "venv", "bin", "python"), user)


def install(packages: Path, neighbour: str, text: str) -> None:
    shutil.copytree(ROOT / "grader", packages / "grader", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("exercises", "solutions", "quizzes"):
        shutil.copytree(ROOT / name, packages / "grader" / "_bundled" / name)
    (packages / f"{neighbour}.py").write_text(text)
    (packages / f"{neighbour}-1.5.dist-info").mkdir()
    (packages / f"{neighbour}-1.5.dist-info" / "METADATA").write_text(f"Name: {neighbour}\nVersion: 1.5\n")


@pytest.mark.parametrize(
    "layers",
    [LAYERS_OF["2"], LAYERS_OF["1"], LAYERS_OF["1b"], ("namespaces",), ("landlock",), ("seccomp",)],
    ids=",".join,
)
def test_no_installation_can_be_read_from_inside(layers: Sequence[str], installed: Installed):
    if not installed.has(layers):
        pytest.skip(f"no {layers[0]} here for this user")
    attacks = [attack for attack in ATTACKS if suits(attack)]
    said = installed.printed(layers, attacks)

    assert [attack.stem for attack, text in zip(attacks, said, strict=True) if "PWNED" in text] == []


def test_the_same_attacks_read_both_installations_where_nothing_confines_them(installed: Installed):
    (said,) = installed.printed([], ATTACKS[:1])
    bundles = [*installed.python.parents[2].rglob("grader/_bundled")]

    assert len(bundles) == 2
    assert all(f"PWNED {bundle}/solutions/rnn.py" in said for bundle in bundles)
    assert all(f"PWNED {bundle.parent}/checks/rnn.py" in said for bundle in bundles)


@pytest.mark.parametrize("layers", [LAYERS_OF["2"], LAYERS_OF["1"]], ids=",".join)
def test_what_lies_beside_an_installation_can_be_imported_late_and_tells_its_version(
    layers: Sequence[str], installed: Installed
):
    file = installed.python.parent / "imports_late.py"
    file.write_text(IMPORTS_LATE)

    assert installed.printed(layers, [file]) == ["beside True 1.5\n"]
