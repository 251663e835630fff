"""`grader batch` as a process: a class graded, again, interrupted, killed, on a full disk; and strangers' names."""

from __future__ import annotations

import csv
import json
import os
import random
import re
import signal
import sqlite3
import subprocess
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pexpect
import pytest
from classes import ENDLESS, GRADER, RIGHT, WRONG, batch, class_of, grader, lines, own, verdicts, wait_for_results
from gradebooks import answer, filled, graded, of_class, run_of
from handed_in import folder_of, notebook_of, zip_of
from helpers import ROOT

from grader.batch.missing import without_module
from grader.batch.task import Graded, Task, Terms
from grader.batch.version import course_version
from grader.cli import batch_run
from grader.cli.progress import Counts, progress
from grader.course.find import course_root
from grader.course.load import load_course

PASSED, NOT_YET, USAGE, MACHINE, BUG, INTERRUPTED = 0, 1, 2, 3, 70, 130


def rows(output: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(output / "gradebook.sqlite")) as connection:
        return connection.execute(query).fetchall()


def table(output: Path) -> list[list[str]]:
    with (output / "grades.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.reader(file))


def cell(output: Path, student: str, column: str) -> str:
    header, *body = table(output)
    return next(row for row in body if row[0] == student)[header.index(column)]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


@pytest.fixture
def class_folder(tmp_path: Path) -> Path:
    """Ann and Bo right with the same file, Cy wrong, Di unreadable, Ed with nothing."""
    return folder_of(
        tmp_path / "class",
        {
            "ann/rnn.py": RIGHT,
            "bo/rnn.py": RIGHT,
            "cy/rnn.py": WRONG,
            "di/rnn.py": b"   ",
            "di/notes.py": b"x = 1",
            "ed/": b"",
        },
    )


# A class


def test_exercises_of_the_course_that_nobody_was_set_are_named_as_part_of_max_total(tmp_path, out):
    folder = folder_of(tmp_path / "class", {"ann/rnn.py": RIGHT})
    every = batch(folder, out)
    one = batch(folder, tmp_path / "one", "--exercise", "rnn")

    assert "14 exercises handed in by nobody, and part of max_total all the same; to leave them out" in every.stderr
    assert "handed in by nobody" not in one.stderr
    assert "1 student, 1 exercise, 1 answer: 1 passed, 0 fall short; 0 problems" in one.stderr
    assert (cell(out, "ann", "max_total"), cell(tmp_path / "one", "ann", "max_total")) == ("216", "10")


def test_an_exercise_that_is_graded_again_by_itself_keeps_its_column(tmp_path, out):
    folder = folder_of(tmp_path / "class", {"ann/rnn.py": RIGHT, "ann/bptt.py": b"x = 1"})
    batch(folder, out)
    before = table(out)[0]
    batch(folder, out, "--exercise", "bptt")

    assert before[1:-3] == list(load_course(course_root()).names)
    assert table(out)[0] == before


def test_a_due_time_that_no_answer_can_be_held_against_is_said(tmp_path, out):
    folder = folder_of(tmp_path / "class", {"ann/rnn.py": RIGHT})

    assert "--due changes nothing here" in batch(folder, out, "--due", "2026-12-01T23:59+01:00").stderr
    assert "--due" not in batch(folder, out).stderr


def test_a_class_is_graded_and_everything_is_written(class_folder, out):
    done = batch(class_folder, out, "--seed", 11)

    assert (done.returncode, done.stdout) == (MACHINE, ""), done.stderr
    assert "5 students, 15 exercises, 3 answers: 2 passed, 1 fall short; 3 problems" in done.stderr
    assert "2 files graded, 0 results reused" in done.stderr
    results = lines(out / "results.jsonl")
    assert [(one["student"], one["passed"]) for one in results] == [("ann", True), ("bo", True), ("cy", False)]
    assert results[0]["trace"] | {"course_version": "", "tier": "", "grader_version": ""} == {
        "grader_version": "",
        "course_version": "",
        "seed": 11,
        "confirm_seed": None,
        "tier": "",
        "limits": results[0]["trace"]["limits"],
        "attempts": 1,
        "run": 1,
    }
    assert results[0]["trace"]["limits"]["call_wall_seconds"] == 2.0
    assert [row[0] for row in table(out)] == ["student", "ann", "bo", "cy", "di", "ed"]
    assert (cell(out, "ann", "rnn"), cell(out, "di", "rnn"), cell(out, "ann", "total")) == ("10", "", "10")
    kinds = {(one["kind"], *one["students"]) for one in lines(out / "problems.jsonl")}
    assert kinds == {("empty_file", "di"), ("not_an_exercise", "di"), ("nothing", "ed")}
    assert sorted(file.name for file in (out / "feedback").iterdir()) == ["ann.md", "bo.md", "cy.md", "di.md", "ed.md"]
    assert "question: " in (out / "feedback" / "cy.md").read_text()
    assert not list(out.glob(".*.part"))


def test_when_all_could_be_graded_the_exit_code_is_0_whatever_the_grades(tmp_path, out):
    done = batch(folder_of(tmp_path / "class", {"cy/rnn.py": WRONG}), out)

    assert done.returncode == PASSED, done.stderr
    assert "0 passed, 1 fall short; 0 problems" in done.stderr


def test_the_same_command_again_grades_nothing_and_a_new_file_only_itself(class_folder, out):
    batch(class_folder, out)
    before = verdicts(out)

    again = batch(class_folder, out)
    assert "0 files graded, 2 results reused" in again.stderr
    assert verdicts(out) == before

    (class_folder / "cy" / "rnn.py").write_bytes(own(RIGHT, 1))
    newer = batch(class_folder, out)
    assert "1 file graded, 1 result reused" in newer.stderr
    assert cell(out, "cy", "rnn") == "10"
    assert rows(out, "SELECT count(*) FROM results") == [(3,)]


def test_another_seed_grades_all_again_and_says_so_and_keeps_the_older_results(class_folder, out):
    batch(class_folder, out, "--seed", 1)
    other = batch(class_folder, out, "--seed", 2)

    assert "2 files to grade (2 of them again: the seed, the course or the tier is another now" in other.stderr
    assert {one["trace"]["seed"] for one in lines(out / "results.jsonl")} == {2}
    assert rows(out, "SELECT seed, count(*) FROM results GROUP BY seed") == [(1, 2), (2, 2)]


def test_students_of_earlier_runs_whom_a_run_does_not_find_are_named_before_anything_is_graded(tmp_path, out):
    first = folder_of(tmp_path / "first", {f"s{place}/rnn.py": RIGHT for place in range(7)})
    second = folder_of(tmp_path / "second", {"s0/rnn.py": RIGHT, "new/rnn.py": WRONG})
    third = folder_of(tmp_path / "third", {"s0/rnn.py": RIGHT})
    rnn = ("--exercise", "rnn")

    assert "of earlier runs" not in batch(first, out, *rnn).stderr
    assert "of earlier runs" not in batch(first, out, *rnn).stderr
    said = batch(second, out, *rnn).stderr.splitlines()
    assert said[:2] == [
        "6 students of earlier runs are not in this one (s1, s2, s3, s4, s5 and 1 more); their results stay in the "
        "gradebook and leave the tables. To keep them there, give each class its own --output",
        said[1],
    ]
    assert said[1].startswith("1 file to grade, 1 result is there")
    assert [row[0] for row in table(out)] == ["student", "new", "s0"]
    assert "1 student of earlier runs is not in this one (new); their results stay" in batch(third, out, *rnn).stderr
    assert rows(out, "SELECT count(*) FROM students") == [(8,)]


def test_students_who_keep_their_rows_by_another_exercise_have_not_left(tmp_path, out):
    batch(folder_of(tmp_path / "first", {"ann/rnn.py": RIGHT}), out, "--exercise", "rnn")
    done = batch(folder_of(tmp_path / "second", {"bo/bptt.py": b"x = 1"}), out, "--exercise", "bptt")

    assert "of earlier runs" not in done.stderr
    assert [row[0] for row in table(out)] == ["student", "ann", "bo"]


def test_a_seed_that_is_another_than_the_last_run_s_is_said_before_anything_is_graded(tmp_path, out):
    folder = folder_of(tmp_path / "class", {"ann/rnn.py": RIGHT, "bo/rnn.py": WRONG})

    def said(*more: object, exercise: str = "rnn") -> list[str]:
        done = batch(folder, out, "--exercise", exercise, *more)
        assert done.returncode == PASSED, done.stderr
        return [line for line in done.stderr.splitlines() if line.startswith("the last run's seed")]

    assert said("--seed", 2718) == said("--seed", 2718) == []
    assert said() == ["the last run's seed was 2718, this one's is 0 (the default): everything is graded again"]
    assert said() == []
    back = ["the last run's seed was 0, this one's is 2718: only what has this one's counts"]
    assert said("--seed", 2718) == back
    assert said("--seed", 2718, "--confirm-seed", 31) == [
        "the last run's seed was 2718, this one's is 2718 (and 31 to confirm): everything is graded again"
    ]
    assert said("--seed", 5, exercise="bptt") == [], "nothing of this exercise was graded before"


def test_an_export_of_canvas_as_a_zip_with_a_late_group_and_a_notebook(tmp_path, out):
    code = RIGHT.decode()
    export = tmp_path / "rnn_submissions.zip"
    export.write_bytes(
        zip_of(
            {
                "annlee_11_501_rnn.py": RIGHT,
                "teamblue_LATE_77_502_rnn.py": WRONG,
                "bocy_12_503_rnn.ipynb": notebook_of(code[code.index("import numpy") :]),
            }
        )
    )
    groups = tmp_path / "groups.csv"
    groups.write_text("group,student,name\nteamblue,21,Di\nteamblue,22,Ed\n")

    done = batch(export, out, "--groups", groups)

    assert done.returncode == PASSED, done.stderr
    assert [row[0] for row in table(out)[1:]] == ["11", "12", "21", "22"]
    assert (cell(out, "11", "rnn"), cell(out, "12", "rnn")) == ("10", "10")
    assert cell(out, "21", "rnn") == cell(out, "22", "rnn") != ""
    assert "(late)" in (out / "feedback" / "21.md").read_text()
    assert {one["late"] for one in lines(out / "results.jsonl") if one["student"] in ("21", "22")} == {True}


def test_only_what_was_asked_for_is_graded_and_other_exercises_files_are_no_problem(tmp_path, out):
    files = {"ann/rnn.py": RIGHT, "ann/bptt.py": b"x = 1", "bo/bptt.py": b"x = 1"}
    done = batch(folder_of(tmp_path / "class", files), out, "--exercise", "rnn")

    assert done.returncode == PASSED, done.stderr
    assert table(out)[0] == ["student", "rnn", "total", "max_total", "late"]
    assert (cell(out, "ann", "rnn"), cell(out, "bo", "rnn")) == ("10", "")


def test_of_one_exercise_the_only_file_is_the_answer_whatever_its_name(tmp_path, out):
    batch(folder_of(tmp_path / "class", {"ann/homework.py": RIGHT}), out, "--exercise", "rnn")

    assert cell(out, "ann", "rnn") == "10"


def test_what_comes_after_the_due_time_is_late_where_the_export_says_when(tmp_path, out):
    names = ["HW_ann_attempt_2026-12-01-23-58-01_rnn.py", "HW_bo_attempt_2026-12-02-00-00-01_rnn.py"]
    export = folder_of(tmp_path / "class", {names[0]: RIGHT, names[1]: own(RIGHT, 1)})

    done = batch(export, out, "--due", "2026-12-01T23:59")

    assert [(one["student"], one["late"]) for one in lines(out / "results.jsonl")] == [("ann", False), ("bo", True)], (
        done
    )
    assert (cell(out, "ann", "late"), cell(out, "bo", "late")) == ("", "rnn")


@pytest.mark.slow
def test_a_verdict_that_changes_with_the_seed_is_no_grade_and_a_problem(tmp_path, out):
    # Right when a digit of the first input is even: among eight seeds some two differ.
    unsteady = RIGHT + (
        b"\n_right = rnn_step\n\ndef rnn_step(x, *rest):\n"
        b"    return _right(x, *rest) * (1 if int(abs(float(np.ravel(x)[0])) * 1e6) % 2 else 2)\n"
    )
    folder = folder_of(tmp_path / "class", {"ann/rnn.py": unsteady, "bo/rnn.py": RIGHT})
    scores = {}
    for seed in range(1, 9):
        batch(folder, out, "--seed", seed)
        scores[seed] = cell(out, "ann", "rnn")
    first, second = next((a, b) for a in scores for b in scores if scores[a] != scores[b])

    done = batch(folder, out, "--seed", first, "--confirm-seed", second)

    assert done.returncode == MACHINE
    assert "1 passed, 0 fall short, 1 without a grade; 1 problem," in done.stderr
    assert (cell(out, "ann", "rnn"), cell(out, "bo", "rnn")) == ("", "10")
    (problem,) = lines(out / "problems.jsonl")
    assert (problem["kind"], problem["students"], problem["exercise"]) == ("unstable", ["ann"], "rnn")
    assert problem["reason"] == f"other checks pass with seed {second} than with seed {first}"
    assert "no grade yet" in (out / "feedback" / "ann.md").read_text()
    assert [one["unstable"] for one in lines(out / "results.jsonl")] == [True, False]


# Stopped, killed, refused


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_stopped_keeps_what_it_has_and_the_same_command_goes_on(tmp_path, out, number):
    files = {"a/rnn.py": RIGHT} | {f"b{place}/rnn.py": own(ENDLESS, place) for place in range(3)}
    folder = folder_of(tmp_path / "class", files)
    command = [GRADER, "batch", folder, "--output", out, "--jobs", "1"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True) as run:
        wait_for_results(out, 1, run)
        os.killpg(run.pid, number)  # as a terminal does: everybody gets it
        _, said = run.communicate(timeout=20)

    assert run.returncode == INTERRUPTED, said
    assert "results of this run are kept. The same command goes on where it stopped.\n" in said
    assert "Traceback" not in said
    kept = rows(out, "SELECT count(*) FROM results")[0][0]
    assert rows(out, "SELECT outcome FROM runs") == [("interrupted",)]
    again = batch(folder, out, "--jobs", 2)
    assert re.search(rf"^{4 - int(str(kept))} files? graded, {kept} results? reused", again.stderr, re.MULTILINE)


@pytest.mark.slow
def test_a_run_that_is_killed_at_random_moments_ends_with_the_same_grades_and_grades_nothing_twice(tmp_path, out):
    folder = class_of(tmp_path / "class", 120)
    batch(folder, tmp_path / "undisturbed", "--seed", 4)
    moments = random.Random(11)
    command = [GRADER, "batch", folder, "--output", out, "--seed", "4"]
    for enough in [0, 0, 0, *sorted(moments.sample(range(1, 90), 5))]:
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True) as run:
            if enough:
                wait_for_results(out, enough, run)  # in the middle of grading; without, while it starts or collects
            with suppress(subprocess.TimeoutExpired):
                run.wait(timeout=moments.uniform(0.0, 0.05 if enough else 0.4))
            run.kill()
        if (out / "gradebook.sqlite").exists():
            assert rows(out, "PRAGMA integrity_check") == [("ok",)]
    done = batch(folder, out, "--seed", 4)

    assert done.returncode == PASSED, done.stderr
    assert verdicts(out) == verdicts(tmp_path / "undisturbed")
    assert (out / "grades.csv").read_text() == (tmp_path / "undisturbed" / "grades.csv").read_text()
    assert rows(out, "SELECT sha256, count(*) FROM results GROUP BY sha256, exercise HAVING count(*) > 1") == []
    assert rows(out, "SELECT count(*) FROM results") == [(120,)]


