"""Folders that learners prepared: nothing leads out, nothing is waited for, nothing enormous is read."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest
from handed_in import CODE, answers, collect_here, folder_of, reasons

from grader.batch.folder import Folder
from grader.batch.limits import EXPORT, MiB
from grader.batch.tree import RefusedError
from grader.submission import Student


@pytest.fixture
def secret(tmp_path):
    return folder_of(tmp_path / "elsewhere", {"bptt.py": b"SECRET = 1\n"})


@pytest.fixture
def root(tmp_path):
    return folder_of(tmp_path / "class", {"ok/bptt.py": CODE, "ana/rnn.py": CODE})


def test_links_are_refused_wherever_they_stand(root, secret):
    (root / "ana" / "bptt.py").symlink_to(secret / "bptt.py")
    (root / "ana" / "dangling.py").symlink_to("nowhere")
    (root / "ana" / "more").symlink_to(secret)
    (root / "bo").symlink_to(secret)

    found = collect_here(root)

    assert answers(found) == {("ok",): {"bptt": CODE}, ("ana",): {"rnn": CODE}}
    assert reasons(found) == dict.fromkeys(("ana/bptt.py", "ana/dangling.py", "ana/more", "bo"), "not_a_file")
    assert {one.reason for one in found.problems} == {"it is a link, not a file"}
    whose = {one.path: one.students for one in found.problems}
    assert whose == {**dict.fromkeys(("ana/bptt.py", "ana/dangling.py", "ana/more"), ("ana",)), "bo": ()}


def test_a_folder_that_becomes_a_link_after_it_was_listed_is_not_followed(root, secret):
    folder_of(root, {"ana/week/bptt.py": CODE})
    tree = Folder(root, EXPORT)
    (root / "ana" / "week" / "bptt.py").unlink()
    (root / "ana" / "week").rmdir()
    (root / "ana" / "week").symlink_to(secret)

    with pytest.raises(RefusedError, match=r"it is below a link|it is a link"):
        tree.read("ana/week/bptt.py", MiB)
    tree.close()


def test_a_file_that_changes_after_it_was_listed_is_asked_again(root, secret):
    tree = Folder(root, EXPORT)
    path = root / "ana" / "rnn.py"
    for change, reason in (
        (lambda: path.symlink_to(secret / "bptt.py"), "it is a link, not a file"),
        (lambda: os.mkfifo(path), "it is a FIFO, not a file"),
        (lambda: path.mkdir(), "it is a folder, not a file"),
        (lambda: None, "it cannot be read: No such file or directory"),
    ):
        path.unlink()
        change()
        with pytest.raises(RefusedError) as refused:
            tree.read("ana/rnn.py", MiB)
        assert refused.value.reason == reason
        if path.is_dir() and not path.is_symlink():
            path.rmdir()
            path.touch()
        elif not path.exists() and not path.is_symlink():
            break
    tree.close()


def test_fifos_sockets_and_devices_are_not_waited_for(root):
    os.mkfifo(root / "ana" / "bptt.py")
    here = Path.cwd()
    os.chdir(root / "ana")  # a socket's whole path would be too long
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("clip.py")
        os.chdir(here)
        found = collect_here(root)

    assert [one.reason for one in found.problems] == ["it is a FIFO, not a file", "it is a socket, not a file"]


def test_what_lies_in_the_folder_of_a_student_or_team_of_an_export_is_theirs(tmp_path):
    team = "Blue_9_assignsubmission_file"
    folder_of(tmp_path / "all" / "export", {f"{team}/clip.py": CODE, "Cy_3_assignsubmission_file/clip.py": CODE})
    os.mkfifo(tmp_path / "all" / "export" / team / "rnn.py")  # one folder down: it is stepped into, paths begin below

    found = collect_here(tmp_path / "all", groups={"9": (Student("11", "Ann"), Student("12", "Bo"))})

    (problem,) = found.problems
    assert (problem.path, problem.students) == (f"{team}/rnn.py", ("11", "12"))


def test_a_terabyte_that_is_a_hole_is_not_read(root):
    with (root / "ana" / "bptt.py").open("wb") as file:
        file.truncate(1 << 40)

    (problem,) = collect_here(root).problems

    assert problem.reason == f"it has {1 << 40} bytes; the limit is {MiB}"
    assert (problem.exercise, problem.students) == ("bptt", ("ana",))


@pytest.mark.skipif(not Path("/dev/pts").is_mount(), reason="needs a mount below /dev")
def test_other_file_systems_are_not_entered():
    tree = Folder(Path("/dev"), EXPORT)  # holds pts, shm: mounts of their own

    assert "it is a folder on another file system, not a file" in {one.reason for one in tree.problems}
    tree.close()


def test_a_file_of_proc_reached_by_its_own_name_is_on_another_file_system(tmp_path):
    tree = Folder(Path("/"), EXPORT.__class__(**{**vars(EXPORT), "members": 1}))
    tree._on_disk["proc/self/status"] = "proc/self/status"

    with pytest.raises(RefusedError):
        tree.read("proc/self/status", MiB)
    tree.close()


def test_names_that_are_not_text_are_problems(root):
    (root / os.fsdecode(b"Mar\xeda")).mkdir()
    (root / "ana" / "a\nb.py").write_bytes(CODE)
    (root / "a\x1b]0;x\x07").mkdir()

    found = collect_here(root)

    assert sorted(one.reason for one in found.problems) == [
        "its name holds control characters",
        "its name holds control characters",
        "its name is not UTF-8",
    ]
    assert len(found.submissions) == 2


def test_one_students_ten_thousand_files_cost_the_others_nothing(root):
    (root / "aaa").mkdir()
    for n in range(3000):
        (root / "aaa" / f"{n}.txt").touch()

    found = collect_here(root)

    assert answers(found) == {("ok",): {"bptt": CODE}, ("ana",): {"rnn": CODE}}
    assert [(one.path, one.kind) for one in found.problems] == [("aaa", "too_many"), ("aaa/0.txt", "nothing")]


def test_folders_below_one_another_end_somewhere(root):
    folder_of(root, {"ana/" + "d/" * 60 + "bptt.py": CODE})

    assert set(reasons(collect_here(root)).values()) == {"bad_name"}


@pytest.mark.skipif(os.getuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_a_problem(root):
    (root / "ana" / "rnn.py").chmod(0)

    assert reasons(collect_here(root)) == {"ana/rnn.py": "unreadable"}
