"""Every way out, read back as its platform reads it; and what strangers write into names and messages stays text."""

from __future__ import annotations

import csv
import html as entities
import io
import json
import os
import re
import stat
import subprocess
import zipfile
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any
from xml.etree import ElementTree as Xml

import pytest
from handed_in import CODE, folder_of
from helpers import ROOT, grade_plain
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from grader.errors import WorkspaceError
from grader.record import is_broken, record
from grader.render import canvas, classroom50, gradescope, moodle, prairielearn
from grader.render.feedback import feedback, feedback_name
from grader.render.gradescope_zip import autograder_zip
from grader.render.jsonl import problem_line, result_line
from grader.render.junit import junit_xml
from grader.render.marks import Marks
from grader.render.safe import cell, file_name, markdown, markdown_block, one_line, visible
from grader.render.table import grades_csv
from grader.submission import Problem, Student

POINTS = {"bptt": 20.0, "clip": 4.0}
EVIL = "</testcase>&]]>\x00\x1b[31m\u202e`=cmd|' /C calc'!A0 <script>alert(1)</script> ![x](http://x) ```\n# h\n"


def submission(name: str) -> dict[str, Any]:
    source = (ROOT / "tests" / "submissions" / "bptt" / f"{name}.py").read_text()
    return record(grade_plain(source, "bptt"))


@pytest.fixture(scope="module")
def wrong() -> dict[str, Any]:
    return submission("carry_without_transpose")


@pytest.fixture(scope="module")
def right() -> dict[str, Any]:
    return record(grade_plain((ROOT / "solutions" / "bptt.py").read_text(), "bptt"))


