"""Which folder is the learner's, and which is not."""

from __future__ import annotations

from pathlib import Path

from grader.learner.workspace import Workspace, find_workspace, workspace_of_file

NAMES = ("rnn", "bptt")


def marked(folder: Path) -> Path:
    (folder / ".grader").mkdir(parents=True)
    return folder


def test_a_marked_folder_is_found_from_any_depth_below(tmp_path: Path):
    deep = marked(tmp_path) / "notes" / "week 3"
    deep.mkdir(parents=True)

    assert find_workspace(deep, NAMES) == Workspace(tmp_path)


def test_the_nearest_marked_folder_wins(tmp_path: Path):
    inner = marked(marked(tmp_path) / "again")

    assert find_workspace(inner, NAMES) == Workspace(inner)


def test_a_folder_with_an_exercise_is_one_without_a_marker_and_keeps_nothing(tmp_path: Path):
    (tmp_path / "rnn.py").write_text("")

    found = find_workspace(tmp_path, NAMES)

    assert found == Workspace(tmp_path)
    assert not found.kept


def test_a_stray_exercise_in_a_folder_above_makes_no_workspace_of_it(tmp_path: Path):
    (tmp_path / "rnn.py").write_text("")
    (tmp_path / "pictures").mkdir()

    assert find_workspace(tmp_path / "pictures", NAMES) is None


def test_a_file_named_like_the_marker_marks_nothing(tmp_path: Path):
    (tmp_path / ".grader").write_text("")

    assert find_workspace(tmp_path, NAMES) is None


def test_exercises_are_found_here_and_in_exercises_below_here_first(tmp_path: Path):
    (tmp_path / "exercises").mkdir()
    for path in ("rnn.py", "exercises/rnn.py", "exercises/bptt.py"):
        (tmp_path / path).write_text("")
    here = Workspace(tmp_path)

    assert here.present(NAMES) == [("rnn", tmp_path / "rnn.py"), ("bptt", tmp_path / "exercises" / "bptt.py")]
    assert here.file("gru") == tmp_path / "gru.py"


def test_a_dangling_link_is_found_so_that_it_can_be_told(tmp_path: Path):
    (tmp_path / "rnn.py").symlink_to("nowhere")

    assert Workspace(tmp_path).found("rnn") == tmp_path / "rnn.py"


def test_a_file_belongs_to_the_marked_folder_it_lies_in_and_to_no_other(tmp_path: Path):
    marked(tmp_path)

    assert workspace_of_file(tmp_path / "rnn.py") == Workspace(tmp_path)
    assert workspace_of_file(tmp_path / "exercises" / "rnn.py") == Workspace(tmp_path)
    assert workspace_of_file(tmp_path / "class" / "ana" / "rnn.py") is None
