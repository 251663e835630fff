"""The gradebook: what it keeps, and what becomes of it when file, disk, lock or clock do not behave."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from gradebooks import NOON, answer, filled, graded, of_class, record_of, run_of, sha
from helpers import ROOT

from grader.batch import database, schema
from grader.batch.gradebook import Gradebook
from grader.batch.grades import Grades
from grader.batch.lock import locked
from grader.errors import GradebookError, WorkspaceError
from grader.submission import Problem, Student

OLD, NEW, CLIP = b"old", b"new", b"clip"
CLASS = of_class(answer("ann", "bptt", OLD), answer("bo", "bptt", OLD), answer(("ann", "bo"), "clip", CLIP))
RESULTS = [graded("bptt", OLD, "passed", "failed"), graded("clip", CLIP, "passed")]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "gradebook.sqlite"


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def scores(path: Path, student: str) -> dict[str, float | None]:
    with Grades(path) as grades:
        return {one.exercise: one.result and one.result.score for one in grades.entries(student)}


# What it keeps


def test_one_result_is_credited_to_all_who_handed_in_the_same_and_a_groups_to_each_member(path):
    filled(path, CLASS, RESULTS)

    assert scores(path, "ann") == scores(path, "bo") == {"bptt": 2.0, "clip": 2.0}
    assert rows(path, "SELECT count(*) FROM results") == [(2,)]


def test_every_grade_is_traced_to_file_course_seed_tier_limits_and_run(path):
    run = run_of(course_version="c9", seed=3, confirm_seed=4)
    result = graded("bptt", OLD, "passed", tier="1b", attempts=2, limits={"memory_bytes": 5}, confirmed=("passed",))
    filled(path, CLASS, [result], run)

    with Grades(path) as grades:
        entry = grades.entries("ann")[0]
    made = entry.result
    assert (entry.sha256, entry.origin, entry.filename) == (sha(OLD), "ann/bptt.py", "bptt.py")
    assert made is not None
    assert (made.course_version, made.seed, made.confirm_seed, made.tier) == ("c9", 3, 4, "1b")
    assert (made.limits, made.attempts, made.graded, made.run) == ({"memory_bytes": 5}, 2, NOON.isoformat(), 1)
    assert made.record == record_of("bptt", "passed")


def test_the_source_of_every_answer_can_be_had_again(path):
    filled(path, CLASS, RESULTS)

    with Grades(path) as grades:
        assert grades.source(sha(CLIP)) == CLIP
        assert grades.answers("clip") == {"ann": CLIP}, "a group's answer is there once"


def test_a_newer_attempt_takes_the_place_of_the_old_one_whose_result_stays_in_the_history(path):
    filled(path, CLASS, RESULTS)
    newer = of_class(answer("ann", "bptt", NEW), answer("bo", "bptt", OLD))
    filled(path, newer, [graded("bptt", NEW, "passed", "passed")])

    assert scores(path, "ann") == {"bptt": 4.0}
    assert scores(path, "bo") == {"bptt": 2.0}
    with Grades(path) as grades:
        assert [(one.sha256, one.current) for one in grades.earlier("ann")] == [(sha(OLD), False), (sha(CLIP), False)]


def test_another_seed_takes_older_results_out_of_force_and_the_old_seed_brings_them_back(path):
    filled(path, CLASS, RESULTS)
    filled(path, CLASS, [], run_of(seed=8))
    assert scores(path, "ann") == {"bptt": None, "clip": None}

    filled(path, CLASS, [], run_of(seed=7))
    assert scores(path, "ann") == {"bptt": 2.0, "clip": 2.0}


def test_what_was_graded_without_walls_counts_for_nobody_but_who_trusts_the_class(path):
    filled(path, CLASS, [graded("bptt", OLD, "passed", tier="0")], run_of(trusted=True))
    assert scores(path, "ann") == {"bptt": 2.0, "clip": None}

    filled(path, CLASS, [], run_of(trusted=False))
    assert scores(path, "ann") == {"bptt": None, "clip": None}


def test_a_run_that_asks_for_one_exercise_leaves_the_others_as_they_are(path):
    filled(path, CLASS, RESULTS)
    filled(path, of_class(answer("ann", "clip", CLIP)), [], run_of(points={"clip": 4.0}))

    assert scores(path, "ann") == {"bptt": 2.0, "clip": 2.0}
    assert scores(path, "bo") == {"bptt": 2.0}


def test_a_student_whose_folder_was_renamed_has_one_row(path):
    filled(path, CLASS, RESULTS)
    filled(path, of_class(answer("anna", "bptt", OLD)), [])

    with Grades(path) as grades:
        assert grades.students() == [Student("anna", "Anna")]


def test_problems_are_those_that_are_still_there(path):
    gone = Problem("empty_file", "bo/bptt.py", "it is empty", "ask for it again", ("bo",), "bptt")
    stays = Problem("link", "x", "it is a link", "ask for the file itself")
    filled(path, [*CLASS, gone, stays], [])
    filled(path, [*CLASS, stays], [])

    with Grades(path) as grades:
        assert list(grades.problems()) == [stays]


def test_two_records_that_differ_in_what_passes_are_unstable_and_no_grade(path):
    results = [
        graded("bptt", OLD, "passed", "failed", confirmed=("passed", "passed")),
        graded("clip", CLIP, "failed", confirmed=("error",)),
    ]
    filled(path, CLASS, results, run_of(confirm_seed=8))

    with Grades(path) as grades:
        bptt, clip = (one.result for one in grades.entries("ann"))
    assert bptt is not None and clip is not None
    assert (bptt.unstable, bptt.is_grade) == (True, False)
    assert (clip.unstable, clip.is_grade) == (False, True), "wrong both times, whichever way"


@pytest.mark.parametrize(("first", "second"), [(("broken",), ("passed",)), (("passed",), ("broken",))])
def test_what_broke_on_either_seed_is_broken_and_not_unstable(path, first, second):
    filled(path, CLASS, [graded("clip", CLIP, *first, confirmed=second)], run_of(confirm_seed=8))

    with Grades(path) as grades:
        made = grades.entries("ann")[1].result
    assert made is not None
    assert (made.broken, made.unstable, made.is_grade) == (True, False, False)


def test_names_that_are_no_unicode_or_ten_kilobytes_are_kept_and_found_again(path):
    names = ["\ud800x", "n" * 10_000, "=HYPERLINK(1)", "\x00\x1b[2J\u202e", "../../etc"]
    filled(path, of_class(*(answer(name, "clip", CLIP) for name in names)), [graded("clip", CLIP, "passed")])

    with Grades(path) as grades:
        assert {one.id for one in grades.students()} == {"\\ud800x", *names[1:]}
        assert all(grades.entries(name)[0].result for name in names)


def test_every_table_is_strict(path):
    filled(path, CLASS, RESULTS)

    tables = rows(path, "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    assert len(tables) == 8
    assert all("STRICT" in str(sql).splitlines()[-1] for _, sql in tables)
    assert rows(path, "PRAGMA journal_mode") == [("wal",)]


def test_a_result_of_a_file_that_nobody_handed_in_is_a_bug_and_not_a_file_error(path):
    with pytest.raises(sqlite3.IntegrityError):
        filled(path, CLASS, [graded("bptt", b"stranger", "passed")])


def test_what_cannot_be_collected_leaves_the_gradebook_as_it_was(path):
    filled(path, CLASS, RESULTS)

    def torn():
        yield CLASS[0]
        raise WorkspaceError("the folder is gone")

    with pytest.raises(WorkspaceError), Gradebook(path) as book:
        book.begin(run_of(seed=99), torn(), NOON)
    assert rows(path, "SELECT count(*) FROM runs") == [(1,)]
    assert scores(path, "bo") == {"bptt": 2.0, "clip": 2.0}


def test_a_clock_that_goes_back_changes_nothing(path):
    filled(path, CLASS, [graded("bptt", OLD, "broken")])
    run = run_of()
    with Gradebook(path) as book:
        number = book.begin(run, CLASS, NOON - timedelta(days=400))
        book.add(number, run, graded("bptt", OLD, "passed", "passed"), NOON - timedelta(days=400))
        book.end(number, NOON - timedelta(days=401), "finished")

    assert scores(path, "ann") == {"bptt": 4.0, "clip": None}


# Versions


def test_an_older_gradebook_is_copied_and_then_upgraded(path):
    filled(path, CLASS, RESULTS)
    more = (*schema.MIGRATIONS, ("ALTER TABLE students ADD COLUMN section TEXT NOT NULL DEFAULT ''",))

    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        schema.upgrade(connection, path, more)

    copy = path.with_name("gradebook.sqlite.version-1")
    assert rows(path, "PRAGMA user_version") == [(2,)]
    assert rows(path, "SELECT id, section FROM students ORDER BY id") == [("ann", ""), ("bo", "")]
    assert rows(copy, "PRAGMA user_version") == [(1,)]
    assert rows(copy, "SELECT count(*) FROM results") == [(2,)]


def test_an_upgrade_that_fails_half_way_changes_nothing(path):
    filled(path, CLASS, RESULTS)
    more = (*schema.MIGRATIONS, ("ALTER TABLE students ADD COLUMN section TEXT", "ALTER TABLE nowhere ADD COLUMN x"))

    with closing(sqlite3.connect(path, isolation_level=None)) as connection, pytest.raises(sqlite3.OperationalError):
        schema.upgrade(connection, path, more)

    assert rows(path, "PRAGMA user_version") == [(1,)]
    assert "section" not in str(rows(path, "SELECT sql FROM sqlite_master WHERE name = 'students'"))


def refused(path: Path) -> GradebookError:
    """The error that both the run and the readers meet; each says where and what to do."""
    with pytest.raises(GradebookError) as to_write:
        Gradebook(path, patience=0.05)
    with pytest.raises(GradebookError) as to_read:
        Grades(path).entries("ann")
    assert to_write.value.where == to_read.value.where == str(path)
    assert to_write.value.todo and to_read.value.todo
    return to_write.value


def test_a_newer_gradebook_is_refused_and_left_alone(path):
    filled(path, CLASS, RESULTS)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 9")
    before = path.read_bytes()

    error = refused(path)

    assert error.what == "the gradebook has version 9, and this grader knows versions up to 1"
    assert error.todo == "use the grader that wrote it, or a newer one"
    assert path.read_bytes() == before


def test_another_programs_database_is_refused_and_left_alone(path):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE mine (x)")
    before = path.read_bytes()

    assert refused(path).what == "this is an SQLite file of another program, not a gradebook"
    assert path.read_bytes() == before


def test_an_sqlite_without_strict_tables_is_said(path, monkeypatch):
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 34, 1))

    with pytest.raises(GradebookError, match=r"a gradebook needs 3\.37"):
        Gradebook(path)


# Locks, damage, disks


def test_a_second_run_in_the_same_folder_is_refused_and_a_dead_one_leaves_no_lock(tmp_path):
    holder = f"from grader.batch.lock import locked\nfrom pathlib import Path\nwith locked(Path({str(tmp_path)!r})):\n"
    command = [sys.executable, "-c", f"{holder}    print('mine', flush=True)\n    input()"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"mine\n"
        with pytest.raises(GradebookError, match="another grader batch is at work here") as error, locked(tmp_path):
            pass
        assert error.value.todo == "wait for it to end, or name another folder with --output"
        other.send_signal(signal.SIGKILL)

    with locked(tmp_path):
        pass


def test_a_folder_without_room_for_a_lock_is_said(tmp_path):
    with pytest.raises(GradebookError, match="the folder cannot be written to: No such file or directory"):
        with locked(tmp_path / "nowhere"):
            pass


def test_a_gradebook_that_another_program_keeps_locked_is_said_and_loses_nothing(path):
    filled(path, CLASS, RESULTS)
    with closing(sqlite3.connect(path, isolation_level=None)) as other, Gradebook(path, patience=0.05) as book:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(GradebookError, match="the gradebook is locked by another program") as error:
            book.add(1, run_of(), RESULTS[0], NOON)
        other.execute("ROLLBACK")
        book.add(1, run_of(), RESULTS[0], NOON)

    assert error.value.todo.startswith("close it there, then give the same command again")
    assert rows(path, "SELECT count(*) FROM results") == [(3,)]


def test_a_reader_is_not_kept_waiting_by_a_run(path):
    filled(path, CLASS, RESULTS)
    with closing(sqlite3.connect(path, isolation_level=None)) as run:
        run.execute("BEGIN IMMEDIATE")

        assert scores(path, "ann") == {"bptt": 2.0, "clip": 2.0}


@pytest.mark.parametrize("damage", ["a page", "the header", "the end"])
def test_a_damaged_gradebook_is_said_and_left_for_whoever_can_mend_it(path, damage):
    many = [answer(f"s{number}", "bptt", b"%d" % number) for number in range(200)]
    filled(path, of_class(*many), [graded("bptt", one.source, "passed") for one in many])
    content = bytearray(path.read_bytes())
    if damage == "a page":
        content[4096 : len(content) // 2] = b"\x55" * (len(content) // 2 - 4096)
    elif damage == "the header":
        content[:16] = b"no longer SQLite"
    else:
        del content[len(content) // 2 :]
    path.write_bytes(content)

    error = refused(path)

    assert error.what.startswith("the gradebook is damaged: ")
    assert "\n" not in error.what
    assert error.todo.startswith("put a copy of it in its place; or move it away")
    assert path.read_bytes() == content


@pytest.mark.parametrize("folder", [b"a?mode=memory&b#c %41'", b"\xff\xfe"])
def test_a_gradebook_is_found_whatever_its_folder_is_called(tmp_path, folder):
    place = tmp_path / os.fsdecode(folder)
    place.mkdir()
    filled(place / "gradebook.sqlite", CLASS, RESULTS)

    assert scores(place / "gradebook.sqlite", "ann") == {"bptt": 2.0, "clip": 2.0}
    assert list(tmp_path.iterdir()) == [place]


def test_a_reader_without_a_gradebook_is_told_which_command_makes_one(path):
    with pytest.raises(GradebookError, match="there is no gradebook") as error:
        Grades(path)
    assert error.value.todo == "name a folder that grader batch wrote"
    assert not path.exists()

    path.touch()
    with pytest.raises(GradebookError, match="the gradebook is empty"):
        Grades(path)


FILLS_THE_DISK = """
import sys
from pathlib import Path
from gradebooks import *
path = Path(sys.argv[1])
many = [answer(f"s{n}", "bptt", b"%d" % n) for n in range(40)]
run = run_of()
book = Gradebook(path)
number = book.begin(run, of_class(*many), NOON)
kept = 0
try:
    for one in many:
        book.add(number, run, graded("bptt", one.source, "passed", stdout="x" * 60_000), NOON)
        kept += 1