def made(status: str, text: str = "", error: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    """A record of one check."""
    check = {"id": "clip.x", "function": "clip", "title": f"x {text}", "status": status, "points": 4.0 / 3, "line": 1}
    check |= {
        "earned": 4.0 / 3 * (status == "passed"),
        "message": text,
        "where": text,
        "call": text,
        "case": "",
        "note": "",
    }
    check |= {"others": "", "misconceptions": [{"id": "clip.y", "says": text, "hint": text or "why?"}]}
    whole = {"exercise": "clip", "file": f"clip.py{text}", "passed": status == "passed", "score": check["earned"]}
    whole |= {"max_score": 0.0 if status == "broken" else 4.0 / 3, "wall_seconds": 0.25, "error": error, "stdout": text}
    return whole | {"checks": [check]} | more


def marks(**records: dict[str, Any]) -> Marks:
    return Marks(Student("340934", "Ann"), records)


Shape = type | tuple[type, ...] | Callable[[Any], bool] | dict[str, Any] | list[Any]


def fits(value: Any, shape: Any) -> bool:
    """Say whether JSON has a shape: of an object, every field and no other; `name?` may be missing."""
    if isinstance(shape, dict):
        required = {key for key in shape if not key.endswith("?")}
        known = {key.removesuffix("?"): inner for key, inner in shape.items()}
        return (
            isinstance(value, dict)
            and required <= value.keys() <= known.keys()
            and all(fits(value[key], known[key]) for key in value)
        )
    if isinstance(shape, list):
        return isinstance(value, list) and all(fits(one, shape[0]) for one in value)
    if isinstance(shape, type | tuple):
        return isinstance(value, shape) and not (isinstance(value, bool) and shape is not bool)
    return bool(shape(value))


def one_of(*words: str) -> Callable[[Any], bool]:
    return lambda value: value in words


NUMBER = (int, float)
FORMAT = one_of("text", "html", "simple_format", "md", "ansi")
VISIBILITY = one_of("hidden", "after_due_date", "after_published", "visible")
GRADESCOPE = {
    "score?": NUMBER,
    "execution_time?": NUMBER,
    "output?": str,
    "output_format?": FORMAT,
    "test_output_format?": FORMAT,
    "test_name_format?": FORMAT,
    "visibility?": VISIBILITY,
    "stdout_visibility?": VISIBILITY,
    "extra_data?": dict,
    "tests": [
        {
            "name?": str,
            "number?": str,
            "score?": NUMBER,
            "max_score?": NUMBER,
            "status?": one_of("passed", "failed"),
            "output?": str,
            "output_format?": FORMAT,
            "name_format?": FORMAT,
            "tags?": [str],
            "visibility?": VISIBILITY,
            "extra_data?": dict,
        }
    ],
    "leaderboard?": [dict],
}
PRAIRIELEARN_TEST = {
    "name": str,
    "description?": str,
    "points": NUMBER,
    "max_points": NUMBER,
    "message": str,
    "output?": str,
}
PRAIRIELEARN = {
    "gradable": one_of(True),  # type: ignore[arg-type]
    "score": lambda value: 0 <= value <= 1,
    "message?": str,
    "output?": str,
    "images?": list,
    "tests": [PRAIRIELEARN_TEST],
}
CLASSROOM50 = {
    "schema": one_of("classroom50/result/v1"),
    "classroom": str,
    "assignment": str,
    "assignment_type": one_of("individual", "group"),
    "owner": str,
    "submission": lambda value: value.startswith("submit/"),
    "commit": str,
    "release": str,
    "review": str,
    "datetime": lambda value: re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", value) is not None,
    "score": int,
    "max-score": int,
    "tests": [{"test-name": str, "passed": bool, "score": int, "max-score": int, "output": str}],
    "graded_at?": str,
    "submitted_by?": {"username": str, "id": int},
}
RUNNER = {"CLASSROOM": "rnn", "ASSIGNMENT": "bptt", "USERNAME": "ann", "SUBMISSION_TAG": "submit/1", "COMMIT_URL": "c"}
RUNNER |= {"RELEASE_URL": "r", "REVIEW_URL": "v"}
NOW = datetime(2026, 9, 1, 12, 0, 0, tzinfo=timezone(timedelta(hours=2)))


# results.jsonl, grades.csv


def test_a_result_line_is_the_record_and_whose_it_is(wrong):
    line = result_line(wrong, "ana\u2028\ud800", "ab" * 32)

    assert line.count("\n") == 1
    assert line.isascii()
    assert json.loads(line) == json.loads(json.dumps(wrong)) | {
        "schema_version": 1,
        "student": "ana\u2028\ud800",
        "submission_sha256": "ab" * 32,
    }


def test_a_problem_line_has_every_field():
    problem = Problem("link", "a/b", "it is a link", "ask", ("a",), "bptt")

    assert json.loads(problem_line(problem)) == {
        "kind": "link",
        "path": "a/b",
        "reason": "it is a link",
        "todo": "ask",
        "students": ["a"],
        "exercise": "bptt",
    }


def test_grades_have_a_row_per_student_and_no_formula(right):
    rows = [
        Marks(Student("=HYPERLINK(1)", "x"), {"bptt": right}, late=frozenset({"clip", "bptt"})),
        Marks(Student("bo", "x"), {}),
        Marks(Student("cy", "x"), {"bptt": right | {"score": 1 / 3, "max_score": 10.0}}),
    ]

    table = list(csv.reader(io.StringIO(grades_csv(rows, POINTS))))

    assert table == [
        ["student", "bptt", "clip", "total", "max_total", "late"],
        ["'=HYPERLINK(1)", "20", "", "20", "24", "bptt clip"],
        ["bo", "", "", "0", "24", ""],
        ["cy", "0.33", "", "0.33", "14", ""],  # 10 points of bptt could not be checked, and count on neither side
    ]


def test_what_is_no_grade_counts_on_neither_side_and_is_no_zero(right):
    one = Marks(Student("ann", "Ann"), {"bptt": right, "clip": made("failed")}, ungraded=frozenset({"clip"}))

    assert list(csv.reader(io.StringIO(grades_csv([one], POINTS))))[1] == ["ann", "20", "", "20", "20", ""]
    assert "## clip: no grade yet\n\nThe grader could not reach a verdict." in feedback(one, POINTS)
    nothing = Marks(Student("ann", "Ann"), {"clip": made("failed")}, ungraded=frozenset({"clip"}))
    worksheet = "Identifier,Grade\nParticipant ann,5\n"
    assert moodle.filled_worksheet(worksheet, [nothing], POINTS) == worksheet


# Canvas

CANVAS = (
    "Student,ID,SIS User ID,SIS Login ID,Section,Clip (23),Other (24)\n    Points Possible,,,,,4.00,9.00\n"
    '"Block, Jasen",11,,jblock3430,XC 101,,8.00\n"=Bo",12,,bo,XC 101,1.00,\nStudent\\, Test,99,,,,,\n'
)


def test_a_gradebook_of_our_own_reads_like_canvas_own(right):
    text = canvas.gradebook_csv([Marks(Student("11", "Block, Jasen"), {"bptt": right})], POINTS)

    assert text == (
        "Student,ID,SIS User ID,SIS Login ID,Section,bptt,clip\n"
        "    Points Possible,,,,,20.00,4.00\n"
        '"Block, Jasen",11,,,,20,\n'
    )


@pytest.mark.parametrize("column", ["Clip", "Clip (23)"])
def test_canvas_gradebook_is_filled_and_nothing_else_changes(column):
    filled = canvas.filled_gradebook(
        "\ufeff" + CANVAS, [Marks(Student("11", "x"), {"clip": made("passed")})], {"clip": column}
    )

    assert filled == CANVAS.replace("XC 101,,8.00", "XC 101,1.33,8.00").replace('"=Bo"', "'=Bo").replace(
        "\\, T", "\\, T"
    )


def test_what_is_not_canvas_gradebook_is_said():
    for text, columns, said in (
        (CANVAS, {"clip": "Klip"}, "`Klip`"),
        ("a,b\n", {"clip": "Clip"}, "`ID`"),
        ("", {}, "`ID`"),
    ):
        with pytest.raises(WorkspaceError, match=said) as error:
            canvas.filled_gradebook(text, [], columns)
        assert error.value.todo


# Moodle

HEADER = (
    "Identifier,Full name,ID number,Email address,Status,Group,Marker,Grade,Maximum Grade,Marking workflow state,"
    "Grade can be changed,Last modified (submission),Online text,Last modified (grade),Feedback comments"
)
MOODLE = (
    f'{HEADER}\nParticipant 340934,Ann,7,a@x,Submitted,,,,"100,00",,Yes,"Monday, 1",,-,old\n'
    "Participant 2,@Bo,8,b@x,No submission,,,,100.00,,Yes,-,,-,\n"
)


def test_moodles_worksheet_is_filled_in_its_own_order(wrong):
    filled = moodle.filled_worksheet(MOODLE, [marks(bptt=wrong)], {"bptt": 14.0}, {"340934": "<p>ok</p>"})

    rows = list(csv.DictReader(io.StringIO(filled)))
    assert filled.splitlines()[0] == HEADER
    assert float(rows[0]["Grade"]) == pytest.approx(wrong["score"] / wrong["max_score"] * 100, abs=0.01)
    assert rows[0]["Feedback comments"] == "<p>ok</p>"
    assert (rows[0]["Last modified (grade)"], rows[1]["Grade"], rows[1]["Full name"]) == ("-", "", "'@Bo")


def test_a_worksheet_without_a_maximum_takes_points(wrong):
    text = "Identifier,Grade\nParticipant 340934,\n"

    assert (
        moodle.filled_worksheet(text, [marks(bptt=wrong)], POINTS).splitlines()[1].split(",")[1]
        == f"{wrong['score']:g}"
    )


def test_a_student_without_a_result_keeps_the_grade_there_is():
    assert moodle.filled_worksheet("Identifier,Grade\nParticipant 340934,5\n", [marks()], POINTS).endswith("934,5\n")


def test_what_is_not_a_worksheet_is_said():
    with pytest.raises(WorkspaceError, match="no column `Grade`") as error:
        moodle.filled_worksheet("Identifier,Bewertung\n", [], POINTS)
    assert error.value.todo


@pytest.mark.parametrize("header", ["Student,ID", "Identifier,Grade"])
def test_a_table_with_a_cell_that_never_ends_is_said(header):
    endless = f'{header}\n"{"x" * 200_000}'

    for filled in (
        lambda: canvas.filled_gradebook(endless, [], {}),
        lambda: canvas.columns_named(endless, POINTS),
        lambda: moodle.filled_worksheet(endless, [], POINTS),
    ):
        with pytest.raises(WorkspaceError, match="the table cannot be read: field larger than field limit") as error:
            filled()
        assert error.value.todo == "name the CSV as the platform exported it"


# Gradescope, PrairieLearn, Classroom 50


def test_gradescope_reads_the_results(wrong, right):
    results = json.loads(json.dumps(gradescope.results([wrong, right])))

    assert fits(results, GRADESCOPE)
    assert results["score"] == pytest.approx(sum(test["score"] for test in results["tests"]))
    assert results["tests"][0]["number"] == "1.1"
    failed = next(test for test in results["tests"] if "question: " in test["output"])
    assert failed["status"] == "failed"
    assert failed["score"] == 0


def test_a_broken_check_costs_nothing_on_gradescope_and_can_be_told():
    broken = made("broken", "a bug")

    (test,) = gradescope.results([broken])["tests"]

    assert (test["max_score"], test["status"]) == (0.0, "passed")
    assert test["output"].startswith("this check could not be run; that is not your fault and costs nothing\na bug")
    assert is_broken(broken)


def test_prairielearn_reads_the_results(wrong):
    results = json.loads(json.dumps(prairielearn.results([wrong, made("broken")])))

    assert fits(results, PRAIRIELEARN)
    assert results["score"] == pytest.approx(wrong["score"] / wrong["max_score"], abs=1e-6)
    assert sum(test["max_points"] for test in results["tests"]) == pytest.approx(wrong["max_score"])


def test_a_file_that_cannot_be_graded_costs_no_attempt_on_prairielearn():
    error = {"kind": "syntax_error", "message": "invalid syntax", "line": 12}

    assert prairielearn.results([made("skipped", error=error)]) == {
        "gradable": False,
        "format_errors": ["line 12: invalid syntax"],
    }


def test_prairielearns_megabyte_is_never_reached():
    huge = made("failed", "x" * 10**6)
    huge["checks"] *= 100

    assert len(json.dumps(prairielearn.results([huge]))) < 1 << 20


def test_classroom50_reads_the_result(wrong):
    result = json.loads(json.dumps(classroom50.result([wrong, made("passed"), made("broken")], RUNNER, NOW)))

    assert fits(result, CLASSROOM50)
    assert result["datetime"] == "2026-09-01T10:00:00Z"
    assert result["score"] == sum(test["score"] for test in result["tests"])
    assert result["max-score"] == pytest.approx(100 * (wrong["max_score"] + 4 / 3), abs=len(wrong["checks"]) + 1)


def test_classroom50_outside_its_runner_says_which_variables_are_missing():
    with pytest.raises(WorkspaceError, match="does not have USERNAME, SUBMISSION_TAG"):
        classroom50.result([], {"CLASSROOM": "a", "ASSIGNMENT": "b"}, NOW)


# The autograder zip


def test_the_autograder_zip_has_its_scripts_at_the_root_and_executable():
    archive = zipfile.ZipFile(io.BytesIO(autograder_zip("g-1-py3-none-any.whl", b"wheel", ["bptt", "a b"])))

    modes = {info.filename: info.external_attr >> 16 for info in archive.infolist()}
    assert set(modes) == {"setup.sh", "run_autograder", "g-1-py3-none-any.whl"}
    assert modes["setup.sh"] & modes["run_autograder"] & stat.S_IXUSR
    assert archive.read("run_autograder").startswith(b"#!/usr/bin/env bash\n")
    assert b"check bptt.py 'a b.py' --format gradescope" in archive.read("run_autograder")
    assert b"\r" not in archive.read("setup.sh")


@pytest.mark.parametrize(("code", "written"), [(0, True), (1, True), (3, False), (70, False)])
def test_run_autograder_writes_verdicts_and_nothing_of_a_failure_of_ours(tmp_path, code, written):
    for name, content in zipfile_contents(autograder_zip("g.whl", b"", ["bptt"])).items():
        folder_of(tmp_path, {f"source/{name}": content})
    folder_of(tmp_path, {"submission/bptt.py": CODE, "results/": b""})
    folder_of(tmp_path, {"venv/bin/grader": f'#!/bin/sh\npwd; echo "$@"\nexit {code}\n'.encode()})
    (tmp_path / "venv" / "bin" / "grader").chmod(0o755)

    done = subprocess.run(
        ["bash", tmp_path / "source" / "run_autograder"], env=os.environ | {"AUTOGRADER": str(tmp_path)}, check=False
    )

    results = tmp_path / "results" / "results.json"
    assert results.exists() == written
    assert (done.returncode == 0) == written
    if written:
        assert results.read_text() == f"{tmp_path}/submission\ncheck bptt.py --format gradescope\n"


def test_the_scripts_are_bash(tmp_path):
    for name, content in zipfile_contents(autograder_zip("g.whl", b"", ["bptt"])).items():
        if name != "g.whl":
            (tmp_path / name).write_bytes(content)
            assert subprocess.run(["bash", "-n", tmp_path / name], check=False).returncode == 0


def zipfile_contents(content: bytes) -> dict[str, bytes]:
    archive = zipfile.ZipFile(io.BytesIO(content))
    return {name: archive.read(name) for name in archive.namelist()}


# JUnit


def test_junit_counts_what_it_lists(wrong, right):
    error = {"kind": "syntax_error", "message": "invalid", "line": 3}
    others = [
        made("error", "a"),
        made("timeout"),
        made("skipped", "later"),
        made("broken"),
        made("failed", error=error),
    ]

    suites = Xml.fromstring(junit_xml([wrong, right, *others]))

    assert [suite.tag for suite in suites] == ["testsuite"] * 7
    for suite in suites:
        cases = suite.findall("testcase")
        assert int(suite.get("tests", "")) == len(cases)
        for count, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert int(suite.get(count, "")) == len(suite.findall(f"testcase/{tag}"))
    assert [(suite.get("failures"), suite.get("errors"), suite.get("skipped")) for suite in suites][1:] == [
        ("0", "0", "0"),
        ("0", "1", "0"),
        ("0", "1", "0"),
        ("0", "0", "1"),
        ("0", "1", "0"),
        ("1", "1", "0"),
    ]
    assert "question: " in (suites[0].findtext("testcase/failure") or "")
    assert suites[6][0].find("error").attrib == {"message": "line 3: invalid", "type": "syntax_error"}


# Letters


def test_a_letter_says_what_holds_what_does_not_and_what_to_ask(wrong, golden):
    late = Marks(Student("340934", "Ann Lee"), {"bptt": wrong}, frozenset({"bptt"}))
    problem = Problem("bad_notebook", "ann/clip.ipynb", "it is not JSON (line 2)", "ask again", ("340934",), "clip")

    golden("feedback_carry_without_transpose.md", feedback(late, POINTS, [problem]))


def test_letters_have_names_of_their_own():
    students = [
        "ann",
        "Ann",
        "ANN",
        "..",
        ".",
        "",
        "a/b",
        "a_b",
        "CON",
        "con.txt",
        "\u202eann",
        "a" * 10_000,
        "علی",
        "ann.",
        "a b",
        file_name("a b"),  # a name that its owner chose to get somebody else's letter
        file_name(file_name("a b")),
    ]

    names = [feedback_name(Marks(Student(id, id), {})) for id in students]

    assert len({name.casefold() for name in names}) == len(students)
    assert all(len(name.encode()) < 255 and not set(name) & set("/\\\0\u202e:*?") and name[0] != "." for name in names)


# Whatever a stranger writes


def tokens_of(text: str) -> set[str]:
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    return {inner.type for token in tokens for inner in [token, *(token.children or [])]}


PLAIN = {"inline", "text", "paragraph_open", "paragraph_close", "heading_open", "heading_close", "bullet_list_open"}
PLAIN |= {"bullet_list_close", "list_item_open", "list_item_close", "fence", "softbreak", "text_special"}
nasty = st.text(max_size=80) | st.text(alphabet="`~#*_[](){}<>!|-=+@&;:/\\\n\t \x00\u202eab1.", max_size=60)


@given(nasty)
def test_no_text_becomes_markup_in_a_letter(text):
    evil = made("failed", text, error={"kind": "x", "message": text, "line": None})
    student = Marks(Student(text or "x", text), {"clip": evil})

    letter = feedback(student, {"clip": 4.0}, [Problem("x", text, text, "x", (text or "x",))])

    assert tokens_of(letter) <= PLAIN


@given(nasty)
def test_a_line_of_markdown_reads_as_the_text(text):
    page = MarkdownIt("commonmark").render(f"x {markdown(text)}")

    shown = entities.unescape(page.removeprefix("<p>").removesuffix("</p>\n"))
    assert shown == f"x {one_line(text)}".strip()


@given(nasty)
def test_a_block_of_markdown_holds_the_text(text):
    (block,) = MarkdownIt("commonmark").parse(markdown_block(text))

    assert (block.type, block.content) == ("fence", visible(text).replace("\0", "\ufffd") + "\n")


@given(nasty)
def test_any_text_goes_into_every_document(text):
    evil = made("error", text)

    suites = Xml.fromstring(junit_xml([evil]))
    assert suites[0].get("name") == one_line(f"clip.py{text}")
    assert fits(json.loads(json.dumps(gradescope.results([evil]))), GRADESCOPE)
    assert fits(json.loads(json.dumps(prairielearn.results([evil]))), PRAIRIELEARN)
    assert json.loads(result_line(evil, text, ""))["student"] == text
    assert feedback_name(Marks(Student(text, text), {}))


@given(nasty)
def test_no_cell_begins_a_formula_and_every_row_comes_back(text):
    shown = cell(text)

    assert shown[:1] not in set("=@\t\r＝＠")
    assert shown[:1] not in set("+-＋－") or re.fullmatch(r"-|[+-]\d+([.,]\d+)?%?", shown)
    (row,) = list(csv.reader(io.StringIO(grades_csv([Marks(Student(text, ""), {})], {})), strict=True))[1:]
    assert row == [shown, "0", "0", ""]


def test_everything_at_once_stays_text():
    assert visible(EVIL).count("\\x00") == 1
    assert "\x1b" not in visible(EVIL)
    assert "\u202e" not in one_line(EVIL)
    assert tokens_of(feedback(Marks(Student("a", EVIL), {"clip": made("failed", EVIL)}), {"clip": 1.0})) <= PLAIN
    assert file_name(EVIL).count("/") == 0


def test_a_name_of_ten_kilobytes_is_cut():
    assert one_line("n" * 10_000) == "n" * 200 + " … (9800 more characters)"
