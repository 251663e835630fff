"""`grader export`: every format written by the command and read back as its platform reads it."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

import pytest
from classes import RIGHT, WRONG, batch, grader
from gradebooks import answer, filled, graded, of_class, record_of
from handed_in import zip_of
from helpers import ROOT

from grader.render.marks import Marks
from grader.render.moodle import feedback_html
from grader.submission import Student

PASSED, NOT_YET, USAGE, MACHINE = 0, 1, 2, 3
POINTS = 10.0
RUNNER = {
    "CLASSROOM": "rnns",
    "ASSIGNMENT": "rnn",
    "SUBMISSION_TAG": "submit/1",
    "COMMIT_URL": "https://x/{student}/c",
    "RELEASE_URL": "https://x/r",
    "REVIEW_URL": "https://x/v",
}


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class out of Canvas' export: 11 is right, 12 wrong, 13 handed in a text."""
    root = tmp_path_factory.mktemp("class")
    files = {"annlee_11_501_rnn.py": RIGHT, "bocy_12_502_rnn.py": WRONG, "di_13_503_text.html": b"<p>rnn</p>"}
    (root / "rnn_submissions.zip").write_bytes(zip_of(files))
    done = batch(root / "rnn_submissions.zip", root / "out", "--exercise", "rnn")
    assert done.returncode == MACHINE, done.stderr  # the text
    return root / "out"


@pytest.fixture(scope="module")
def records(out: Path) -> dict[str, dict[str, Any]]:
    """What the class really got, by student."""
    return {one["student"]: one for one in map(json.loads, (out / "results.jsonl").read_text().splitlines())}


def export(form: str, out: Path, *more: object, **others: Any) -> subprocess.CompletedProcess[str]:
    return grader("export", form, out, *more, **others)


def read(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text), strict=True))


# Tables and lines


def test_csv_is_grades_csv(out, tmp_path):
    done = export("csv", out, "-o", tmp_path / "x.csv")

    assert (done.returncode, done.stderr) == (PASSED, f"wrote {tmp_path / 'x.csv'}\n")
    assert (tmp_path / "x.csv").read_bytes() == (out / "grades.csv").read_bytes()
    assert export("csv", out).stdout == (out / "grades.csv").read_text()


def test_jsonl_is_results_jsonl(out, tmp_path):
    assert export("jsonl", out).stdout == (out / "results.jsonl").read_text()
    assert export("jsonl", out, "-o", tmp_path / "x").returncode == PASSED
    assert (tmp_path / "x").read_bytes() == (out / "results.jsonl").read_bytes()


def test_canvas_takes_a_gradebook_of_our_own(out, records):
    header, possible, *rows = read(export("canvas", out).stdout)

    assert header == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "rnn"]
    assert (possible[0], possible[-1]) == ("    Points Possible", "10.00")
    assert {row[1]: row[-1] for row in rows} == {"11": "10", "12": f"{records['12']['score']:g}", "13": ""}


CANVAS = (
    "Student,ID,SIS User ID,SIS Login ID,Section,rnn (5),Other (6)\n    Points Possible,,,,,10.00,9.00\n"
    '"Lee, Ann",11,,a,X,,8.00\n"Cy, Bo",12,,b,X,1.00,\n"Nobody",99,,n,X,2.00,3.00\n'
)


@pytest.mark.parametrize("more", [[], ["--column", "rnn=rnn (5)"]])
def test_canvas_own_gradebook_is_filled_in(out, records, tmp_path, more):
    (tmp_path / "exported.csv").write_text("\ufeff" + CANVAS)
    done = export("canvas", out, "--into", tmp_path / "exported.csv", *more, "-o", tmp_path / "filled.csv")

    assert done.returncode == PASSED, done.stderr
    before, after = read(CANVAS), read((tmp_path / "filled.csv").read_text())
    assert [row[5] for row in after] == ["rnn (5)", "10.00", "10", f"{records['12']['score']:g}", "2.00"]
    assert [row[:5] + row[6:] for row in after] == [row[:5] + row[6:] for row in before]


def test_who_has_no_row_in_canvas_own_gradebook_and_what_is_worth_something_else_is_said(out, tmp_path):
    exported = tmp_path / "exported.csv"
    exported.write_text(CANVAS.replace(",12,", ",22,").replace("10.00", "5.00"))
    done = export("canvas", out, "--into", exported)
    exported.write_text(CANVAS)
    whole = export("canvas", out, "--into", exported)

    assert done.returncode == PASSED
    assert done.stderr.splitlines() == [
        "with a grade and without a row in this gradebook, so left out: 12",
        "rnn has 10 points and its column 5: scores are not scaled",
    ]
    assert whole.stderr == "", "13 has no grade that could be left out"


