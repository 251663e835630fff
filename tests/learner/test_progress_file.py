"""Progress on disk: whole at every moment, whoever writes, and never lost."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from grader.errors import WorkspaceError
from grader.learner.progress import Pass, Progress, Record, Stuck, with_hint
from grader.learner.progress_file import change_progress, progress_file, read_progress
from grader.learner.workspace import Workspace

MONDAY = datetime(2026, 11, 16, 9, 30, tzinfo=UTC)
EVERYTHING = Progress(
    {
        "bptt": Record(
            Pass(MONDAY, 20.0, 7, "ab" * 32, "cd" * 32),
            Stuck("bptt.x", "bptt", "a title — “quoted”", "Which?"),
            {"bptt": 3, "numerical_gradient": 1},
            MONDAY,
        ),
        "an_exercise_of_another_version": Record(hints={"f": 1}),
    },
    "bptt",
)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    (tmp_path / ".grader").mkdir()
    return Workspace(tmp_path)


def test_everything_that_is_kept_is_read_again(workspace):
    change_progress(workspace, lambda _: EVERYTHING)

    assert read_progress(workspace) == (EVERYTHING, "")


def test_where_nothing_was_kept_nothing_is_known_and_reading_writes_nothing(workspace):
    assert read_progress(workspace) == (Progress(), "")
    assert list((workspace.folder / ".grader").iterdir()) == []


def test_without_a_marker_nothing_is_read(tmp_path):
    assert read_progress(Workspace(tmp_path)) == (Progress(), "")


def test_a_change_that_changes_nothing_leaves_the_file_alone(workspace):
    change_progress(workspace, lambda _: EVERYTHING)
    before = progress_file(workspace).stat()

    change_progress(workspace, lambda progress: progress)

    assert progress_file(workspace).stat().st_ino == before.st_ino


def kept(hints: str = "{}", points: str = "1.0", seed: str = "0") -> str:
    """A whole file with one pass in it."""
    digests = '"file": "", "exercise": ""'
    passed = f'{{"when": "2026-11-16T09:30:00+00:00", "points": {points}, "seed": {seed}, {digests}}}'
    record = f'{{"passed": {passed}, "stuck": null, "hints": {hints}, "gave_up": null}}'
    return f'{{"version": 1, "last": "", "exercises": {{"rnn": {record}}}}}'


DAMAGED = {
    "cut off": '{"version": 1, "last": "bp',
    "empty": "",
    "a list": "[]",
    "no version": '{"last": "", "exercises": {}}',
    "an old version": '{"version": 0, "last": "", "exercises": {}}',
    "a version that is true": '{"version": true, "last": "", "exercises": {}}',
    "a record that is a number": '{"version": 1, "last": "", "exercises": {"bptt": 3}}',
    "a time without its zone": json.dumps(
        {
            "version": 1,
            "last": "",
            "exercises": {"rnn": {"passed": None, "stuck": None, "hints": {}, "gave_up": "2026-11-16T09:30:00"}},
        }
    ),
    "nested without end": '{"version": 1, "exercises": ' + "[" * 100_000,
    "too large": " " * ((1 << 20) + 1),
    "no text": "\x00\x01\x02",
    "a hint before the first": kept(hints='{"rnn_step": -5}'),
    "endless hints": kept(hints='{"rnn_step": Infinity}'),
    "points that are no number": kept(points="NaN"),
    "more points than a number holds": kept(points="1" + "0" * 400),
    "points below none": kept(points="-1"),
    "a seed that no generator takes": kept(seed="-1"),
}


def test_what_the_damaged_ones_differ_from_is_read(workspace):
    progress_file(workspace).write_text(kept())

    assert read_progress(workspace)[0].record("rnn").passed == Pass(MONDAY, 1.0, 0, "", "")


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_file_is_set_aside_and_said_so(workspace, content):
    file = progress_file(workspace)
    file.write_text(content)

    progress, told = read_progress(workspace)

    assert progress == Progress()
    assert "progress could not be read" in told
    assert told.endswith("progress.json.damaged-1, and a new one begins")
    assert file.with_name("progress.json.damaged-1").read_text() == content
    assert read_progress(workspace) == (Progress(), "")  # said once


def test_bytes_that_are_no_text_are_damage_too(workspace):
    progress_file(workspace).write_bytes(b"\xff\xfe\x00{")

    assert "progress could not be read" in read_progress(workspace)[1]


def test_a_second_damaged_file_takes_no_place_of_the_first(workspace):
    file = progress_file(workspace)
    for content in ("first", "second"):
        file.write_text(content)
        read_progress(workspace)

    assert [file.with_name(f"progress.json.damaged-{i}").read_text() for i in (1, 2)] == ["first", "second"]


def test_a_newer_grader_s_file_is_refused_with_what_to_do_and_left_as_it_is(workspace):
    file = progress_file(workspace)
    file.write_text('{"version": 2, "things": "of the future"}')

    with pytest.raises(WorkspaceError, match=r"a newer grader keeps progress here \(version 2") as error:
        read_progress(workspace)
    with pytest.raises(WorkspaceError):
        change_progress(workspace, lambda _: EVERYTHING)

    assert error.value.todo == "pip install --upgrade vanishing-gradients"
    assert file.read_text() == '{"version": 2, "things": "of the future"}'


def test_a_writer_that_died_half_way_leaves_the_old_file_whole(workspace):
    change_progress(workspace, lambda _: EVERYTHING)
    progress_file(workspace).with_name(".progress.json.0a1b2c3d.part").write_text('{"version": 1, "la')  # it died here

    assert read_progress(workspace) == (EVERYTHING, "")
    change_progress(workspace, lambda progress: with_hint(progress, "rnn", "rnn_step", 1))
    assert read_progress(workspace)[0].record("rnn").hints == {"rnn_step": 1}


WRITER = """
import sys
from pathlib import Path
from grader.learner.progress import with_hint
from grader.learner.progress_file import change_progress
from grader.learner.workspace import Workspace

for i in range(40):
    change_progress(Workspace(Path(sys.argv[1])), lambda progress: with_hint(progress, sys.argv[2], f"f{i}", 1))
"""


@pytest.mark.slow
def test_two_processes_at_once_lose_nothing_of_each_other(workspace):
    command = [sys.executable, "-c", WRITER, str(workspace.folder)]
    writers = [subprocess.Popen([*command, name]) for name in ("rnn", "bptt")]

    assert [one.wait(60) for one in writers] == [0, 0]
    progress, told = read_progress(workspace)
    assert told == ""
    assert [len(progress.record(name).hints) for name in ("rnn", "bptt")] == [40, 40]


def test_a_folder_in_the_file_s_place_is_an_error_and_not_damage(workspace):
    progress_file(workspace).mkdir()

    with pytest.raises(WorkspaceError, match="progress cannot be read: its file is a folder"):
        read_progress(workspace)


def test_half_a_character_is_kept_as_it_was(workspace):
    progress_file(workspace).write_text(kept(hints='{"\\ud800": 1}'))

    change_progress(workspace, lambda progress: with_hint(progress, "bptt", "bptt", 1))

    assert read_progress(workspace)[0].record("rnn").hints == {"\ud800": 1}


def test_a_marker_whose_lock_cannot_be_made_is_an_error_with_a_way_out(workspace):
    (workspace.folder / ".grader" / "lock").mkdir()

    with pytest.raises(WorkspaceError, match="progress cannot be kept: Is a directory") as error:
        change_progress(workspace, lambda _: EVERYTHING)
    assert error.value.todo == "make the folder writable, or make room"