def test_a_second_run_on_the_same_folder_is_refused(tmp_path, out):
    folder = folder_of(tmp_path / "class", {f"a{place}/rnn.py": own(ENDLESS, place) for place in range(2)})
    command = [GRADER, "batch", folder, "--output", out, "--jobs", "1"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as run:
        assert run.stderr is not None
        assert "2 files to grade" in run.stderr.readline()
        second = batch(folder, out)
        run.kill()

    assert second.returncode == MACHINE
    assert "another grader batch is at work here" in second.stderr


@pytest.mark.parametrize(("blocks", "begun"), [(300, False), (800, True)])
def test_on_a_full_disk_the_run_says_so_and_goes_on_when_there_is_room(tmp_path, out, blocks, begun):
    folder = class_of(tmp_path / "class", 40)
    shell = f'ulimit -f {blocks} && exec "$0" "$@"'  # blocks of 512 bytes: too few to take the class in, or its results
    full = subprocess.run(
        ["sh", "-c", shell, GRADER, "batch", folder, "--output", out], capture_output=True, text=True, timeout=60
    )

    assert full.returncode == MACHINE, full.stderr
    assert "the disk does not take or give data" in full.stderr
    assert "Traceback" not in full.stderr
    assert out.exists() == begun
    kept = 0
    if begun:
        assert rows(out, "PRAGMA integrity_check") == [("ok",)]
        ((kept,),) = rows(out, "SELECT count(*) FROM results")
        assert 0 < kept < 40
    done = batch(folder, out)
    assert done.returncode == PASSED, done.stderr
    assert f"\n{40 - kept} files graded, {kept} results reused" in done.stderr
    assert rows(out, "SELECT count(*), count(DISTINCT sha256) FROM results") == [(40, 40)]


def test_an_output_that_is_a_file_or_a_results_file_that_cannot_be_replaced_is_said(class_folder, tmp_path, out):
    (tmp_path / "file").touch()
    done = batch(class_folder, tmp_path / "file")
    assert (done.returncode, "the folder cannot be made: File exists" in done.stderr) == (MACHINE, True)

    (out / "grades.csv").mkdir(parents=True)
    done = batch(class_folder, out)
    assert done.returncode == MACHINE
    assert "the file cannot be written: Is a directory" in done.stderr
    assert str(out / "grades.csv") in done.stderr
    assert rows(out, "SELECT outcome FROM runs") == [("failed: the file cannot be written: Is a directory",)]


def test_submissions_that_are_not_there_leave_no_folder_behind(tmp_path, out):
    done = batch(tmp_path / "nowhere", out)

    assert done.returncode == MACHINE
    assert "what was handed in is not there" in done.stderr
    assert not out.exists()


def test_a_folder_without_any_student_is_said_and_does_not_empty_the_gradebook(class_folder, tmp_path, out):
    batch(class_folder, out)
    before = (out / "grades.csv").read_text()
    (tmp_path / "empty").mkdir()

    done = batch(tmp_path / "empty", out)

    assert done.returncode == MACHINE
    assert "no student's folder or file is in it" in done.stderr
    assert "name the folder that holds a folder per student" in done.stderr
    assert grader("export", "csv", out).stdout == before


def test_an_output_inside_of_the_submissions_is_refused(class_folder):
    done = batch(class_folder, class_folder / "out")

    assert done.returncode == USAGE
    assert "where it would be taken for a student's" in done.stderr
    assert not (class_folder / "out").exists()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--exercise", "rn"], "there is no exercise `rn`. Did you mean `rnn`?"),
        (["--due", "tomorrow"], "--due `tomorrow` is not a time like 2026-12-01T23:59+01:00."),
        (["--seed", "4", "--confirm-seed", "4"], "--confirm-seed is the same as --seed"),
        (["--seed", str(1 << 63)], "9223372036854775808 is not in the range 0<=x<=9223372036854775807"),
        (["--layout", "word"], "'word' is not one of"),
    ],
)
def test_what_was_meant_otherwise_is_said_before_anything_happens(class_folder, out, more, said):
    done = batch(class_folder, out, *more)

    assert done.returncode == USAGE
    assert said in done.stderr
    assert not out.exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "the groups cannot be read: No such file or directory\n"),
        (b"\xff\xfe", "the groups cannot be read: "),
        (b"team,student\nblue,1\n", "the groups have no column `group`"),
        (b"group,student\nblue,\n", "a group or a student is empty"),
        (b'group,student\nblue,"' + b"x" * 200_000, "the groups cannot be read: field larger than field limit"),
    ],
)
def test_groups_that_cannot_be_read_are_said(class_folder, tmp_path, out, content, said):
    groups = tmp_path / "groups.csv"
    if content is not None:
        groups.write_bytes(content)

    done = batch(class_folder, out, "--groups", groups)

    assert done.returncode == MACHINE
    assert said in done.stderr
    assert not out.exists()