finally:
    print(kept, flush=True)
"""


def fill(path: Path, *before: str) -> subprocess.CompletedProcess[str]:
    shell = f'{" && ".join([*before, "exec"])} "$0" -c "$1" "$2"'
    environment = os.environ | {"PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"}
    return subprocess.run(
        ["sh", "-c", shell, sys.executable, FILLS_THE_DISK, str(path)], env=environment, capture_output=True, text=True
    )


def test_a_disk_that_takes_no_more_is_said_and_everything_before_is_there(path):
    done = fill(path, "ulimit -f 2000")  # blocks of 512 bytes: a megabyte in one file

    assert "grader.errors.GradebookError: the disk does not take or give data" in done.stderr, done.stderr
    assert "see to the disk, then give the same command again" in done.stderr
    kept = int(done.stdout)
    assert 0 < kept < 40
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("SELECT count(*) FROM results").fetchall() == [(kept,)]


def test_a_full_disk_is_said_and_everything_before_is_there(tmp_path):
    room = tmp_path / "room"
    room.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "none", room], capture_output=True, text=True)
    if mounted.returncode:
        pytest.skip(f"this machine lets nobody mount a small disk: {mounted.stderr.strip()}")
    try:
        done = fill(room / "gradebook.sqlite")
        assert "grader.errors.GradebookError: the disk is full" in done.stderr, done.stderr
        assert "make room, then give the same command again" in done.stderr
        kept = int(done.stdout)
        shutil.copytree(room, tmp_path / "copy")
    finally:
        subprocess.run(["umount", room], check=True)

    path = tmp_path / "copy" / "gradebook.sqlite"
    assert 0 < kept < 40
    assert rows(path, "PRAGMA integrity_check") == [("ok",)]
    assert rows(path, "SELECT count(*) FROM results") == [(kept,)]


AS_SOMEBODY = """
import os, sys
from pathlib import Path
from grader.batch.gradebook import Gradebook
from grader.batch.grades import Grades
if os.getuid() == 0:  # whom nobody refuses anything
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
with Grades(Path(sys.argv[1])) as grades:
    print(len(grades.entries("ann")), flush=True)
Gradebook(Path(sys.argv[1]))
"""


def test_a_gradebook_that_may_not_be_written_can_be_read_and_says_so_to_a_run(tmp_path):
    with tempfile.TemporaryDirectory() as folder:  # where somebody else may look, other than in tmp_path
        path = filled(Path(folder, "gradebook.sqlite"), CLASS, RESULTS)
        Path(f"{path}-wal").touch()  # as a reader may leave it
        path.chmod(0o444)
        Path(folder).chmod(0o555)
        done = subprocess.run(
            [sys.executable, "-c", AS_SOMEBODY, path],
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
        )
        Path(folder).chmod(0o755)

    assert done.stdout == "2\n", done.stderr
    assert "grader.errors.GradebookError: the gradebook " in done.stderr
    assert "name a folder that you may" in done.stderr


def test_a_bug_of_ours_stays_a_bug(path):
    with (
        pytest.raises(sqlite3.OperationalError, match="no such table"),
        closing(sqlite3.connect(":memory:")) as connection,
        database.told(path),
    ):
        connection.execute("SELECT * FROM nowhere")