def test_a_place_that_cannot_hold_a_file_is_an_error_with_a_way_out(out, tmp_path):
    (tmp_path / "file").write_text("mine")
    done = export("csv", out, "-o", tmp_path / "file" / "x.csv")

    assert done.returncode == MACHINE, done.stderr
    assert "error: the file cannot be written: Not a directory" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_table_that_is_not_there_is_said_in_words(out, tmp_path):
    done = export("canvas", out, "--into", tmp_path / "none.csv")

    assert done.returncode == MACHINE
    assert done.stderr.startswith("error: the table cannot be read: No such file or directory\n")


def test_classroom50_leaves_no_empty_folder_where_its_runner_is_missing(out, tmp_path):
    bare = {name: value for name, value in os.environ.items() if name not in RUNNER}
    done = export("classroom50", out, "-o", tmp_path / "out", env=bare)

    assert done.returncode == MACHINE
    assert "the environment does not have CLASSROOM" in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_gradebook_that_is_not_this_classes_is_refused(out, tmp_path):
    exported = tmp_path / "exported.csv"
    for text, more, code, said in (
        (CANVAS.replace("rnn (5)", "Homework"), [], MACHINE, "the gradebook has no column `rnn`"),
        (
            CANVAS.replace(",11,", ",21,").replace(",12,", ",22,"),
            [],
            MACHINE,
            "none of 3 students is in this gradebook",
        ),
        ("a,b\n", [], MACHINE, "it has no column `ID`"),
        (CANVAS, ["--column", "bptt=x"], USAGE, "--column `bptt=x` is not EXERCISE=TITLE; exercises are: rnn."),
    ):
        exported.write_text(text)
        done = export("canvas", out, "--into", exported, *more, "-o", tmp_path / "filled.csv")
        assert (done.returncode, said in done.stderr) == (code, True), done.stderr
        assert not (tmp_path / "filled.csv").exists()


WORKSHEET = (
    "Identifier,Full name,Email address,Status,Grade,Maximum Grade,Grade can be changed,Last modified (grade)\n"
    'Participant 11,Ann,a@x,Submitted,,"100,00",Yes,-\nParticipant 12,Bo,b@x,Submitted,,100.00,Yes,-\n'
    "Participant 13,Di,d@x,Submitted,7,100.00,Yes,-\n"
)


def test_moodles_worksheet_is_filled_in(out, records, tmp_path):
    (tmp_path / "worksheet.csv").write_text(WORKSHEET)
    done = export("moodle", out, "--into", tmp_path / "worksheet.csv")

    assert done.returncode == PASSED, done.stderr
    header, *rows = read(done.stdout)
    assert header == read(WORKSHEET)[0]
    wanted = records["12"]["score"] / POINTS * 100
    assert [row[4] for row in rows][::2] == ["100", "7"]
    assert abs(float(rows[1][4]) - wanted) <= 0.005, "two decimals"


def test_moodles_feedback_is_a_line_per_exercise_with_the_first_finding_and_no_markup_of_strangers(out, tmp_path):
    (tmp_path / "worksheet.csv").write_text(
        "Identifier,Grade,Feedback comments\nParticipant 11,,old\nParticipant 12,,old\n"
    )
    done = export("moodle", out, "--into", tmp_path / "worksheet.csv", "--feedback")

    _, right, wrong = read(done.stdout)
    assert right[2] == "<p>rnn: 10 of 10</p>"
    assert wrong[2].startswith("<p>rnn: ")
    assert " · " in wrong[2]
    evil = Marks(Student("a", "A"), {"bptt": record_of("bptt", "failed"), "clip": record_of("clip", "failed")})
    evil.records["bptt"]["checks"][0]["message"] = "<script>\x1b[2J" + "x" * 9000
    shown = feedback_html(evil, {"bptt": 1.0, "clip": 1.0, "rnn": 1.0})
    assert re.sub("</?p>|<br>", "", shown).count("<") == 0
    assert shown.endswith("<br>clip: 0 of 2<br>rnn: no result</p>")
    assert "\x1b" not in shown
    assert len(shown) < 400
    ungraded = Marks(evil.student, evil.records, ungraded=frozenset({"clip"}))
    assert feedback_html(ungraded, {"clip": 1.0}) == "<p>clip: no grade yet</p>"


