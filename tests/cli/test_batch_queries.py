"""`grader batch show`, `replay` and `summary`: what the gradebook answers about a student, an answer, the class."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from classes import RIGHT, WRONG, batch, grader, lines, own
from gradebooks import POINTS, answer, filled, graded, of_class, run_of
from handed_in import folder_of

from grader.batch.entry import Entry, Result
from grader.batch.grades import Grades
from grader.batch.summary import ExerciseSummary, summarised
from grader.cli.class_report import student_answers
from grader.cli.results_folder import Tally
from grader.render.report.facts import gathered
from grader.submission import Problem, Student

PASSED, NOT_YET, USAGE, MACHINE = 0, 1, 2, 3


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ann's second attempt is right; Bo and Cy hold the same wrong idea; graded with a secret seed."""
    root = tmp_path_factory.mktemp("class")
    folder = folder_of(root / "class", {"ann/rnn.py": WRONG, "bo/rnn.py": own(WRONG, 1), "cy/rnn.py": own(WRONG, 2)})
    batch(folder, root / "out", "--seed", 77, "--exercise", "rnn", "--exercise", "bptt")
    (folder / "ann" / "rnn.py").write_bytes(RIGHT)
    done = batch(folder, root / "out", "--seed", 77, "--exercise", "rnn", "--exercise", "bptt")
    assert done.returncode == PASSED, done.stderr
    return root / "out"


def spoilt(out: Path, tmp_path: Path, change: str) -> Path:
    """A copy of the results whose gradebook was changed by hand."""
    copy = tmp_path / "copy"
    copy.mkdir()
    with closing(sqlite3.connect(out / "gradebook.sqlite")) as whole:
        whole.execute("VACUUM INTO ?", (str(copy / "gradebook.sqlite"),))
    with closing(sqlite3.connect(copy / "gradebook.sqlite")) as connection, connection:
        connection.execute(change)
    return copy


# show


def test_show_says_what_counts_what_it_is_traced_to_and_what_came_before(out):
    shown = grader("batch", "show", "ann", "--output", out)

    assert shown.returncode == PASSED
    counts, earlier = shown.stdout.split("earlier results, which do not count")
    assert "ann\n\nrnn · 10 of 10 points, passed\n  file     ann/rnn.py, sha256 " in counts
    assert "grader 0.1.0, seed 77\n" in counts
    assert "attempts 1, run 2, graded 20" in counts
    assert "call_wall_seconds 2.0" in counts
    assert "falls short · something newer was handed in" in earlier
    assert "run 1" in earlier


def test_show_says_which_check_fell_short_and_which_idea_it_shows(out):
    shown = grader("batch", "show", "bo", "--output", out).stdout.splitlines()
    short = next(
        check
        for check in json.loads(grader("batch", "show", "bo", "--output", out, "--format", "json").stdout)["results"][
            0
        ]["checks"]
        if check["status"] == "failed"
    )

    assert f"  finding  {short['function']}, {short['title']}: {short['message']}" in shown
    assert "  likely   you multiply W_hh from its other side: h_prev @ W_hh" in shown


def test_show_of_a_file_that_does_not_load_says_why(tmp_path):
    error = {"kind": "syntax_error", "message": "SyntaxError: invalid syntax", "line": 1}
    result = graded("clip", b"(", "skipped")
    result.record.update(error=error, passed=False)
    result.record["checks"][0]["message"] = "not checked yet: the file does not load"
    filled(tmp_path / "gradebook.sqlite", of_class(answer("ann", "clip", b"(")), [result])

    shown = grader("batch", "show", "ann", "--output", tmp_path).stdout
    assert "  finding  SyntaxError: invalid syntax\n" in shown
    assert "not checked yet" not in shown


