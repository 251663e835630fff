"""A workspace from somebody else, with links, FIFOs and folders where files belong: nobody waits, nothing is harmed."""

from __future__ import annotations

import json
import os

import pytest
from learning import MACHINE, NOT_YET, PASSED, USAGE, grader

COMMANDS = (
    ("check", "rnn"),
    ("list",),
    ("hint", "rnn_step"),
    ("reset", "rnn"),
    ("watch", "rnn"),  # until the end of its input, which has none
    ("verify",),
    ("solution", "rnn"),
    ("start", "."),
    (),
)
# Where files belong, and where new ones are written before they take their place; or were, when that could be guessed.
PLACES = ("rnn.py", ".grader/progress.json", ".grader/lock", ".rnn.py.new", ".grader/progress.json.new")
PLANTS = {
    "a FIFO": lambda place, _: os.mkfifo(place),
    "a folder": lambda place, _: place.mkdir(),
    "a link": lambda place, elsewhere: place.symlink_to(elsewhere),
}


@pytest.mark.slow
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("plant", PLANTS)
def test_no_command_waits_for_what_was_planted_or_writes_through_it(folder, tmp_path, plant, place):
    precious = tmp_path / "precious"
    precious.write_text("somebody else's")
    (folder / place).unlink(missing_ok=True)
    PLANTS[plant](folder / place, precious)

    for command in COMMANDS:
        done = grader(*command, cwd=folder)  # within a minute
        assert done.returncode in (PASSED, NOT_YET, MACHINE), done.stdout + done.stderr
        assert precious.read_text() == "somebody else's", command


@pytest.mark.parametrize("kind", PLANTS)
def test_progress_that_is_no_file_is_said_with_what_to_do(folder, tmp_path, kind):
    PLANTS[kind](folder / ".grader" / "progress.json", tmp_path / "precious")

    done = grader("list", cwd=folder)

    assert (done.returncode, done.stdout) == (MACHINE, "")
    assert done.stderr == (
        f"error: progress cannot be read: its file is {kind}\n"
        f"  where: {folder}/.grader/progress.json\n  to do: move it away by hand\n"
    )


def test_a_name_in_progress_that_is_no_exercise_is_never_shown(folder):
    stuck = {"check": "x", "function": "f", "title": "", "question": ""}
    record = {"passed": None, "stuck": stuck, "hints": {}, "gave_up": None}
    evil = {"version": 1, "last": "\x1b[2J", "exercises": {"\x1b[2J": record}}
    (folder / ".grader" / "progress.json").write_text(json.dumps(evil))

    done = grader("hint", cwd=folder)

    assert (done.returncode, "Missing argument" in done.stderr) == (USAGE, True)
    assert "[2J" not in done.stderr