def test_a_worksheet_of_another_class_or_none_at_all_is_said(out, tmp_path):
    sheet = tmp_path / "worksheet.csv"
    absent = export("moodle", out, "--into", sheet)
    sheet.write_text(WORKSHEET.replace("Participant 1", "Participant 9"))
    other = export("moodle", out, "--into", sheet)
    sheet.write_bytes(b"\xff\xfe\x00")
    binary = export("moodle", out, "--into", sheet)

    assert {absent.returncode, other.returncode, binary.returncode} == {MACHINE}
    assert "the table cannot be read: " in absent.stderr
    assert "none of 3 students is in this worksheet" in other.stderr
    assert "name the CSV as the platform exported it, in UTF-8" in binary.stderr


def test_a_table_too_large_to_be_one_is_not_read(out, tmp_path):
    with (tmp_path / "huge.csv").open("wb") as file:
        file.truncate((64 << 20) + 1)

    assert "the table has more than 67108864 bytes" in export("moodle", out, "--into", tmp_path / "huge.csv").stderr


# A document per student


def documents(out: Path, tmp_path: Path, form: str, name: str, **more: Any) -> dict[str, Any]:
    done = export(form, out, "-o", tmp_path / form, **more)
    assert done.returncode == PASSED, done.stderr
    assert f"of 2 students to {tmp_path / form}; 1 student has no grade yet" in done.stderr
    return {file.parent.name: json.loads(file.read_text()) for file in sorted((tmp_path / form).glob(f"*/{name}"))}


def test_gradescope_reads_every_students_results(out, records, tmp_path):
    found = documents(out, tmp_path, "gradescope", "results.json")

    assert {student: one["score"] for student, one in found.items()} == {
        student: one["score"] for student, one in records.items()
    }
    assert {student: len(one["tests"]) for student, one in found.items()} == {
        student: len(one["checks"]) for student, one in records.items()
    }


def test_prairielearn_reads_every_students_results(out, records, tmp_path):
    found = documents(out, tmp_path, "prairielearn", "results.json")

    assert all(one["gradable"] for one in found.values())
    for student, one in found.items():
        assert abs(one["score"] - records[student]["score"] / POINTS) < 1e-6, "PrairieLearn counts from 0 to 1"


def test_classroom50_reads_every_students_result(out, records, tmp_path):
    found = documents(out, tmp_path, "classroom50", "result.json", env=os.environ | RUNNER)

    assert {one["owner"]: one["commit"] for one in found.values()} == {"11": "https://x/11/c", "12": "https://x/12/c"}
    for student, one in found.items():
        assert one["max-score"] == round(100 * sum(round(check["points"], 2) for check in records[student]["checks"]))
        assert one["score"] == sum(test["score"] for test in one["tests"])
        assert [test["passed"] for test in one["tests"]] == [
            check["status"] == "passed" for check in records[student]["checks"]
        ]


def test_an_exercise_that_was_set_and_not_handed_in_counts_in_every_document(tmp_path):
    for student, names in {"ann": ("rnn",), "bo": ("rnn", "bptt")}.items():
        (tmp_path / "class" / student).mkdir(parents=True)
        for name in names:
            (tmp_path / "class" / student / f"{name}.py").write_bytes((ROOT / "solutions" / f"{name}.py").read_bytes())
    assert batch(tmp_path / "class", tmp_path / "out", "--exercise", "rnn", "--exercise", "bptt").returncode == PASSED

    shares = {}
    for form, name in (
        ("prairielearn", "results.json"),
        ("classroom50", "result.json"),
        ("gradescope", "results.json"),
    ):
        done = export(form, tmp_path / "out", "-o", tmp_path / form, env=os.environ | RUNNER)
        assert done.returncode == PASSED, done.stderr
        for student in ("ann", "bo"):
            shares[form, student] = json.loads((tmp_path / form / student / name).read_text())
    assert abs(shares["prairielearn", "ann"]["score"] - 10 / 30) < 1e-6
    assert shares["prairielearn", "bo"]["score"] == 1.0
    assert (shares["classroom50", "ann"]["score"], shares["classroom50", "ann"]["max-score"]) == (1000, 3000)
    assert sum(test["max_score"] for test in shares["gradescope", "ann"]["tests"]) == 30
    assert "bptt · bptt: was handed in" in [test["name"] for test in shares["gradescope", "ann"]["tests"]]


def test_classroom50_outside_its_runner_says_what_is_missing(out, tmp_path):
    done = export("classroom50", out, "--output-dir", tmp_path / "x")

    assert done.returncode == MACHINE
    assert "the environment does not have CLASSROOM, ASSIGNMENT" in done.stderr


