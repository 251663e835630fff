"""One folder or archive per student; and which file of a student counts."""

from __future__ import annotations

import hashlib

import pytest
from handed_in import CODE, answers, code, collect_here, collect_upload, folder_of, notebook_of, reasons, tar_of, zip_of

from grader.batch.collect import collect, collected
from grader.errors import WorkspaceError


def test_folders_zips_and_tars_are_students_alike(tmp_path):
    files = {
        "ana/bptt.py": code(1),
        "bo/deep/er/bptt.py": code(2),
        "cy.zip": zip_of({"bptt.py": code(3)}),
        "di.tar.gz": tar_of({"x/bptt.py": code(4)}),
        "ed/hw.tgz": tar_of({"bptt.py": code(5), "rnn.py": code(6)}),
        "fa/hw.tar": tar_of({"bptt.py": code(7)}, compressed=False),
        "roster.csv": b"ana",
    }

    found = collect_here(folder_of(tmp_path, files))

    assert answers(found) == {
        ("ana",): {"bptt": code(1)},
        ("bo",): {"bptt": code(2)},
        ("cy",): {"bptt": code(3)},
        ("di",): {"bptt": code(4)},
        ("ed",): {"bptt": code(5), "rnn": code(6)},
        ("fa",): {"bptt": code(7)},
    }
    assert found.problems == ()


@pytest.mark.parametrize("wrapper", ["", "class/", "./"])
@pytest.mark.parametrize("pack", [zip_of, tar_of, lambda files: tar_of(files, compressed=False)])
def test_a_class_may_come_as_one_archive(tmp_path, pack, wrapper):
    path = tmp_path / "class.archive"
    path.write_bytes(pack({f"{wrapper}ana/bptt.py": code(1), f"{wrapper}bo/bptt.py": code(2)}))

    assert set(answers(collect_here(path))) == {("ana",), ("bo",)}


def test_a_named_folder_with_one_student_is_not_a_wrapper(tmp_path):
    assert set(answers(collect_here(folder_of(tmp_path, {"ana/week1/bptt.py": CODE})))) == {("ana",)}


def test_a_submission_says_where_it_is_and_what_it_was(tmp_path):
    (one,) = collect_upload(tmp_path, "hw.zip", zip_of({"src/bptt.py": CODE})).submissions

    assert (one.origin, one.filename) == ("ana/hw.zip!src/bptt.py", "src/bptt.py")
    assert one.sha256 == hashlib.sha256(CODE).hexdigest()
    assert (one.attempted, one.late, one.left_out) == (None, False, ())


@pytest.mark.parametrize("newest", ["bptt-2.py", "bptt (2).py", "bptt(2).py", "Copy of bptt-2.py"])
def test_the_newest_copy_is_graded(tmp_path, newest):
    (one,) = collect_here(
        folder_of(tmp_path, {"ana/bptt.py": code(1), "ana/bptt-1.py": code(2), f"ana/{newest}": code(3)})
    ).submissions

    assert one.source == code(3)
    assert set(one.left_out) == {"ana/bptt.py", "ana/bptt-1.py"}


def test_the_newest_archive_is_graded(tmp_path):
    files = {f"ana/hw{n}.zip": zip_of({"bptt.py": code(i)}) for i, n in enumerate(["", "-1", "-2"])}

    assert answers(collect_here(folder_of(tmp_path, files))) == {("ana",): {"bptt": code(2)}}


def test_two_files_that_differ_are_not_chosen_between(tmp_path):
    found = collect_here(folder_of(tmp_path, {"ana/a/bptt.py": code(1), "ana/b/bptt.py": code(2), "ana/rnn.py": CODE}))

    (problem,) = found.problems
    assert (problem.kind, problem.exercise, problem.students) == ("several", "bptt", ("ana",))
    assert problem.reason == "`ana/a/bptt.py` and `ana/b/bptt.py` differ, and nothing says which is meant"
    assert [one.exercise for one in found.submissions] == ["rnn"]


