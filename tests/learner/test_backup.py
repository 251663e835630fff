"""A reset keeps the work, whatever was there."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.errors import WorkspaceError
from grader.learner.backup import reset

STUB = b"def f():\n    raise NotImplementedError\n"


def test_the_work_is_kept_beside_the_stub_each_time(tmp_path: Path):
    file = tmp_path / "bptt.py"
    kept = []
    for work in (b"first", b"second"):
        file.write_bytes(work)
        kept.append(reset(file, STUB))
        assert file.read_bytes() == STUB

    assert kept == [tmp_path / "bptt.py.backup-1", tmp_path / "bptt.py.backup-2"]
    assert [one.read_bytes() for one in kept if one] == [b"first", b"second"]


@pytest.mark.parametrize("content", [None, b"", STUB], ids=["no file", "an empty file", "the stub itself"])
def test_where_there_is_no_work_no_backup_is_made(tmp_path: Path, content):
    file = tmp_path / "bptt.py"
    if content is not None:
        file.write_bytes(content)

    assert reset(file, STUB) is None
    assert [path.name for path in tmp_path.iterdir()] == ["bptt.py"]
    assert file.read_bytes() == STUB


def test_a_link_is_not_written_through(tmp_path: Path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(b"precious")
    (tmp_path / "bptt.py").symlink_to(elsewhere)

    with pytest.raises(WorkspaceError, match="is a link") as error:
        reset(tmp_path / "bptt.py", STUB)

    assert error.value.todo == "move it away by hand, then try again"
    assert elsewhere.read_bytes() == b"precious"


def test_a_folder_that_is_gone_is_an_error_with_a_way_out(tmp_path: Path):
    with pytest.raises(WorkspaceError, match="the file cannot be reset: No such file or directory"):
        reset(tmp_path / "gone" / "bptt.py", STUB)


def test_a_backup_that_cannot_be_written_leaves_the_work_in_place(tmp_path: Path):
    file = tmp_path / f"{'x' * 250}.py"  # 255 bytes are the most; the backup's name would have more
    file.write_bytes(b"work")

    with pytest.raises(WorkspaceError, match="the file cannot be reset: File name too long"):
        reset(file, STUB)

    assert file.read_bytes() == b"work"