def test_junit_has_every_students_suites(out, records, tmp_path):
    done = export("junit", out, "-o", tmp_path / "junit")

    assert done.returncode == PASSED, done.stderr
    failures = {
        file.parent.name: sum(int(suite.get("failures", "")) for suite in Xml.parse(file).getroot())
        for file in (tmp_path / "junit").glob("*/junit.xml")
    }
    assert failures == {
        student: sum(check["status"] == "failed" for check in one["checks"]) for student, one in records.items()
    }


def test_what_is_no_grade_is_in_no_document_and_no_name_leads_out_of_the_folder(tmp_path):
    students = ["../../up", "\u202e\x1b[2J", "n" * 300, "ok"]
    found = [one for name in students for one in of_class(answer(name, "bptt", name.encode()))]
    results = [graded("bptt", name.encode(), "passed") for name in students[:3]]
    results.append(graded("bptt", b"ok", "passed", confirmed=("failed",)))
    results_folder = tmp_path / "a" / "b" / "results"
    results_folder.mkdir(parents=True)
    filled(results_folder / "gradebook.sqlite", found, results)

    done = export("gradescope", results_folder, "-o", tmp_path / "a" / "b" / "out")

    assert "wrote results.json of 3 students" in done.stderr
    assert "1 student has no grade yet" in done.stderr
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a"]
    assert sorted(one.name for one in (tmp_path / "a" / "b").iterdir()) == ["out", "results"]
    assert len(list((tmp_path / "a" / "b" / "out").glob("*/results.json"))) == 3
    assert all(len(one.name) < 100 for one in (tmp_path / "a" / "b" / "out").iterdir())


def test_what_a_run_had_no_time_for_is_no_zero(tmp_path):
    found = of_class(answer("11", "bptt", b"a"), answer("11", "clip", b"b"))
    filled(tmp_path / "gradebook.sqlite", found, [graded("bptt", b"a", "passed")])
    (tmp_path / "worksheet.csv").write_text("Identifier,Grade,Maximum Grade\nParticipant 11,,100\n")

    assert read(export("csv", tmp_path).stdout)[1] == ["11", "2", "", "2", "2", ""]
    assert read(export("moodle", tmp_path, "--into", tmp_path / "worksheet.csv").stdout)[1][1] == "100"


FORMS = ("csv", "jsonl", "canvas", "moodle", "gradescope", "prairielearn", "classroom50", "junit")


@pytest.mark.parametrize("form", FORMS)
def test_every_export_says_how_many_answers_a_run_had_no_time_for(out, tmp_path, form):
    found = of_class(answer("11", "bptt", b"a"), answer("12", "bptt", b"b"), answer(("11", "12"), "clip", b"c"))
    filled(tmp_path / "gradebook.sqlite", found, [graded("bptt", b"a", "passed")])
    (tmp_path / "sheet.csv").write_text("Identifier,Grade,Maximum Grade\nParticipant 11,,100\nParticipant 12,,100\n")
    more = ("--into", tmp_path / "sheet.csv") if form == "moodle" else ()

    done = export(form, tmp_path, "-o", tmp_path / "made", *more, env=os.environ | RUNNER)
    assert done.returncode == PASSED, done.stderr
    assert (
        "3 answers are not graded yet (bptt 1, clip 2): the command of grader batch again goes on where it stopped\n"
    ) in done.stderr
    whole = export(form, out, "-o", tmp_path / "whole", *more, env=os.environ | RUNNER)
    assert "not graded yet" not in whole.stderr


def test_a_class_without_a_grade_gives_no_document_and_exit_code_3(tmp_path):
    filled(tmp_path / "gradebook.sqlite", [Student("ann", "Ann")], [])

    done = export("junit", tmp_path, "-o", tmp_path / "x")

    assert (done.returncode, "of 0 students" in done.stderr) == (MACHINE, True)


@pytest.mark.parametrize("form", ["csv", "jsonl", "canvas", "gradescope", "prairielearn", "classroom50", "junit"])
def test_a_folder_that_was_not_written_by_batch_is_said(tmp_path, form):
    done = export(form, tmp_path, "-o", tmp_path / "x")

    assert done.returncode == MACHINE
    assert "there is no gradebook" in done.stderr


def test_a_place_that_cannot_be_written_is_said(out, tmp_path):
    (tmp_path / "file").touch()
    table = export("csv", out, "-o", tmp_path / "nowhere" / "x.csv")
    folder = export("junit", out, "-o", tmp_path / "file")

    assert (table.returncode, folder.returncode) == (MACHINE, MACHINE)
    assert "the file cannot be written: No such file or directory" in table.stderr
    assert "the folder cannot be made: " in folder.stderr


