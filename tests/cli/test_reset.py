"""`grader reset`: the stub again, the work kept."""

from __future__ import annotations

from helpers import ROOT
from learning import MACHINE, USAGE, grader, listed, record, said, solution, solved

STUB = (ROOT / "exercises" / "rnn.py").read_bytes()


def test_the_stub_comes_back_and_the_work_is_beside_it(folder):
    solved(folder, "rnn")

    assert said("reset", "rnn", cwd=folder) == (
        "rnn.py is the stub again; your work is in rnn.py.backup-1\n\n  next     grader check rnn\n"
    )
    assert (folder / "rnn.py").read_bytes() == STUB
    assert (folder / "rnn.py.backup-1").read_text("utf-8") == solution("rnn")


def test_the_exercise_is_open_again_and_its_hints_are_kept(folder):
    said("hint", "rnn_step", cwd=folder)
    solved(folder, "rnn")

    said("reset", "rnn", cwd=folder)

    assert listed(folder)["rnn"]["status"] == "new"
    assert record(folder, "rnn")["hints"] == {"rnn_step": 1}


def test_a_second_reset_keeps_both(folder):
    for work in ("first\n", "second\n"):
        (folder / "rnn.py").write_text(work)
        said("reset", "rnn", cwd=folder)

    assert [(folder / f"rnn.py.backup-{i}").read_text() for i in (1, 2)] == ["first\n", "second\n"]


def test_a_stub_is_no_work_to_keep(folder):
    assert said("reset", "rnn", cwd=folder).startswith("rnn.py is the stub again; there was no work to keep\n")
    assert not list(folder.glob("*.backup-*"))


def test_what_is_no_ordinary_file_is_left_alone(folder):
    (folder / "rnn.py").unlink()
    (folder / "rnn.py").mkdir()

    done = grader("reset", "rnn", cwd=folder)

    assert done.returncode == MACHINE
    assert "is a folder, not a file" in done.stderr
    assert "to do: move it away by hand, then try again" in done.stderr


def test_an_unknown_exercise_suggests_the_nearest(folder):
    done = grader("reset", "rn", cwd=folder)

    assert done.returncode == USAGE
    assert "Did you mean `rnn`?" in done.stderr