def test_show_as_json_is_the_results_with_their_trace(out):
    shown = json.loads(grader("batch", "show", "bo", "--output", out, "--format", "json").stdout)

    assert (shown["student"], len(shown["results"]), shown["earlier"]) == ("bo", 1, [])
    assert shown["results"][0]["trace"]["seed"] == 77


def test_show_of_what_is_no_grade_says_so(tmp_path):
    results = [graded("bptt", b"a", "broken"), graded("clip", b"b", "passed", confirmed=("failed",))]
    found = of_class(answer("ann", "bptt", b"a"), answer("ann", "clip", b"b"), answer("bo", "bptt", b"c"))
    filled(tmp_path / "gradebook.sqlite", [*found, Student("cy", "Cy")], results, run_of(confirm_seed=8))

    shown = grader("batch", "show", "ann", "--output", tmp_path).stdout
    assert "bptt · no grade: a check of ours broke" in shown
    assert "clip · no grade: 2 of 2 points with the first seed, other checks pass with the second" in shown
    assert "seed 7, second seed 8" in shown
    assert "bptt · not graded yet" in grader("batch", "show", "bo", "--output", tmp_path).stdout
    nothing = grader("batch", "show", "cy", "--output", tmp_path).stdout
    assert nothing == "Cy (cy)\n\nnothing of theirs could be graded\n"


def test_show_says_what_of_a_student_s_could_not_be_taken_beside_what_could(tmp_path):
    folder = folder_of(tmp_path / "class", {"ann/rnn.py": RIGHT, "bo/rnn.py": RIGHT, "cy/bptt.py": b"   "})
    (folder / "ann" / "bptt.py").symlink_to("/etc/passwd")
    os.mkfifo(folder / "ann" / "lstm.py")
    done = batch(folder, tmp_path / "out")
    assert done.returncode == MACHINE, done.stderr

    def shown(student: str, form: str = "text") -> str:
        return grader("batch", "show", student, "--output", tmp_path / "out", "--format", form).stdout

    found = [one for one in lines(tmp_path / "out" / "problems.jsonl") if one["students"] == ["ann"]]
    assert {Path(one["path"]).name for one in found} == {"bptt.py", "lstm.py"}
    answers, problems = shown("ann").split("\nwhat could not be taken as an answer\n")
    assert "rnn · 10 of 10 points, passed" in answers
    assert problems.splitlines() == [
        line for one in found for line in (f"  {one['path']}: {one['reason']}", f"    {one['todo']}")
    ]
    assert json.loads(shown("ann", "json"))["problems"] == found
    assert "could not be taken" not in shown("bo")
    assert shown("cy").startswith("cy\n\nnothing of theirs could be graded\n\nwhat could not be taken as an answer\n")


def test_show_of_a_problem_writes_out_what_a_terminal_would_obey(tmp_path):
    problem = Problem("link", "ann/\x1b[2J.py", "it is a link", "hand in\nthe file", ("ann",), "bptt")
    filled(tmp_path / "gradebook.sqlite", [Student("ann", "Ann"), problem], [])

    shown = grader("batch", "show", "ann", "--output", tmp_path).stdout
    assert shown.endswith("  ann/\\x1b[2J.py: it is a link\n    hand in the file\n")


def test_students_are_found_by_what_people_call_them_and_never_guessed(tmp_path):
    people = {"11": ("Ann Lee", "ann@x"), "12": ("Ann Lind", ""), "13": ("\x1b[2JBo", ""), "14": ("Li", "")}
    found = [Student(id, name, email) for id, (name, email) in people.items()]
    filled(tmp_path / "gradebook.sqlite", found, [])

    def said(name: str) -> tuple[int, str]:
        done = grader("batch", "show", name, "--output", tmp_path)
        return done.returncode, (done.stdout or done.stderr).strip().splitlines()[-1 if done.stderr else 0]

    assert said("11") == said("ann lee") == said("ANN@X") == (PASSED, "Ann Lee (11)")
    assert said("lind") == (PASSED, "Ann Lind (12)")
    assert said("li") == (PASSED, "Li (14)"), "the whole name before a part of one"
    assert said("ann") == (
        USAGE,
        "Error: `ann` may be Ann Lee (11), Ann Lind (12). Name one by the id in brackets.",
    )
    assert said("An Lee") == (
        USAGE,
        "Error: there is no student `An Lee`. Did you mean Ann Lee (11)?",
    )
    assert said("\x1b[31mzzz") == (
        USAGE,
        "Error: there is no student `\\x1b[31mzzz`. There are 4; grades.csv lists them.",
    )
    assert "\x1b" not in said("bo")[1]