def test_a_pipe_is_written_to_and_stays_one(out, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with subprocess.Popen(["cat", tmp_path / "pipe"], stdout=subprocess.PIPE, text=True) as reader:
        done = export("csv", out, "-o", tmp_path / "pipe")
        assert reader.stdout is not None
        received = reader.stdout.read()

    assert done.returncode == PASSED, done.stderr
    assert received == (out / "grades.csv").read_text()
    assert (tmp_path / "pipe").is_fifo()


def test_what_a_link_leads_to_is_written_and_the_link_stays(out, tmp_path):
    (tmp_path / "shared").mkdir()
    (tmp_path / "grades.csv").symlink_to("shared/grades.csv")

    assert export("csv", out, "-o", tmp_path / "grades.csv").returncode == PASSED

    assert (tmp_path / "grades.csv").is_symlink()
    assert (tmp_path / "shared" / "grades.csv").read_text() == (out / "grades.csv").read_text()


# Gradescope's autograder


def test_the_autograder_zip_grades_with_what_the_command_was_given(tmp_path):
    wheel = tmp_path / "vanishing_gradients-0.1.0-py3-none-any.whl"
    wheel.write_bytes(zip_of({"grader/__init__.py": b""}))
    done = grader("export", "gradescope-autograder", "rnn", "--wheel", wheel, "-o", tmp_path / "a.zip")

    assert done.returncode == PASSED, done.stderr
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert archive.read(wheel.name) == wheel.read_bytes()
        assert b"check rnn.py --format gradescope" in archive.read("run_autograder")
        archive.extract("run_autograder", tmp_path / "source")

    # As Gradescope runs it, with this grader in the place of the installed one.
    for folder in ("submission", "results", "venv/bin"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "venv" / "bin" / "grader").symlink_to(Path(sys.executable).with_name("grader"))
    (tmp_path / "submission" / "rnn.py").write_bytes(WRONG)
    subprocess.run(
        ["bash", tmp_path / "source" / "run_autograder"],
        env=os.environ | {"AUTOGRADER": str(tmp_path)},
        check=True,
        timeout=60,
    )
    results = json.loads((tmp_path / "results" / "results.json").read_text())
    assert 0 < results["score"] < POINTS


def test_without_names_the_autograder_asks_for_all_exercises(tmp_path):
    (tmp_path / "g.whl").write_bytes(zip_of({"x": b""}))
    grader("export", "gradescope-autograder", "--wheel", tmp_path / "g.whl", "-o", tmp_path / "a.zip")

    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        script = archive.read("run_autograder").decode()
    assert all(f" {file.name} " in script for file in (ROOT / "solutions").glob("*.py"))


def test_what_is_no_wheel_no_exercise_or_no_place_is_said(tmp_path):
    (tmp_path / "g.whl").write_bytes(b"not a zip")
    (tmp_path / "right.whl").write_bytes(zip_of({"x": b""}))

    def said(wheel: str, output: str, *exercises: str) -> tuple[int, str]:
        named = ["--wheel", tmp_path / wheel, "-o", tmp_path / output]
        done = grader("export", "gradescope-autograder", *exercises, *named)
        return done.returncode, done.stderr

    for (code, error), wanted in (
        (said("absent.whl", "a.zip"), "the wheel cannot be read: No such file or directory"),
        (said("g.whl", "a.zip"), "this is not a wheel"),
        (said("right.whl", "nowhere/a.zip"), "the file cannot be written: No such file or directory"),
    ):
        assert (code, wanted in error) == (MACHINE, True), error
    code, error = said("right.whl", "a.zip", "rn")
    assert (code, "Did you mean `rnn`?" in error) == (USAGE, True)
    assert not (tmp_path / "a.zip").exists()


# grader check


def test_check_writes_what_prairielearn_and_classroom50_read(tmp_path):
    (tmp_path / "rnn.py").write_bytes(WRONG)

    learned = grader("check", "rnn.py", "--format", "prairielearn", cwd=tmp_path)
    fifty = grader(
        "check", "rnn.py", "--format", "classroom50", cwd=tmp_path, env=os.environ | RUNNER | {"USERNAME": "ann"}
    )
    outside = grader("check", "rnn.py", "--format", "classroom50", cwd=tmp_path)

    assert (learned.returncode, fifty.returncode, outside.returncode) == (NOT_YET, NOT_YET, MACHINE)
    results, result = json.loads(learned.stdout), json.loads(fifty.stdout)
    assert 0 < results["score"] < 1
    assert (result["schema"], result["owner"]) == ("classroom50/result/v1", "ann")
    assert 0 < result["score"] < result["max-score"]
    assert (outside.stdout, "the environment does not have CLASSROOM" in outside.stderr) == ("", True)
