"""What may import what, and what a process really loads: measured in processes of their own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from helpers import ROOT

from grader.calls import Call
from grader.quiz.folder import FILE
from grader.quiz.store import Store
from grader.sandbox.launch import start
from grader.sandbox.limits import Limits
from grader.sandbox.session import Session

BIN = Path(sys.executable).parent
HEAVY = {"torch", "rich", "pydantic", "matplotlib", "pandas", "scipy", "hypothesis", "pytest", "mpmath", "sqlite3"}


# The command leaves by os._exit, and import_module is invisible to -X importtime: so ask sys.modules at the very end.
ASKS = """
import os, sys
end = os._exit
def told(code):
    print(*sys.modules, sep="\\n", file=sys.stderr, flush=True)
    end(code)
os._exit = told
from grader.__main__ import main
main()
"""


def loaded_by(*arguments: str, cwd: Path) -> set[str]:
    """Every module that `grader` with these arguments has in memory at its end."""
    done = subprocess.run([sys.executable, "-c", ASKS, *arguments], capture_output=True, text=True, cwd=cwd, timeout=60)
    loaded = set(done.stderr.split())
    assert "grader.cli.main" in loaded, done.stderr
    return loaded


def test_every_import_goes_down_as_the_floors_say():
    done = subprocess.run([BIN / "lint-imports", "--no-cache"], capture_output=True, text=True, cwd=ROOT)

    assert done.returncode == 0, done.stdout + done.stderr


def test_a_worker_has_nothing_of_ours_in_memory_but_the_wire_and_the_inside():
    source = b"import sys\ndef f(): return sorted(sys.modules)"
    session = Session(source, "bptt.py", ("f",), Limits(), lambda: start(Limits()))
    session.load()
    modules = session.call(Call("f", ())).value
    session.close()

    ours = {name for name in modules if name.partition(".")[0] == "grader"}
    assert {name for name in ours if not name.startswith("grader.inside")} == {"grader", "grader.wire"}
    assert not {name.partition(".")[0] for name in modules} & (HEAVY | {"click", "yaml"})


@pytest.mark.parametrize("form", ["text", "json"])
def test_grader_check_loads_no_heavy_package(tmp_path, form):
    (tmp_path / "bptt.py").write_text((ROOT / "solutions" / "bptt.py").read_text())
    loaded = loaded_by("check", "bptt", "--format", form, cwd=tmp_path)

    assert "grader.cli.check" in loaded
    assert not {name.partition(".")[0] for name in loaded} & HEAVY


def test_a_misconception_that_asks_for_its_card_loads_no_database_and_no_scheduler(tmp_path, monkeypatch):
    monkeypatch.setenv("GRADER_HOME", str(tmp_path / "home"))
    (tmp_path / "bptt.py").write_bytes((ROOT / "tests" / "submissions" / "bptt" / "no_carry.py").read_bytes())
    loaded = loaded_by("check", "bptt", cwd=tmp_path)

    assert (tmp_path / "home" / "inbox.jsonl").stat().st_size > 0
    assert not {name.partition(".")[0] for name in loaded} & (HEAVY | {"fsrs"})


def test_the_first_card_waits_for_no_scheduler_and_no_shape_of_decks(tmp_path, monkeypatch):
    monkeypatch.setenv("GRADER_HOME", str(tmp_path / "home"))
    arguments = ("quiz", "--decks", str(ROOT / "tests" / "quiz" / "small"))
    loaded_by(*arguments, cwd=tmp_path)  # reads the decks and remembers them
    loaded = loaded_by(*arguments, cwd=tmp_path)

    assert "grader.quiz.session" in loaded
    assert not {name.partition(".")[0] for name in loaded} & ((HEAVY | {"fsrs", "yaml"}) - {"sqlite3"})


def test_grader_check_never_imports_the_inside(tmp_path):
    (tmp_path / "bptt.py").write_text("")
    loaded = loaded_by("check", "bptt", cwd=tmp_path)

    assert not {name for name in loaded if name.startswith("grader.inside")}


def test_help_does_not_even_load_numpy(tmp_path):
    assert "numpy" not in loaded_by("--help", cwd=tmp_path)


def test_a_name_without_a_slip_loads_nothing_that_looks_for_the_nearest_one(tmp_path):
    (tmp_path / "bptt.py").write_text((ROOT / "solutions" / "bptt.py").read_text())

    for said in ("bptt", "bptt.py"):
        assert not loaded_by("check", said, cwd=tmp_path) & {"difflib", "shutil", "click.shell_completion"}


@pytest.mark.parametrize("command", [(), ("list",)])
def test_a_command_that_grades_nothing_loads_nothing_that_starts_a_worker(tmp_path, command):
    loaded = loaded_by(*command, cwd=ROOT)

    assert "grader.learner.standing" in loaded
    assert not loaded & {"numpy", "subprocess", "socket", "grader.sandbox.launch", "grader.sandbox.limits"}


def test_a_learner_who_has_begun_no_card_loads_no_database(tmp_path, monkeypatch):
    monkeypatch.setenv("GRADER_HOME", str(tmp_path))

    assert not loaded_by(cwd=ROOT) & {"sqlite3", "grader.quiz.store", "grader.quiz.queue"}


@pytest.mark.parametrize("command", [(), ("quiz", "due")])
def test_cards_are_counted_without_making_one(tmp_path, monkeypatch, command):
    monkeypatch.setenv("GRADER_HOME", str(tmp_path))
    with Store(tmp_path / FILE):
        pass
    loaded_by(*command, cwd=ROOT)  # reads the decks and remembers their outlines
    loaded = loaded_by(*command, cwd=ROOT)

    assert "grader.quiz.outline" in loaded
    assert not loaded & {"grader.quiz.cards", "grader.quiz.build", "pydantic", "fsrs"}


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the package is asked")
def test_the_learner_s_own_folder_is_found_without_the_package_that_knows_all_systems(tmp_path, monkeypatch):
    monkeypatch.delenv("GRADER_HOME")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with Store(tmp_path / "data" / "grader" / FILE):
        pass

    loaded = loaded_by(cwd=ROOT)

    assert "grader.quiz.store" in loaded, "it was found"
    assert list((tmp_path / "cache" / "grader" / "decks").glob("outlines-*.json"))
    assert "platformdirs" not in loaded


def test_a_zygote_is_started_before_what_it_need_not_wait_for():
    code = "import sys, grader.__main__ as door\nwith door.Crew() as crew:\n    crew.prepare()\n    print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)

    assert "grader.sandbox.launch" in done.stdout.split()
    assert not {"dataclasses", "inspect", "typing", "click", "yaml", "numpy"} & set(done.stdout.split())


def test_cases_are_drawn_from_what_is_imported_while_a_worker_starts():
    code = "import sys, grader.numeric.cases; sys.exit('numpy.random' not in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], timeout=60).returncode == 0
