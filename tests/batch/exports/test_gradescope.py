"""Gradescope's "Download Submissions": submission_metadata.yml with Ruby's symbols for keys."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from handed_in import answers, code, collect_here, reasons, zip_of

from grader.submission import Student

INDEX = """\
submission_1:
  :submitters:
  - :name: Pair One
    :sid: '0200'
    :email: one@x.edu
  - :name: Pair Two
    :sid: 0201
    :email: two@x.edu
  :created_at: 2023-11-06 07:13:47.644186000 Z
  :score: 6.0
  :results: {execution_time: 1, tests: [{name: "clip", score: 0.0, max_score: 1.0}], leaderboard: []}
  :history:
  - :id: 999
    :created_at: 2023-11-05 01:00:00.000000000 Z
    :score: 2.0
    :results: {tests: []}
submission_2:
  :submitters:
  - :name: Solo
    :email: solo@x.edu
  :created_at: 2023-11-06 09:13:47 +02:00
submission_3:
  :submitters:
  - :name: "No\\u202eName =1+1"
  :created_at: soon
"""
FILES = {"submission_1/clip.py": code(1), "submission_2/src/clip.py": code(2), "submission_3/clip.py": code(3)}
JUNK = {"__MACOSX/submission_1/._clip.py": b"x", ".DS_Store": b"x", "submission_2/.DS_Store": b"x"}


def export(tmp_path, index=INDEX, files=FILES, wrapped=True):
    top = "assignment_8046601_export/" if wrapped else ""
    everything = {f"{top}submission_metadata.yml": index.encode()} | {top + name: x for name, x in files.items()}
    path = tmp_path / "export.zip"
    path.write_bytes(zip_of(everything | JUNK))
    return path


@pytest.mark.parametrize("wrapped", [True, False])
def test_the_index_says_whose_each_folder_is(tmp_path, wrapped):
    found = collect_here(export(tmp_path, wrapped=wrapped))

    assert answers(found) == {
        ("0200", "0201"): {"clip": code(1)},
        ("solo@x.edu",): {"clip": code(2)},
        ("No\u202eName =1+1",): {"clip": code(3)},
    }
    assert Student("0201", "Pair Two", "two@x.edu") in found.students
    assert found.problems == ()


def test_times_are_read_with_their_zones_and_a_wrong_one_is_none(tmp_path):
    times = [one.attempted for one in collect_here(export(tmp_path)).submissions]

    assert times == [datetime(2023, 11, 6, 7, 13, 47, tzinfo=UTC), datetime(2023, 11, 6, 7, 13, 47, tzinfo=UTC), None]


def test_a_student_of_two_submissions_is_credited_with_the_newer(tmp_path):
    index = INDEX + "submission_4:\n  :submitters:\n  - :sid: '0200'\n  :created_at: 2023-11-07 00:00:00 Z\n"

    found = collect_here(export(tmp_path, index, FILES | {"submission_4/clip.py": code(4)}))

    assert answers(found)[("0200",)] == {"clip": code(4)}
    assert answers(found)[("0201",)] == {"clip": code(1)}


def test_an_older_submission_of_the_same_students_is_named_and_not_graded(tmp_path):
    index = "".join(
        f"submission_{n}:\n  :submitters:\n  - :sid: 'a'\n  :created_at: 2023-11-0{n} 00:00:00 Z\n" for n in (2, 1)
    )

    found = collect_here(export(tmp_path, index, {"submission_1/clip.py": code(1), "submission_2/clip.py": code(2)}))

    (one,) = found.submissions
    assert (one.source, one.left_out) == (code(2), ("submission_1/clip.py",))


def test_what_index_and_export_do_not_both_have_is_a_problem(tmp_path):
    index = INDEX + "submission_5:\n  :submitters:\n  - :sid: '5'\n123.pdf:\n  :submitters: []\n"

    found = collect_here(export(tmp_path, index, FILES | {"submission_6/clip.py": code(6)}))

    assert reasons(found) == {
        "submission_5": "nothing",
        "submission_metadata.yml: 123.pdf": "bad_metadata",
        "submission_6": "not_understood",
    }
    assert Student("5", "5") in found.students


def test_an_answer_on_paper_is_a_problem(tmp_path):
    index = "123.pdf:\n  :submitters:\n  - :sid: '5'\n  :original_filename: clip.pdf\n"

    found = collect_here(export(tmp_path, index, {"123.pdf": b"%PDF"}))

    assert [(one.kind, one.students) for one in found.problems] == [("nothing", ("5",))]


@pytest.mark.parametrize(
    ("index", "reason"),
    [
        ("a: [", "it is not YAML (line 2)"),
        ("- a", "it lists no submissions"),
        ("a: &x !!python/object/apply:os.system ['true']\n", None),
        ("[" * 100_000, "it is nested too deep (line 1)"),
        ("a: &x [*x]", "it refers to itself (line 1)"),
        ("? [a, b]\n: c", None),
        ("a: \udcff".encode("utf-8", "surrogateescape").decode("latin-1"), None),
    ],
)
def test_an_index_that_cannot_be_read_is_one_problem(tmp_path, index, reason):
    found = collect_here(export(tmp_path, index))

    first = found.problems[0]
    assert first.kind == "bad_metadata"
    assert reason is None or first.reason.startswith(reason)
    assert found.submissions == ()
