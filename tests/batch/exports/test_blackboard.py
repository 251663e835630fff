"""Blackboard's "Assignment File Download": attempts and their receipts."""

from __future__ import annotations

from datetime import datetime

from handed_in import answers, code, collect_here, folder_of

from grader.submission import Student

RECEIPT = b"Name: Mary Decker (mdecker)\r\nAssignment: Homework 3\r\nComments:\r\nName: Eve (eve)\r\n"
EXPORT = {
    "Homework 3_mdecker_attempt_2026-09-01-23-58-01_clip.py": code(2),
    "Homework 3_mdecker_attempt_2026-09-01-23-58-01.txt": RECEIPT,
    "Homework 3_mdecker_attempt_2026-08-31-10-00-00_clip.py": code(1),
    "Homework 3_mdecker_attempt_2026-08-31-10-00-00.txt": RECEIPT,
    "Homework 3_bo_b_attempt_2026-09-01-01-00-00_clip.py": code(3),
}


def test_the_latest_attempt_is_graded_and_the_receipt_gives_the_name(tmp_path):
    found = collect_here(folder_of(tmp_path, EXPORT))

    assert answers(found) == {("mdecker",): {"clip": code(2)}, ("bo_b",): {"clip": code(3)}}
    assert found.students == (Student("bo_b", "bo_b"), Student("mdecker", "Mary Decker"))
    mary = found.submissions[1]
    assert mary.attempted == datetime(2026, 9, 1, 23, 58, 1)
    assert mary.left_out == ("Homework 3_mdecker_attempt_2026-08-31-10-00-00_clip.py",)
    assert found.problems == ()


def test_a_title_with_underscores_is_what_all_files_have_in_common(tmp_path):
    names = {f"HW_3_{user}_attempt_2026-09-01-23-58-01_clip.py": code(1) for user in ("ann", "anna_b")}

    assert set(answers(collect_here(folder_of(tmp_path, names)))) == {("ann",), ("anna_b",)}


def test_receipts_say_where_a_title_ends_when_names_leave_it_open(tmp_path):
    names = {f"HW_x_{user}_attempt_2026-09-01-23-58-01_clip.py": code(1) for user in "ab"}
    names |= {f"HW_x_{user}_attempt_2026-09-01-23-58-01.txt": f"Name: N (x_{user})\n".encode() for user in "ab"}

    assert set(answers(collect_here(folder_of(tmp_path, names)))) == {("x_a",), ("x_b",)}


def test_a_file_named_like_another_students_is_its_uploaders(tmp_path):
    names = {
        "HW_eve_attempt_2026-09-01-00-00-00_HW_bob_attempt_2026-09-02-00-00-00_clip.py": code(1),
        "HW_bob_attempt_2026-09-01-00-00-00_clip.py": code(2),
    }

    assert answers(collect_here(folder_of(tmp_path, names))) == {("bob",): {"clip": code(2)}}


def test_a_receipt_alone_is_a_student_without_an_answer(tmp_path):
    found = collect_here(folder_of(tmp_path, {"HW_bo_attempt_2026-09-01-00-00-00.txt": RECEIPT}))

    assert [(one.kind, one.students) for one in found.problems] == [("nothing", ("bo",))]


def test_a_date_that_is_none_still_orders_the_attempts(tmp_path):
    found = collect_here(folder_of(tmp_path, {"HW_bo_attempt_2026-99-01-00-00-00_clip.py": code(1)}))

    assert found.submissions[0].attempted is None
