"""Moodle's "Download all submissions": folders old and new, flat, blind, teams."""

from __future__ import annotations

import pytest
from handed_in import answers, code, collect_here, folder_of, zip_of

from grader.submission import Student

EXPORT = {
    "Jonathan Hoyte_657737_assignsubmission_file_/clip.py": code(1),
    "María José Ruiz_657768_assignsubmission_file/week 1/clip.py": code(2),
    "Participant_4711_assignsubmission_file/clip.py": code(3),
    "Ann Lee_657738_assignsubmission_file_clip.py": code(4),
    "Jonathan Hoyte_657737_assignsubmission_onlinetext/onlinetext.html": b"<p>see file</p>",
}


@pytest.mark.parametrize("zipped", [True, False])
def test_every_way_of_naming_says_whose_a_file_is(tmp_path, zipped):
    path = folder_of(tmp_path / "export", EXPORT)
    if zipped:
        path = tmp_path / "export.zip"
        path.write_bytes(zip_of(EXPORT))

    found = collect_here(path)

    assert answers(found) == {
        ("657737",): {"clip": code(1)},
        ("657768",): {"clip": code(2)},
        ("4711",): {"clip": code(3)},
        ("657738",): {"clip": code(4)},
    }
    assert Student("657768", "María José Ruiz") in found.students
    assert found.problems == ()


def test_a_flat_file_named_like_another_students_is_its_uploaders(tmp_path):
    names = {
        "Eve_1_assignsubmission_file_Bob_2_assignsubmission_file_clip.py": code(1),
        "Bob_2_assignsubmission_file_clip.py": code(2),
    }

    found = collect_here(folder_of(tmp_path, names))

    assert answers(found) == {("2",): {"clip": code(2)}}


def test_an_empty_folder_is_a_student_without_an_answer(tmp_path):
    names = {"Bo_2_assignsubmission_file/clip.py": code(1), "Cy_3_assignsubmission_file/": b""}

    found = collect_here(folder_of(tmp_path, names))

    (problem,) = found.problems
    assert (problem.kind, problem.reason, problem.students) == ("nothing", "there is no file", ("3",))


def test_a_team_is_credited_to_its_members_when_they_are_known(tmp_path):
    members = (Student("11", "Ann"), Student("12", "Bo"))

    found = collect_here(folder_of(tmp_path, {"Blue_9_assignsubmission_file/clip.py": CODE}), groups={"9": members})

    assert answers(found) == {("11", "12"): {"clip": CODE}}


CODE = code(7)