def test_where_several_students_may_be_meant_the_id_of_each_is_in_brackets_also_where_it_is_the_name(tmp_path):
    found = [Student("Ana Costa", "Ana Costa"), Student("b\x1b7", "b\x1b7 o"), Student("17", "Bruno Díaz")]
    filled(tmp_path / "gradebook.sqlite", found, [])

    done = grader("batch", "show", "o", "--output", tmp_path)
    assert done.returncode == USAGE
    each = "Bruno Díaz (17), Ana Costa (Ana Costa), b\\x1b7 o (b\\x1b7)"
    assert f"Error: `o` may be {each}. Name one by the id in brackets.\n" in done.stderr
    assert grader("batch", "show", "Ana Costa", "--output", tmp_path).stdout.startswith("Ana Costa\n")


@pytest.mark.parametrize("question", [["show", "ann"], ["replay", "ann", "rnn"], ["summary"]])
def test_a_folder_without_a_gradebook_is_said(tmp_path, question):
    done = grader("batch", *question, "--output", tmp_path)

    assert done.returncode == MACHINE
    assert "there is no gradebook" in done.stderr
    assert "name a folder that grader batch wrote" in done.stderr


# replay


def test_replay_finds_the_same_verdict_and_shows_it_as_check_does(out):
    done = grader("batch", "replay", "bo", "rnn", "--output", out)

    assert done.returncode == PASSED, done.stderr
    assert "✗ rnn_step · " in done.stdout
    assert "seed 77" in done.stdout
    assert "the verdict is the same as in run 1: " in done.stdout
    assert "  next     the same command with --write . saves the answer here\n" in done.stdout, "no file to check yet"


def test_replay_hands_out_the_file_and_the_line_with_which_its_author_sees_the_same(out, tmp_path):
    done = grader("batch", "replay", "bo", "rnn", "--output", out, "--write", "rnn.py", cwd=tmp_path)

    assert done.returncode == PASSED, done.stderr
    assert (tmp_path / "rnn.py").read_bytes() == own(WRONG, 1)
    assert "grader check rnn.py --seed 77" in done.stdout
    by_hand = grader("check", "rnn.py", "--seed", "77", cwd=tmp_path)
    sheet = done.stdout[: done.stdout.index("the verdict is")]
    assert by_hand.returncode == NOT_YET
    assert by_hand.stdout.splitlines()[:8] == sheet.splitlines()[:8]


def test_replay_overwrites_nothing_and_asks_for_a_name_that_can_be_checked(out, tmp_path):
    (tmp_path / "rnn.py").write_text("mine")
    there = grader("batch", "replay", "bo", "rnn", "--output", out, "--write", tmp_path)
    named = grader("batch", "replay", "bo", "rnn", "--output", out, "--write", tmp_path / "bo.py")

    assert there.returncode == MACHINE
    assert "the answer cannot be saved: File exists" in there.stderr
    assert (tmp_path / "rnn.py").read_text() == "mine"
    assert named.returncode == USAGE
    assert "is no folder that is there, and not named rnn.py" in named.stderr
    assert not (tmp_path / "bo.py").exists()


