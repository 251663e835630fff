"""Files that others read, write or plant at the same moment."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest

from grader.disk import NotAFileError, locked, on_disk, regular_file, replaced


def test_a_file_is_read_as_it_is(tmp_path: Path):
    (tmp_path / "notes").write_bytes(b"\x00 what it says")

    with regular_file(tmp_path / "notes") as file:
        assert file.read() == b"\x00 what it says"


def linked(path: Path) -> None:
    path.with_name("secret").write_text("elsewhere")
    path.symlink_to("secret")


@pytest.mark.parametrize(
    ("plant", "said"),
    [
        (linked, "a link"),
        (os.mkfifo, "a FIFO"),
        (Path.mkdir, "a folder"),
        (lambda path: path.symlink_to(path), "a link"),
    ],
    ids=["link", "fifo", "folder", "link to itself"],
)
def test_what_is_no_file_is_named_and_neither_followed_nor_waited_for(tmp_path: Path, plant, said):
    plant(tmp_path / "notes")

    with pytest.raises(NotAFileError) as error, regular_file(tmp_path / "notes"):
        pass
    assert error.value.strerror == said


def test_a_device_is_no_file():
    with pytest.raises(NotAFileError, match="a device"), regular_file(Path("/dev/zero")):
        pass


def test_a_file_is_the_old_one_until_the_new_one_is_whole(tmp_path: Path):
    file = tmp_path / "page"
    file.write_text("old")

    with replaced(file) as new:
        new.write(b"new")
        on_disk(new)
        assert file.read_text() == "old"

    assert file.read_text() == "new"
    assert os.listdir(tmp_path) == ["page"]  # noqa: PTH208  what else is there is the point


def test_a_content_that_is_given_up_half_way_leaves_the_old_one_and_nothing_else(tmp_path: Path):
    file = tmp_path / "page"
    file.write_text("old")

    with pytest.raises(KeyboardInterrupt), replaced(file) as new:
        new.write(b"ne")
        raise KeyboardInterrupt

    assert file.read_text() == "old"
    assert os.listdir(tmp_path) == ["page"]  # noqa: PTH208  as above


def test_two_of_us_at_once_write_two_files_and_the_last_one_stays(tmp_path: Path):
    file = tmp_path / "page"

    with replaced(file) as first, replaced(file) as second:
        first.write(b"first")
        second.write(b"second")

    assert file.read_text() == "first"  # whose block ends last
    assert os.listdir(tmp_path) == ["page"]  # noqa: PTH208  as above


def test_a_link_is_replaced_and_not_written_through(tmp_path: Path):
    linked(tmp_path / "page")

    with replaced(tmp_path / "page") as new:
        new.write(b"ours")

    assert (tmp_path / "secret").read_text() == "elsewhere"
    assert (tmp_path / "page").read_text() == "ours"


def test_the_longest_name_that_a_file_may_have_can_be_written(tmp_path: Path):
    file = tmp_path / ("\N{MATHEMATICAL SCRIPT CAPITAL A}" * 63 + "abc")  # 255 bytes

    with replaced(file) as new:
        new.write(b"it")

    assert file.read_bytes() == b"it"


def test_a_lock_is_somebody_s_until_he_ends(tmp_path: Path):
    command = "import sys\nfrom pathlib import Path\nfrom grader.disk import locked\n"
    command += "with locked(Path(sys.argv[1])):\n    print('mine', flush=True)\n    input()"
    with subprocess.Popen(
        [sys.executable, "-c", command, tmp_path / "lock"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"mine\n"
        with pytest.raises(BlockingIOError), locked(tmp_path / "lock", wait=False):
            pass
        other.kill()

    with locked(tmp_path / "lock", wait=False):
        assert (tmp_path / "lock").exists()
    assert (tmp_path / "lock").exists()


def test_a_lock_that_its_holder_took_away_while_we_waited_is_no_lock(tmp_path: Path, monkeypatch):
    lock, flock, files = tmp_path / "lock", fcntl.flock, []

    def waited(descriptor: int, operation: int) -> None:
        if not files:
            lock.unlink()
        files.append(os.fstat(descriptor).st_ino)
        flock(descriptor, operation)

    monkeypatch.setattr(fcntl, "flock", waited)
    with locked(lock):
        assert len(files) == 2
        with pytest.raises(BlockingIOError), locked(lock, wait=False):
            pass


def test_a_lock_whose_file_is_never_found_by_its_name_is_given_up(tmp_path: Path, monkeypatch):
    monkeypatch.setattr("grader.disk._has_its_name", lambda descriptor, path: False)

    with pytest.raises(OSError, match="not found by its name"), locked(tmp_path / "lock"):
        pass


def test_a_fifo_in_a_lock_s_place_holds_nobody_up_and_a_link_makes_no_file_elsewhere(tmp_path: Path):
    os.mkfifo(tmp_path / "fifo")
    (tmp_path / "link").symlink_to("elsewhere")

    with locked(tmp_path / "fifo"):
        pass
    with pytest.raises(OSError, match="symbolic link"), locked(tmp_path / "link"):
        pass
    assert not (tmp_path / "elsewhere").exists()
