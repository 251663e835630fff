"""`grader report` as a process: the class's page, pages to hand back, and every message."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from classes import RIGHT, WRONG, batch, grader, own
from gradebooks import NOON, answer, filled, graded, of_class, run_of
from handed_in import folder_of

from grader.batch.gradebook import Gradebook
from grader.submission import Problem, Student

PASSED, NOT_YET, USAGE, MACHINE = 0, 1, 2, 3


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Anneliese is right, the others hold the same wrong idea; Cyprian sent a file that nobody can read, too."""
    root = tmp_path_factory.mktemp("class")
    files = {"anneliese/rnn.py": RIGHT, "bodo/rnn.py": own(WRONG, 1), "cyprian/rnn.py": own(WRONG, 2)}
    files |= {"cyprian/bptt.ipynb": b"{"}
    done = batch(folder_of(root / "class", files), root / "out", "--exercise", "rnn", "--exercise", "bptt")
    assert done.returncode == MACHINE, done.stderr  # the notebook
    return root / "out"


def small(tmp_path: Path, *students: Student) -> Path:
    """A results folder with nothing but a gradebook."""
    source = b"def bptt(): 1"
    everybody = students or (Student("ann", "Ann Lee"), Student("annette", "Annette Leeds"), Student("bo", "Bo Ek"))
    found = [*everybody, answer(everybody[0].id, "bptt", source)]
    folder = tmp_path / "out"
    folder.mkdir()
    filled(folder / "gradebook.sqlite", found, [graded("bptt", source, "passed", "failed")])
    return folder


# The class's page


def test_batch_writes_the_page_and_report_makes_the_same_again(out):
    page = out / "report.html"
    first = page.read_text()
    page.unlink()

    done = grader("report", out)

    assert (done.returncode, done.stdout, done.stderr) == (PASSED, f"{page}\n", "")
    minute = len("made 2026-10-13 09:30 UTC")
    cut = first.index("made 20")
    again = page.read_text()
    assert again[:cut] == first[:cut]
    assert again[cut + minute :] == first[cut + minute :]
    assert "<h1>out</h1>" in again


def test_an_idea_of_the_class_stands_with_its_question_its_card_and_who_has_it(out):
    assert grader("report", out).returncode == PASSED
    page = (out / "report.html").read_text()

    ideas = page.partition('id="ideas"')[2].partition('id="curves"')[0]
    assert "<b>2</b>" in ideas
    assert "<code>rnn.h_on_the_left</code>" in ideas
    assert ideas.index("Ask: <em>") < ideas.index("Card: ") < ideas.index('data-rows="1,2"')


def test_the_title_is_what_is_said(tmp_path):
    folder = small(tmp_path)

    assert grader("report", folder, "--title", "Übung <1>").returncode == PASSED
    assert "<h1>Übung &lt;1&gt;</h1>" in (folder / "report.html").read_text()


def test_the_page_of_a_run_that_was_cut_short_has_what_was_graded_so_far(tmp_path):
    folder, source = tmp_path / "out", b"def bptt(): 1"
    folder.mkdir()
    with Gradebook(folder / "gradebook.sqlite") as book:
        run = run_of()
        number = book.begin(run, of_class(answer("ann", "bptt", source), answer("bo", "bptt", b"def bptt(): 2")), NOON)
        book.add(number, run, graded("bptt", source, "passed"), NOON)

    done = grader("report", folder)

    page = (folder / "report.html").read_text()
    assert done.returncode == PASSED, done.stderr
    assert "2 students · 2 answers" in page
    assert '["bptt",20.0]' in page
    assert sorted(row[3] for row in _rows(page)) == [[0, 0, 0, 0], [2.0, 2.0, 1, 0]]


def _rows(page: str) -> list[list[object]]:
    data = page.partition('id="data">')[2].partition("</script>")[0]
    rows: list[list[object]] = json.loads(data)["rows"]
    return rows