def test_replay_says_when_the_verdict_is_another(out, tmp_path):
    forged = """UPDATE results SET score = 10, course_version = 'older',
        record = replace(record, '"failed"', '"passed"') WHERE seed = 77"""
    both = spoilt(out, tmp_path, forged)
    with closing(sqlite3.connect(both / "gradebook.sqlite")) as connection, connection:
        connection.execute("UPDATE runs SET course_version = 'older'")

    done = grader("batch", "replay", "bo", "rnn", "--output", both)

    assert done.returncode == MACHINE
    assert "the verdict is not the one of run 1, 10 of 10 points. The course has changed since." in done.stdout


def test_replay_of_an_answer_with_a_second_seed_names_it_too(tmp_path, out):
    done = grader("batch", "replay", "bo", "rnn", "--output", spoilt_with_second_seed(out, tmp_path))

    assert "with the second seed: grader check rnn.py --seed 78" in done.stdout


def spoilt_with_second_seed(out: Path, tmp_path: Path) -> Path:
    copy = spoilt(out, tmp_path, "UPDATE results SET confirm_seed = 78")
    with closing(sqlite3.connect(copy / "gradebook.sqlite")) as connection, connection:
        connection.execute("UPDATE runs SET confirm_seed = 78")
    return copy


def test_replay_of_what_was_not_handed_in_or_is_no_exercise_says_what_there_is(out, tmp_path):
    absent = grader("batch", "replay", "bo", "bptt", "--output", out)
    unknown = grader("batch", "replay", "bo", "rn", "--output", out)
    waiting = grader("batch", "replay", "bo", "rnn", "--output", spoilt(out, tmp_path, "DELETE FROM results"))

    assert (absent.returncode, unknown.returncode, waiting.returncode) == (USAGE, USAGE, MACHINE)
    assert "bo has no answer to `bptt`; there is: rnn." in absent.stderr
    assert "there is no exercise `rn`. Did you mean `rnn`?" in unknown.stderr
    assert "bo's answer to `rnn` is not graded yet" in waiting.stderr


# summary


def test_a_class_of_one_is_counted_as_people_say_it(tmp_path):
    filled(tmp_path / "gradebook.sqlite", [Student("ann", "Ann")], [])

    assert grader("batch", "summary", "--output", tmp_path).stdout.startswith("1 student\n")


def test_summary_counts_exercises_and_the_wrong_ideas_by_student_with_the_question(out):
    done = grader("batch", "summary", "--output", out)

    assert done.returncode == PASSED, done.stderr
    row = next(line for line in done.stdout.splitlines() if line.startswith("rnn"))
    assert row.split()[1:3] == ["3", "1"]
    assert "handed in by nobody: bptt" in done.stdout
    assert "     2  rnn.h_on_the_left: you multiply W_hh from its other side" in done.stdout
    assert "which index of" in done.stdout


def test_summary_as_json_has_the_same_numbers(out):
    summary = json.loads(grader("batch", "summary", "--output", out, "--format", "json").stdout)

    assert (summary["schema_version"], summary["students"]) == (1, 3)
    (rnn,) = [one for one in summary["exercises"] if one["exercise"] == "rnn"]
    assert (rnn["handed_in"], rnn["passed"], rnn["broken"], rnn["unstable"], rnn["waiting"]) == (3, 1, 0, 0, 0)
    assert [idea["students"] for idea in summary["ideas"] if idea["id"] == "rnn.h_on_the_left"] == [2]
    assert all(idea["hint"].endswith("?") for idea in summary["ideas"])


def test_summary_counts_the_answers_that_a_run_had_no_time_for(out, tmp_path):
    found = of_class(
        *(answer(name, "bptt", name.encode()) for name in ("ann", "bo", "cy")), answer("ann", "clip", b"c")
    )
    filled(tmp_path / "gradebook.sqlite", found, [graded("bptt", b"ann", "passed")])

    done = grader("batch", "summary", "--output", tmp_path)
    assert "3 answers are not graded yet (bptt 2, clip 1): the command of grader batch" in done.stdout
    as_json = json.loads(grader("batch", "summary", "--output", tmp_path, "--format", "json").stdout)
    assert {one["exercise"]: one["waiting"] for one in as_json["exercises"]} == {"bptt": 2, "clip": 1}
    assert "not graded yet" not in grader("batch", "summary", "--output", out).stdout