@pytest.mark.parametrize("there", ["nothing", "the folder above", "a file of somebody's", "a lock"])
def test_a_start_that_fails_leaves_nothing_behind_that_was_not_there(tmp_path, there):
    (tmp_path / "empty").mkdir()
    out = tmp_path / "course" / "results"
    if there != "nothing":
        out.parent.mkdir()
    if there in ("a file of somebody's", "a lock"):
        out.mkdir()
        (out / ("notes.txt" if there != "a lock" else "gradebook.lock")).touch()
    before = sorted(tmp_path.rglob("*"))

    done = batch(tmp_path / "empty", out)

    assert (done.returncode, "no student's folder or file is in it" in done.stderr) == (MACHINE, True)
    assert sorted(tmp_path.rglob("*")) == before


def opened_once_it_is_read(fifo: Path, reader: subprocess.Popen[str]) -> int:
    """A FIFO that nobody reads yet cannot be opened without waiting, and a reader that ended never would."""
    while reader.poll() is None:
        with suppress(OSError):
            return os.open(fifo, os.O_WRONLY | os.O_NONBLOCK)
        time.sleep(0.01)
    raise AssertionError(reader.communicate()[1])


def test_a_start_that_is_stopped_while_it_collects_leaves_nothing_behind(tmp_path, out):
    folder = folder_of(tmp_path / "class", {"ana/rnn.py": RIGHT})
    os.mkfifo(tmp_path / "groups.csv")  # reading the groups waits until somebody writes some
    command = [GRADER, "batch", folder, "--output", out, "--groups", tmp_path / "groups.csv"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as run:
        writer = opened_once_it_is_read(tmp_path / "groups.csv", run)
        assert (out / "gradebook.sqlite").exists()
        run.send_signal(signal.SIGINT)
        _, said = run.communicate(timeout=20)
        os.close(writer)

    assert (run.returncode, out.exists()) == (INTERRUPTED, False), said
    assert "stopped; nothing was changed. The same command starts again." in said


def test_a_damaged_gradebook_stops_the_run_before_anything_is_graded(class_folder, out):
    out.mkdir()
    (out / "gradebook.sqlite").write_bytes(b"SQLite format 3\0" + b"\x55" * 5000)

    done = batch(class_folder, out)

    assert done.returncode == MACHINE
    assert "the gradebook is damaged" in done.stderr
    assert "everything is graded anew" in done.stderr


# Strangers' names


def test_no_name_of_a_stranger_leaves_the_folder_or_reaches_the_terminal_as_it_is(tmp_path, out):
    names = ["=HYPERLINK(1)", "\x1b[2J\x1b]0;owned\x07", "\u202eevil", "..", "@SUM(A1)", "CON"]
    entries = "".join(
        f'submission_{place}:\n  :submitters:\n  - :name: "{escaped(name)}"\n    :sid: "{escaped(name)}"\n'
        f"  :created_at: 2023-11-06 07:13:47.644186000 Z\n"
        for place, name in enumerate([*names, "n" * 10_000])
    )
    files = {f"submission_{place}/rnn.py": own(WRONG, place) for place in range(len(names) + 1)}
    bad = {f"submission_{len(names)}/\x1b[31mrnn.py": b"x", f"submission_0/{'d/' * 30}rnn.py": b"x"}
    export = tmp_path / "export.zip"
    export.write_bytes(zip_of({"submission_metadata.yml": entries.encode()} | files | bad))

    done = batch(export, out)

    assert done.returncode == MACHINE, done.stderr
    assert not set(done.stderr) & set("\x1b\x07\u202e"), done.stderr
    students = [row[0] for row in table(out)[1:]]
    assert len(students) == len(names) + 1, done.stderr
    assert not [student for student in students if student[:1] in "=@+-"]
    assert "\x1b" not in (out / "grades.csv").read_text()
    letters = list((out / "feedback").iterdir())
    assert len(letters) == len(students)
    assert {entry.name for entry in tmp_path.iterdir()} == {"out", "export.zip"}
    shown = grader("batch", "show", "\u202eevil", "--output", out)
    assert (shown.returncode, "\u202e" in shown.stdout) == (PASSED, False), shown.stderr


def escaped(name: str) -> str:
    return "".join(char if char.isascii() and char.isprintable() else f"\\u{ord(char):04x}" for char in name)


def test_a_folder_whose_name_is_not_utf8_is_a_problem_and_not_the_end(tmp_path, out):
    folder = folder_of(tmp_path / "class", {"ann/rnn.py": RIGHT})
    (folder / os.fsdecode(b"\xff\xfe")).mkdir()

    done = batch(folder, out)

    assert done.returncode == MACHINE
    assert cell(out, "ann", "rnn") == "10"
    assert [one["kind"] for one in lines(out / "problems.jsonl")] == ["bad_name"]


# Likeness


def test_answers_alike_are_listed_to_look_at_and_called_no_verdict(tmp_path, out):
    source = (ROOT / "tests" / "submissions" / "rnn" / "right_index_loops.py").read_bytes()
    copies = {f"{name}/rnn.py": own(source.replace(b"total", b"entry"), 1) for name in ("bo", "di")}
    batch(folder_of(tmp_path / "class", {"ann/rnn.py": source, **copies, "cy/rnn.py": RIGHT}), out)

    with (out / "likeness.csv").open(newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["exercise"], row["student"], row["other"], row["same_but_for_names"]) == ("rnn", "ann", "bo; di", "yes")
    assert row["note"].startswith("to look at, no verdict")
    listed = json.loads((out / "likeness.json").read_text())
    assert listed["note"] == row["note"]
    assert [one["students"] for one in listed["alike"]] == [["ann", "bo", "di"]]
    page = (out / "report.html").read_text(encoding="utf-8")
    assert "Answers alike (1)" in page
    cells = '<td>rnn</td><td><a data-row="0" href="#students">row 1</a></td>'
    told = cells + '<td><a data-row="1" href="#students">row 2</a>'
    assert f'{told}, <a data-row="3" href="#students">row 4</a></td><td class="n">100 %</td>' in page


# What reaches the workers


def test_what_the_command_line_says_reaches_the_workers(class_folder, out, monkeypatch):
    seen: list[tuple[Terms, int, list[tuple[str, bytes]]]] = []

    def without_walls(tasks: Iterable[Task], terms: Terms, jobs: int) -> Iterator[Graded]:
        tasks = list(tasks)
        seen.append((terms, jobs, [(one.exercise, one.source) for one in tasks]))
        for one in tasks:
            yield graded(one.exercise, one.source, "passed", confirmed=("passed",), tier="0")

    monkeypatch.setattr("grader.cli.batch_run.graded", without_walls)
    arguments = [str(class_folder), "--output", str(out), "--seed", "5", "--confirm-seed", "6", "--jobs", "3"]
    for more in (["--trusted-class"], ["--trusted-class"], []):
        batch_run.command.main([*arguments, *more], standalone_mode=False)

    files = [("rnn", RIGHT), ("rnn", WRONG)]
    assert seen == [
        (Terms(course_root(), 5, 6, trusted=True), 3, files),
        (Terms(course_root(), 5, 6, trusted=False), 3, files),  # who no longer trusts takes no result without walls
    ]


def test_without_torch_its_exercises_wait_are_said_once_and_are_graded_when_it_is_there(tmp_path, out, monkeypatch):
    torch = (ROOT / "solutions" / "torch_diagnosis.py").read_bytes()
    files = {"ann/rnn.py": RIGHT, "ann/torch_diagnosis.py": torch, "bo/torch_diagnosis.py": torch + b"\n"}
    arguments = [str(folder_of(tmp_path / "class", files)), "--output", str(out)]
    asked: list[str] = []

    def passed(tasks: Iterable[Task], terms: Terms, jobs: int) -> Iterator[Graded]:
        for one in tasks:
            asked.append(one.exercise)
            yield graded(one.exercise, one.source, "passed")

    monkeypatch.setattr("grader.cli.batch_run.graded", passed)
    with monkeypatch.context() as machine:
        machine.setattr("grader.cli.batch_run.find_spec", lambda name: None)
        assert batch_run.command.main(arguments, standalone_mode=False) == MACHINE

    assert asked == ["rnn"]
    (problem,) = lines(out / "problems.jsonl")
    assert (problem["kind"], problem["path"], problem["exercise"]) == ("not_installed", *["torch_diagnosis"] * 2)
    assert problem["reason"] == "torch is not installed, so this run leaves 2 answers ungraded"
    assert problem["todo"] == "pip install 'vanishing-gradients[torch]', then give the same command again"
    assert (cell(out, "ann", "rnn"), cell(out, "ann", "torch_diagnosis")) == ("2", "")

    assert batch_run.command.main(arguments, standalone_mode=False) == PASSED
    assert asked == ["rnn", "torch_diagnosis", "torch_diagnosis"]
    assert cell(out, "bo", "torch_diagnosis") == "2"
    assert lines(out / "problems.jsonl") == []


def test_one_answer_that_waits_is_counted_as_people_say_it():
    found = of_class(answer("ann", "torch_diagnosis", b"x"))

    *_, problem = without_module(found, {"torch_diagnosis": "torch"})

    assert problem.reason == "torch is not installed, so this run leaves 1 answer ungraded"


# Terminals, help


def test_a_terminal_gets_a_bar_with_counts(tmp_path, out):
    folder = class_of(tmp_path / "class", 12)
    environment = os.environ | {"TERM": "xterm", "COLUMNS": "120"}
    run = pexpect.spawn(
        GRADER, ["batch", str(folder), "--output", str(out)], env=environment, encoding="utf-8", timeout=60
    )
    run.expect(pexpect.EOF)
    run.close()

    assert run.exitstatus == PASSED
    assert "12/12" in run.before
    assert "8 pass, 4 fall short, 0 broken" in run.before


def test_elsewhere_a_line_is_said_every_few_seconds(monkeypatch, capsys):
    clock = iter([0.0, 1.0, 5.0, 6.0, 11.0])
    monkeypatch.setattr("grader.cli.progress.time.monotonic", lambda: next(clock))

    with progress(10) as shown:
        for done in range(1, 5):
            shown.show(Counts(passed=done))

    assert capsys.readouterr().err == (
        "2 of 10 files, 0.4 per second, 20 s left: 2 pass, 0 fall short, 0 broken\n"
        "4 of 10 files, 0.4 per second, 16 s left: 4 pass, 0 fall short, 0 broken\n"
    )


def test_help_has_examples_and_the_questions_and_a_folder_may_be_called_like_a_question(tmp_path, out):
    helped = grader("batch", "--help")
    assert helped.returncode == PASSED
    assert "Usage: grader batch [OPTIONS] SUBMISSIONS" in helped.stdout
    assert "grader batch submissions.zip --output results --seed 2718" in helped.stdout
    assert "replay" in helped.stdout

    folder_of(tmp_path, {"show/ann/rnn.py": RIGHT})
    asked = grader("batch", "show", cwd=tmp_path)
    assert (asked.returncode, "Usage: grader batch show" in asked.stderr) == (USAGE, True)
    run = grader("batch", "./show", "--output", out, cwd=tmp_path)
    assert (run.returncode, cell(out, "ann", "rnn")) == (PASSED, "10")
    wrong = grader("batch", "./show", cwd=tmp_path)
    assert "Usage: grader batch [OPTIONS] SUBMISSIONS" in wrong.stderr


def test_a_broken_result_is_no_grade_and_is_graded_again_by_the_same_command(tmp_path, out):
    course = load_course(course_root())
    run = run_of(
        course_version=course_version(course), seed=0, points={one.name: one.points for one in course.exercises}
    )
    out.mkdir()
    found = of_class(answer("ann", "rnn", RIGHT))
    filled(out / "gradebook.sqlite", found, [graded("rnn", RIGHT, "passed", "broken")], run)

    shown = grader("export", "csv", out)
    assert shown.stdout.splitlines()[1].startswith("ann,,,,,"), shown

    done = batch(folder_of(tmp_path / "class", {"ann/rnn.py": RIGHT}), out)
    assert "1 file to grade (1 of them again: " in done.stderr
    assert cell(out, "ann", "rnn") == "10"
