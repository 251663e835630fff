"""Which saves are seen: real files, real notices, three editors' ways of saving; and where nobody would tell."""

from __future__ import annotations

import select
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.errors import MachineError
from grader.learner.saves import Saves, must_look

MOUNTS = """\
/dev/vda / ext4 rw 0 0
server:/home /home nfs4 rw 0 0
C:\\134 /mnt/c 9p rw 0 0
me@host: /media/my\\040course fuse.sshfs rw 0 0
/dev/vdb /home/me/fast ext4 rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "silent"),
    [
        ("/srv/course", False),
        ("/home/me/course", True),
        ("/home/me/fast/course", False),
        ("/mnt/c/Users/me", True),
        ("/media/my course/a", True),
        ("/homely", False),
    ],
)
def test_network_folders_and_windows_drives_must_be_looked_at_again_and_again(folder, silent):
    assert must_look("", "6.1.0-amd64", [Path("/srv"), Path(folder)], MOUNTS) == silent


def test_without_a_table_of_mounts_the_system_is_believed():
    assert not must_look("", "6.1.0-amd64", [Path("/home/me")], "")


def test_windows_linux_must_be_looked_at():
    assert must_look("", "5.15.153.1-microsoft-standard-WSL2", [Path("/home/me")], "")


@pytest.mark.parametrize(("said", "looks"), [("true", True), ("1", True), ("false", False), ("Disabled", False)])
def test_the_variable_that_watchfiles_knows_decides_when_it_is_there(said, looks):
    for folder, release in (("/srv", "6.1.0-amd64"), ("/home/me", "microsoft")):
        assert must_look(said, release, [Path(folder)], MOUNTS) == looks


@pytest.fixture(params=[False, True], ids=["told by the system", "looked for"])
def saves(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Saves]:
    (tmp_path / "rnn.py").write_text("old\n")
    with Saves([tmp_path], ["rnn", "bptt"], request.param) as listening:
        listening.wait_until_listening()
        yield listening


def next_batch(saves: Saves) -> set[str]:
    """The next saves, or nothing when none is seen for five seconds."""
    ready, _, _ = select.select([saves.fileno()], [], [], 5.0)
    return saves.taken() if ready else set()


def test_a_file_that_was_written_over_is_seen(saves, tmp_path):
    (tmp_path / "rnn.py").write_text("new and longer\n")

    assert next_batch(saves) == {"rnn"}


def test_a_file_that_another_took_the_name_of_is_seen(saves, tmp_path):
    (tmp_path / ".rnn.py.swp").write_text("new and longer\n")
    (tmp_path / ".rnn.py.swp").replace(tmp_path / "rnn.py")

    assert next_batch(saves) == {"rnn"}


def test_a_file_that_was_emptied_first_is_seen_again_when_it_is_whole(saves, tmp_path):
    (tmp_path / "rnn.py").write_text("")
    assert next_batch(saves) == {"rnn"}

    (tmp_path / "rnn.py").write_text("whole\n")  # within the same second
    assert next_batch(saves) == {"rnn"}


def test_other_files_are_nobody_s_exercise(saves, tmp_path):
    for name in ("notes.py", "rnn.txt", "rnn.py.backup-1", ".rnn.py.new"):
        (tmp_path / name).write_text("new\n")
    (tmp_path / "bptt.py").write_text("new\n")

    assert next_batch(saves) == {"bptt"}


def test_a_folder_that_cannot_be_watched_is_an_error_that_names_the_other_way(tmp_path):
    with (
        Saves([tmp_path / "gone"], ["rnn"], False) as saves,
        pytest.raises(MachineError, match="the folder cannot be watched") as error,
    ):
        saves.wait_until_listening()

    assert error.value.todo == "look at the files again and again instead: grader watch --poll"
