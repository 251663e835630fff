"""Canvas' "Download Submissions": names as lib/content_zipper.rb writes them."""

from __future__ import annotations

import pytest
from handed_in import answers, code, collect_here, folder_of, reasons, zip_of

from grader.submission import Student

EXPORT = {
    "smithbob_340934_208490284_clip.py": code(1),
    "wellslane_LATE_334244_394803489_clip-2.py": code(2),
    "wellslane_LATE_334244_394803400_clip-1.py": code(3),
    "oneillsean_334250_394803499_text.html": b"<p>clip</p>",
    "garcíamaría_334251_394803500_CLIP.py": code(4),
    "van_der_berg_334252_394803501_clip (3).py": code(5),
}


@pytest.fixture(params=["folder", "zip"])
def export(request, tmp_path):
    if request.param == "folder":
        return folder_of(tmp_path / "export", EXPORT)
    path = tmp_path / "clip_submissions.zip"
    path.write_bytes(zip_of(EXPORT))
    return path


def test_each_students_newest_file_is_graded(export):
    found = collect_here(export)

    assert answers(found) == {
        ("340934",): {"clip": code(1)},
        ("334244",): {"clip": code(2)},
        ("334251",): {"clip": code(4)},
        ("334252",): {"clip": code(5)},
    }


def test_late_is_marked_and_the_older_attempt_is_named(export):
    (late,) = (one for one in collect_here(export).submissions if one.late)

    assert late.students == ("334244",)
    assert late.left_out == ("wellslane_LATE_334244_394803400_clip-1.py",)
    assert late.filename == "clip-2.py"


def test_names_and_ids_are_the_gradebooks(export):
    found = collect_here(export)

    assert Student("334252", "van_der_berg") in found.students
    assert Student("334250", "oneillsean") in found.students, "a student whose answer cannot be read has a row, too"


def test_a_text_entry_is_a_problem_that_names_its_student(export):
    (problem,) = collect_here(export).problems

    assert (problem.kind, problem.students) == ("nothing", ("334250",))
    assert problem.reason == "there is no Python file, only text.html"
    assert problem.todo == "ask for the answer as a .py file or a notebook"


def test_anonymous_files_keep_their_anonymous_ids(tmp_path):
    names = {"anon_ab12c_394803490_clip.py": code(1), "LATE_anon_x9_394803491_clip.py": code(2)}

    found = collect_here(folder_of(tmp_path, names))

    assert [(one.students, one.late) for one in found.submissions] == [(("anon_x9",), True), (("anon_ab12c",), False)]


def test_a_file_named_like_another_students_is_its_uploaders(tmp_path):
    names = {
        "eve_1_10_bob_2_99_clip.py": code(1),
        "bob_2_11_clip.py": code(2),
        "eve_1_12_bob_LATE_2_99_clip.py": code(3),
    }

    found = collect_here(folder_of(tmp_path, names))

    assert answers(found) == {("2",): {"clip": code(2)}}
    assert {(one.kind, one.students) for one in found.problems} == {("not_an_exercise", ("1",))}


def test_a_group_is_credited_to_its_members_when_they_are_known(tmp_path):
    members = (Student("11", "Ann"), Student("12", "Bo"))
    files = folder_of(tmp_path, {"teamblue_77_5_clip.py": code(1), "carol_13_6_clip.py": code(2)})

    found = collect_here(files, groups={"teamblue": members})

    assert answers(found) == {("11", "12"): {"clip": code(1)}, ("13",): {"clip": code(2)}}


def test_a_file_that_canvas_did_not_name_is_a_problem(tmp_path):
    found = collect_here(folder_of(tmp_path, {"a_1_2_clip.py": code(1), "b_2_3_clip.py": code(2), "clip.py": code(3)}))

    assert reasons(found) == {"clip.py": "not_understood"}
    assert len(found.submissions) == 2