def test_two_files_that_are_equal_are_one(tmp_path):
    (one,) = collect_here(folder_of(tmp_path, {"ana/a/bptt.py": CODE, "ana/b/bptt.py": CODE})).submissions

    assert one.left_out == ("ana/b/bptt.py",)


def test_a_python_file_stands_for_its_notebook(tmp_path):
    (one,) = collect_here(folder_of(tmp_path, {"ana/bptt.py": CODE, "ana/bptt.ipynb": notebook_of("x")})).submissions

    assert (one.filename, one.left_out) == ("bptt.py", ("ana/bptt.ipynb",))


def test_a_misnamed_file_is_a_problem_that_names_the_exercise(tmp_path):
    found = collect_here(folder_of(tmp_path, {"ana/my_bptt_final.py": CODE, "ana/rrn.py": CODE, "ana/zzz.py": CODE}))

    assert [one.todo for one in found.problems] == [
        "rename it to bptt.py if that is what it is",
        "rename it to rnn.py if that is what it is",
        "rename it after its exercise, or remove it",
    ]


def test_the_only_file_for_the_only_exercise_may_have_any_name(tmp_path):
    root = folder_of(tmp_path, {"ana/hw3.py": CODE, "bo/a.py": CODE, "bo/b.py": CODE})

    found = collected(collect(root, ["bptt"]))

    assert answers(found) == {("ana",): {"bptt": CODE}}
    assert reasons(found) == {"bo/a.py": "not_an_exercise", "bo/b.py": "not_an_exercise"}


def test_what_systems_leave_behind_is_passed_over(tmp_path):
    junk = ("__MACOSX/ana/._bptt.py", "ana/._bptt.py", "ana/.DS_Store", "ana/.git/bptt.py", "ana/venv/bptt.py")
    junk += ("ana/.ipynb_checkpoints/bptt.py", "ana/__pycache__/bptt.py", "Thumbs.db")

    found = collect_here(folder_of(tmp_path, {"ana/bptt.py": CODE} | dict.fromkeys(junk, b"junk")))

    assert answers(found) == {("ana",): {"bptt": CODE}}
    assert found.problems == ()


def test_loose_files_empty_folders_and_other_archives_are_problems(tmp_path):
    files = {"bptt.py": CODE, "ana/": b"", "bo/hw.rar": b"Rar!", "cy/notes.txt": b"hi", "di/bptt.py": b" \n"}
    files |= {"ed/hw.zip": zip_of({"notes.txt": b"x"}), "fa/hw.zip": zip_of({"in.zip": zip_of({"bptt.py": CODE})})}

    found = collect_here(folder_of(tmp_path, files))

    assert reasons(found) == {
        "bptt.py": "not_understood",
        "ana": "nothing",
        "bo/hw.rar": "other_archive",
        "cy/notes.txt": "nothing",
        "di/bptt.py": "empty_file",
        "ed/hw.zip": "nothing",
        "fa/hw.zip!in.zip": "nested_archive",
    }
    assert found.submissions == ()
    assert len(found.students) == 6


def test_a_path_that_is_nothing_readable_is_said_at_once(tmp_path):
    (tmp_path / "class.rar").write_bytes(b"Rar!" * 400)
    (tmp_path / "empty").write_bytes(b"")

    for path in (tmp_path / "absent", tmp_path / "class.rar", tmp_path / "empty", tmp_path / "a\0b"):
        with pytest.raises(WorkspaceError) as error:
            collect_here(path)
        assert error.value.where == str(path)
        assert error.value.todo


def test_names_in_any_script_are_carried_as_they_are(tmp_path):
    names = ["علی\u200cرضا", "שרה", "李雷", "=1+1", "+x", "@y", "a\u202eb", "É\u0301", "<b>"]

    found = collect_here(folder_of(tmp_path, {f"{name}/bptt.py": CODE for name in names}))

    assert {one.name for one in found.students} == {*names} - {"É\u0301"} | {"É\u0301"}
    assert found.problems == ()
