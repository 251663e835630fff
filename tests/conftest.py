"""What every test gets: hypothesis without a database or a deadline, golden files, and somebody else's Python."""

from __future__ import annotations

import difflib
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from helpers import NORMAL_USER, ROOT
from hypothesis import settings
from hypothesis.configuration import set_hypothesis_home_dir

# Derandomised: a test that fails on one run in a hundred is a test nobody believes.
set_hypothesis_home_dir(Path(tempfile.gettempdir(), "hypothesis"))  # it caches tables; not into the checkout
settings.register_profile("course", deadline=None, database=None, derandomize=True)
settings.load_profile("course")


@pytest.fixture(autouse=True, scope="session")
def _home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A learner's folder of the tests' own: no test writes among the answers of whoever runs it."""
    former = os.environ.get("GRADER_HOME")
    os.environ["GRADER_HOME"] = str(tmp_path_factory.mktemp("grader-home"))
    yield
    del os.environ["GRADER_HOME"]
    if former is not None:
        os.environ["GRADER_HOME"] = former


@pytest.fixture(autouse=True, scope="session")
def _ctrl_c() -> Iterator[None]:
    """Let what tests start hear Ctrl-C: whoever is run by a script in the background inherits that it is ignored."""
    former = signal.getsignal(signal.SIGINT)
    if former is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, former)


GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write tests/golden/* anew, then read the diff")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with tests/golden/<name>; with --update-golden, write it."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        text = text.rstrip("\n") + "\n"
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        wanted = path.read_text(encoding="utf-8") if path.exists() else ""
        difference = difflib.unified_diff(wanted.splitlines(), text.splitlines(), name, "now", lineterm="", n=1)
        assert wanted == text, "\n".join(difference) + "\nif this is meant: pytest --update-golden"

    return compare


@pytest.fixture(scope="session")
def everybodys_python() -> Iterator[Path]:
    """An interpreter that users without rights may start, with what this one has: this one often lies below /root."""
    system = Path("/usr/bin/python3")
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    asks = "import sys; print('%d.%d' % sys.version_info[:2])"
    if not system.exists() or subprocess.check_output([system, "-c", asks], text=True).strip() != version:
        pytest.skip(f"no /usr/bin/python3 of version {version}")
    with tempfile.TemporaryDirectory() as folder:
        made = subprocess.run([system, "-m", "venv", "--without-pip", f"{folder}/venv"], capture_output=True)
        if made.returncode:
            pytest.skip("no venv in the system's Python")
        own = next(Path(folder, "venv", "lib").glob("python*/site-packages"))
        packages = [place for place in sys.path if place.endswith("site-packages")]
        (own / "borrowed.pth").write_text("\n".join([*packages, str(ROOT)]))
        Path(folder).chmod(0o755)
        python = Path(folder, "venv", "bin", "python")
        if subprocess.run([python, "-c", "import grader, numpy"], capture_output=True, **NORMAL_USER).returncode:
            pytest.skip("this checkout or its environment is closed to other users")
        yield python