def entry(exercise: str, score: float, *ideas: str, **more: bool) -> Entry:
    checks = [
        {"misconceptions": [{"id": id, "says": "you", "hint": "why?"}, {"id": "z", "says": "", "hint": ""}]}
        for id in ideas
    ]
    verdict = {"passed": not ideas, "broken": False, "unstable": False} | more
    text = json.dumps({"checks": checks})
    made = Result(1, "g", "c", 0, None, "2", {}, "", score, 10.0, attempts=1, text=text, **verdict)
    return Entry(exercise, "aa", "f", "o", "", late=False, current=True, result=made)


def test_what_is_no_grade_is_in_no_mean_and_an_idea_counts_once_for_each_who_holds_it():
    everybody = [
        ("ann", [entry("rnn", 4.0, "rnn.a", "rnn.a", "rnn.b")]),
        ("bo", [entry("rnn", 8.0, "rnn.b"), entry("bptt", 1.0, broken=True)]),
        ("cy", [entry("rnn", 0.0, "rnn.b", unstable=True)]),
    ]

    summary = summarised({"rnn": 10.0, "bptt": 20.0}, everybody)

    assert summary.exercises == (
        ExerciseSummary("rnn", 10.0, handed_in=3, passed=0, mean=6.0, broken=0, unstable=1, waiting=0),
        ExerciseSummary("bptt", 20.0, handed_in=1, passed=0, mean=None, broken=1, unstable=0, waiting=0),
    )
    assert [(one.id, one.students) for one in summary.ideas] == [("rnn.b", ("ann", "bo")), ("rnn.a", ("ann",))]


def test_summary_page_and_the_run_s_last_line_count_one_class_alike(tmp_path):
    statuses = {"ann": ["passed"], "bo": ["failed"], "cy": ["failed"], "di": ["failed", "broken"], "ed": []}
    results = [graded("bptt", name.encode(), *said) for name, said in statuses.items() if said]
    results[2] = graded("bptt", b"cy", "failed", "passed", confirmed=["passed", "passed"])  # unstable
    for one in results[1:]:
        one.record["checks"][0]["misconceptions"] = [{"id": "bptt.a", "says": "you", "hint": "why?"}]
    class_ = of_class(*(answer(name, "bptt", name.encode()) for name in statuses))
    filled(tmp_path / "gradebook.sqlite", class_, results)

    tally = Tally()
    with Grades(tmp_path / "gradebook.sqlite") as grades:
        everybody = [(student, grades.entries(student.id)) for student in grades.students()]
    summary = summarised(POINTS, ((student.id, entries) for student, entries in everybody))
    facts = gathered(POINTS, ((student, student_answers(entries)) for student, entries in everybody))
    for _, entries in everybody:
        tally.count(entries)

    bptt, column = summary.exercises[0], facts.columns["bptt"]
    assert (tally.students, summary.students, len(facts.rows)) == (5, 5, 5)
    assert (tally.answers, bptt.handed_in, column.answers) == (5, 5, 5)
    assert (tally.passed, bptt.passed, column.passed) == (1, 1, 1)
    assert (tally.short, column.short) == (1, 1)
    assert (tally.ungraded, column.ungraded) == (3, 3)  # unstable, broken, and not graded yet
    assert (bptt.broken, bptt.unstable, bptt.waiting) == (1, 1, 1)
    assert (bptt.mean, column.mean) == (1.0, 1.0)
    assert [one.students for one in summary.ideas] == [("bo",)]
    assert [one.rows for one in facts.ranked()] == [[1]]