def test_the_page_of_a_class_in_which_nothing_was_graded_yet_says_so(tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    filled(folder / "gradebook.sqlite", [Student("ann", "Ann")], [])

    assert grader("report", folder).returncode == PASSED
    page = (folder / "report.html").read_text()
    for said in ("1 student · 0 answers", "Nothing has been graded yet.", "No wrong idea was recognised."):
        assert said in page


def test_an_exercise_that_the_course_no_longer_has_is_shown_all_the_same(tmp_path):
    folder, source = tmp_path / "out", b"x = 1"
    folder.mkdir()
    run = run_of(points={"old_times": 3.0})
    one = graded("old_times", source, "failed")
    filled(folder / "gradebook.sqlite", of_class(answer("ann", "old_times", source)), [one], run)

    assert grader("report", folder).returncode == PASSED
    assert '<th scope="row">old_times</th>' in (folder / "report.html").read_text()


# Pages to hand back


def test_one_student_is_named_as_people_say_it(tmp_path):
    folder = small(tmp_path)

    done = grader("report", folder, "--student", "bo ek")

    assert (done.returncode, done.stdout) == (PASSED, f"{folder / 'bo.html'}\n")
    assert (folder / "bo.md").read_text().startswith("# Bo Ek\n")
    assert '<h1 dir="auto">Bo Ek</h1>' in (folder / "bo.html").read_text()
    assert not (folder / "ann.html").exists()


def test_output_is_made_and_holds_the_students_page(tmp_path):
    folder, output = small(tmp_path), tmp_path / "to" / "bo"

    assert grader("report", folder, "--student", "bo", "--output", output).returncode == PASSED
    assert sorted(file.name for file in output.iterdir()) == ["bo.html", "bo.md"]


def test_everybody_gets_a_page_and_a_letter_and_nobody_elses_name(out, tmp_path):
    done = grader("report", out, "--per-student", tmp_path / "back")

    assert done.returncode == PASSED, done.stderr
    names = ("anneliese", "bodo", "cyprian")
    assert done.stdout.split() == [str(tmp_path / "back" / f"{name}.html") for name in names]
    for own_name in names:
        for form in ("html", "md"):
            text = (tmp_path / "back" / f"{own_name}.{form}").read_text()
            assert own_name in text
            assert not [name for name in names if name != own_name and name in text]
            assert ("bptt" in text and "it is not JSON" in text) is (own_name == "cyprian")


def test_a_group_is_told_of_its_problem_without_a_fellows_name(tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    problem = Problem("two", "class/anna", "`anna/x.py` and `bo/x.py` differ", "ask", ("anna", "bo"), "bptt")
    filled(folder / "gradebook.sqlite", [Student("anna", "Anna"), Student("bo", "Bo"), problem], [])

    assert grader("report", folder, "--student", "bo").returncode == PASSED
    for form in ("html", "md"):
        text = (folder / f"bo.{form}").read_text()
        assert "bptt: what your group handed in could not be graded; your instructor knows why" in text
        assert "anna" not in text


# Messages


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--student", "zoe"], "there is no student `zoe`. There are 3; grades.csv lists them."),
        (["--student", "annete"], "there is no student `annete`. Did you mean Annette Leeds (annette)"),
        (["--student", "lee"], "`lee` may be Ann Lee (ann), Annette Leeds (annette). Name one by the id in brackets."),
        (["--student", "a", "--per-student", "x"], "--student names one student and --per-student means all"),
        (["--output", "x"], "--output belongs to --student."),
    ],
)
def test_what_cannot_be_meant_is_a_usage_error(tmp_path, arguments, said):
    done = grader("report", small(tmp_path), *arguments)

    assert (done.returncode, done.stdout) == (USAGE, "")
    assert said in " ".join(done.stderr.split())


def test_a_folder_without_a_gradebook_says_what_makes_one(tmp_path):
    done = grader("report", tmp_path)

    assert (done.returncode, done.stdout) == (MACHINE, "")
    assert "there is no gradebook" in done.stderr
    assert str(tmp_path / "gradebook.sqlite") in done.stderr
    assert "grader batch" in done.stderr


def test_a_damaged_gradebook_is_said_to_be_one(tmp_path):
    (tmp_path / "gradebook.sqlite").write_bytes(b"SQLite format 3\0" + b"x" * 500)

    done = grader("report", tmp_path)

    assert done.returncode == MACHINE
    assert "gradebook" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("taken", ["report.html", "bo.html", "bo.md"])
def test_a_page_that_cannot_be_written_is_said_and_nothing_half_is_left(tmp_path, taken):
    folder = small(tmp_path)
    (folder / taken / "in the way").mkdir(parents=True)

    done = grader("report", folder, *([] if taken == "report.html" else ["--student", "bo"]))

    assert done.returncode == MACHINE
    assert "the file cannot be written: Is a directory" in " ".join(done.stderr.split())
    assert str(folder / taken) in done.stderr
    assert not list(folder.glob(".*.part"))


def test_a_folder_that_cannot_be_made_is_said(tmp_path):
    folder = small(tmp_path)

    done = grader("report", folder, "--per-student", folder / "gradebook.sqlite" / "back")

    assert done.returncode == MACHINE
    assert "the folder cannot be made: Not a directory" in done.stderr
    assert "name a folder that you may write to" in done.stderr


@pytest.mark.parametrize("name", ["likeness.json", "problems.jsonl"])
@pytest.mark.parametrize(
    "content", [b'{"pairs": [', b"[]\n[1]", b'{"pairs": [{"students": ["a"]}]}', b'{"pairs": 3}', b"\xff", b"7"]
)
def test_a_damaged_file_beside_the_gradebook_is_named(tmp_path, name, content):
    folder = small(tmp_path)
    (folder / name).write_bytes(content)

    done = grader("report", folder)

    assert done.returncode == MACHINE, done.stdout
    assert "the file is not what grader batch wrote" in done.stderr
    assert str(folder / name) in done.stderr
    assert "give the command of grader batch again, which writes it anew" in done.stderr
    assert not (folder / "report.html").exists()


def test_a_file_beside_the_gradebook_that_cannot_be_read_is_named(tmp_path):
    folder = small(tmp_path)
    (folder / "likeness.json").mkdir()

    done = grader("report", folder)

    assert done.returncode == MACHINE
    assert "the file cannot be read: Is a directory" in done.stderr
    assert str(folder / "likeness.json") in done.stderr


def test_help_has_examples():
    done = grader("report", "--help")

    assert done.returncode == PASSED
    assert "grader report results --per-student handback" in done.stdout
    assert "grader report results --student" in done.stdout


def test_the_page_reads_the_gradebook_and_does_not_change_it(tmp_path):
    folder = small(tmp_path)
    with closing(sqlite3.connect(folder / "gradebook.sqlite")) as connection:
        before = list(connection.iterdump())

    assert grader("report", folder).returncode == PASSED
    with closing(sqlite3.connect(folder / "gradebook.sqlite")) as connection:
        assert list(connection.iterdump()) == before
