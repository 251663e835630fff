"""A run of real workers: everything is graded once, whoever is killed, whatever hangs, and nothing is left behind."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import textwrap
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from helpers import ROOT, grade_sandboxed, rubric_of
from runs import (
    DENIED_FOR,
    ENDLESS,
    RIGHT,
    TERMS,
    WRONG,
    Process,
    below,
    busy_ticks,
    class_of,
    command_of,
    left_of,
    results,
    running,
    task,
)

from grader.batch import job, worker_process
from grader.batch.job import Job
from grader.batch.task import Graded, Task, Terms
from grader.batch.worker import Grader
from grader.batch.workers import _AHEAD, _AHEAD_BYTES, _Line, graded
from grader.errors import CourseError, MachineError
from grader.record import record
from grader.sandbox.crew import Crew
from grader.sandbox.limits import Limits
from grader.verdict import Finding

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes through /proc")

Start = Callable[..., None]


# What comes of a run


def test_a_run_says_of_every_file_what_grading_it_alone_says():
    tasks = [
        task(WRONG),
        task(RIGHT),
        task(b"def rnn_step(:\n"),
        task((ROOT / "solutions" / "bptt.py").read_bytes(), "bptt"),
    ]

    found = results(tasks, jobs=2)

    for one in tasks:
        alone = record(grade_sandboxed(one.source, one.exercise))
        assert without_time(found[one.sha256].record) == without_time(alone)
        assert (found[one.sha256].confirmed, found[one.sha256].attempts) == (None, 1)
        assert found[one.sha256].limits == asdict(Limits())
        assert found[one.sha256].record["file"] == f"{one.exercise}.py"


def without_time(record: dict) -> dict:
    return {key: value for key, value in record.items() if key != "wall_seconds"}


def test_a_second_seed_grades_everything_once_more_on_other_inputs():
    found = results([task(WRONG), task(RIGHT)], replace(TERMS, seed=3, confirm_seed=4))

    for one, source in zip(found.values(), (WRONG, RIGHT), strict=True):
        assert without_time(one.record) == without_time(record(grade_sandboxed(source, "rnn", seed=3)))
        assert without_time(one.confirmed) == without_time(record(grade_sandboxed(source, "rnn", seed=4)))
    wrong = found[task(WRONG).sha256]
    assert wrong.record["checks"] != wrong.confirmed["checks"]


def test_an_endless_loop_costs_no_other_file_its_result():
    tasks = [*class_of(6, RIGHT), task(ENDLESS), *class_of(4, WRONG)]

    found = results(tasks)

    endless = found.pop(task(ENDLESS).sha256)
    assert [one["status"] for one in endless.record["checks"]][:1] == ["timeout"]
    assert [one.record["passed"] for one in found.values()] == 6 * [True] + 4 * [False]


def test_files_larger_than_a_socket_holds_are_passed_on_to_busy_workers():
    large = RIGHT + b"# " + b"x" * 900_000

    found = results(class_of(6, large), jobs=2)

    assert all(one.record["passed"] for one in found.values())


def test_what_is_finished_first_comes_first_and_a_reader_who_leaves_ends_the_workers():
    before = below(os.getpid())
    run = graded([task(ENDLESS), *class_of(3, RIGHT)], TERMS, 2)

    assert next(run).record["passed"]
    started = [one for one in below(os.getpid()) if one not in before]
    run.close()

    assert len(started) > 2
    assert left_of(started, within_seconds=5) == []


def test_no_task_at_all_is_a_run_of_nothing():
    assert list(graded([], TERMS, 1)) == []


# The line


def numbered(sizes: Iterator[int]) -> Iterator[Task]:
    return (Task("rnn", str(number), b"x" * size) for number, size in enumerate(sizes))


def test_tasks_are_read_a_little_ahead_and_handed_out_in_order():
    tasks = numbered(iter(lambda: 1, 0))
    line = _Line(tasks)

    first = [line.next(None) for _ in range(3)]

    assert [job.task.sha256 for job in first if job] == ["0", "1", "2"]
    assert next(tasks).sha256 == str(_AHEAD + 2)


def test_large_files_are_not_read_ahead_beyond_a_few_megabytes():
    tasks = numbered(iter(lambda: 1 << 20, 0))

    _Line(tasks).next(None)

    assert next(tasks).sha256 == str(_AHEAD_BYTES >> 20)


def test_a_worker_gets_what_its_zygote_has_the_modules_for_and_then_the_rest():
    names = ["rnn", "torch_diagnosis", "bptt", "torch_diagnosis", "rnn"]
    line = _Line(Task(name, str(number), b"") for number, name in enumerate(names))

    order = [line.next(("torch",)), line.next(("torch",)), line.next(("torch",)), line.next(()), line.next(())]

    assert [job.task.sha256 for job in order if job] == ["1", "3", "0", "2", "4"]
    assert line.next(()) is None


# Failures of ours, in a worker


def grader(crew: Crew, terms: Terms = TERMS, **changes: object) -> Grader:
    return Grader(terms, crew, lambda exercise, seed: replace(rubric_of(exercise, seed), **changes), time.monotonic)


def message(source: bytes, fresh: bool = False) -> dict:
    return Job(task(source), failed=int(fresh)).message()


def test_a_check_of_ours_that_breaks_is_reported_as_broken_and_not_confirmed():
    def steps(given: object) -> Iterator[Finding]:
        raise ZeroDivisionError
        yield

    broken = replace(rubric_of("rnn").checks[0], steps=steps)
    with Crew() as crew:
        said = grader(crew, replace(TERMS, confirm_seed=1), checks=(broken,)).graded(message(RIGHT))

    assert (said["doubtful"], said["confirmed"], said["tier"]) == (True, None, "2")
    assert said["record"]["checks"][0]["status"] == "broken"
    assert "ZeroDivisionError" in said["record"]["checks"][0]["message"]


def test_a_process_that_does_not_come_up_is_reported_as_broken():
    with Crew() as crew:
        said = grader(crew, preloads=("no_such_module",)).graded(message(RIGHT))

    assert (said["doubtful"], said["tier"]) == (True, "")
    assert {check["status"] for check in said["record"]["checks"]} == {"broken"}
    assert "No module named 'no_such_module'" in said["record"]["checks"][0]["message"]


def test_a_job_that_failed_before_gets_a_fresh_zygote():
    with Crew() as crew:
        one = grader(crew)
        one.graded(message(RIGHT))
        before = {process for process in below(os.getpid()) if "grader.inside" in command_of(process)}
        one.graded(message(WRONG))
        stayed = before & {process for process in below(os.getpid()) if "grader.inside" in command_of(process)}
        assert stayed, "the zygote serves more than one job; the children of the first have ended"
        one.graded(message(RIGHT, fresh=True))

        assert left_of(stayed, within_seconds=2) == []


def test_a_learners_process_that_somebody_killed_is_doubtful_and_one_that_ended_itself_is_not():
    with Crew() as crew:
        one = grader(crew)
        itself = one.graded(message(b"import os\ndef rnn_step(x, h_prev, W_xh, W_hh, b):\n    os._exit(9)\n"))
        assert (itself["doubtful"], itself["record"]["checks"][0]["status"]) == (False, "crashed")
        killer = threading.Thread(target=kill_the_busy_one, args=(below(os.getpid()),))
        killer.start()
        assert one.graded(message(ENDLESS))["doubtful"]
        killer.join()


def kill_the_busy_one(before: Sequence[Process]) -> None:
    """Kill the first new process that has been busy for a tenth of a second: an endless loop, well under way."""
    while True:
        for process in below(os.getpid()):
            if process not in before and busy_ticks(process) > 10:
                os.kill(process[0], signal.SIGKILL)
                return
        time.sleep(0.01)


# Failures of ours, seen from outside: workers that say and do what a test wants

WORKER = """
import json, os, socket, sys, time
control = socket.socket(fileno=int(sys.argv[-1]))
lines = map(json.loads, control.makefile("rb"))
def say(**message):
    control.sendall(json.dumps(message).encode() + b"\\n")
def answer(said, doubtful=False, **record):
    say(record=record, confirmed=None, tier="2", limits={}, doubtful=doubtful, wall_seconds=0.5)
terms = next(lines)
"""


@pytest.fixture
def played(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Start:
    """Let workers be played by a script."""

    def play(script: str) -> None:
        program = tmp_path / "worker"
        program.write_text(f"#!{sys.executable}\n{WORKER}{textwrap.dedent(script)}")
        program.chmod(0o755)
        monkeypatch.setattr("sys.executable", str(program))

    return play


def test_what_broke_once_is_tried_again_afresh_and_counts_as_a_second_attempt(played: Start):
    played("""
        say(tier="2")
        for said in lines:
            answer(said, doubtful=not said["fresh"], fresh=said["fresh"])
    """)

    found = results(class_of(5, RIGHT))

    assert [(one.attempts, one.record) for one in found.values()] == 5 * [(2, {"fresh": True})]


def test_what_breaks_twice_is_recorded_as_it_broke_the_second_time(played: Start):
    played("""
        say(tier="2")
        for number, said in enumerate(lines):
            answer(said, doubtful=True, number=number)
    """)

    (found,) = graded([task(RIGHT)], TERMS, 1)

    assert (found.attempts, found.record, found.wall_seconds) == (2, {"number": 1}, 0.5)


def test_a_file_that_cost_two_workers_is_ungradable_and_its_neighbours_lose_nothing(played: Start):
    played("""
        from base64 import b64decode
        say(tier="2")
        for said in lines:
            if b"deadly" in b64decode(said["source"]):
                sys.exit("MemoryError: no room for an answer")
            answer(said)
    """)
    deadly = task(RIGHT + b"# deadly\n")

    found = results([*class_of(3, RIGHT), deadly, *class_of(3, WRONG)])

    lost = found.pop(deadly.sha256)
    assert {one.attempts for one in found.values()} == {1}
    assert (lost.attempts, lost.tier, lost.confirmed, lost.limits) == (2, "", None, asdict(Limits()))
    assert {check["status"] for check in lost.record["checks"]} == {"broken"}
    assert lost.record["checks"][0]["message"] == (
        "the worker died: MemoryError: no room for an answer; grade it once more by itself"
    )


def test_a_worker_that_hangs_is_ended_and_its_file_given_to_another(played: Start, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(job, "_MARGIN_SECONDS", 0.5 - Limits().file_wall_seconds)
    played("""
        say(tier="2")
        for said in lines:
            answer(said) if said["fresh"] else time.sleep(1000)
    """)
    before = below(os.getpid())

    (found,) = graded([task(RIGHT)], TERMS, 1)

    assert found.attempts == 2
    assert left_of([one for one in below(os.getpid()) if one not in before], within_seconds=2) == []


def test_a_worker_that_never_begins_is_the_machines_fault(played: Start, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(worker_process, "_START_SECONDS", 0.5)
    played("time.sleep(1000)")

    with pytest.raises(MachineError) as caught:
        list(graded([task(RIGHT)], TERMS, 2))

    assert caught.value.what == "the worker answers no more: exit code -9"
    assert caught.value.todo == "`grader doctor` says what this machine gives"


def test_a_run_goes_on_with_the_workers_that_came_up(played: Start, tmp_path: Path):
    played(f"""
        try:
            os.mkdir({str(tmp_path / "the first one's")!r})
        except FileExistsError:
            sys.exit(1)
        say(tier="2")
        for said in lines:
            answer(said)
    """)

    assert len(results(class_of(10, RIGHT), jobs=3)) == 10


def test_a_machine_that_starts_no_worker_says_so(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("sys.executable", "/nonexistent/python")

    with pytest.raises(MachineError) as caught:
        list(graded([task(RIGHT)], TERMS, 1))

    assert caught.value.what.startswith("no worker could be started: [Errno 2] No such file or directory")
    assert (caught.value.where, caught.value.todo) == (
        "/nonexistent/python",
        "free some processes or memory, then run the same command again",
    )


def test_a_course_that_cannot_be_read_stops_the_run(tmp_path: Path):
    with pytest.raises(CourseError) as caught:
        list(graded([task(RIGHT)], Terms(tmp_path, 0), 2))

    assert caught.value.where == str(tmp_path / "exercises" / "course.yaml")
    assert caught.value.todo == "mend the file"


# Who may be graded here

DENIED = [sys.executable, str(ROOT / "tests" / "sandbox" / "denied.py"), DENIED_FOR["0"], sys.executable]
ONE_FILE = """
import sys
from grader.batch.task import Task, Terms
from grader.batch.workers import graded
from grader.course.find import course_root
from grader.errors import MachineError
trusted, witness = sys.argv[1] == "trusted", sys.argv[2]
source = f"open({witness!r}, 'w')".encode()
try:
    (one,) = graded([Task("rnn", "", source)], Terms(course_root(), 0, None, trusted), 2)
    print(one.tier, one.record["error"]["kind"])
except MachineError as error:
    print(error)
"""


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder that a process without rights can write to, which tmp_path is not when root runs the tests."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o777)
        yield Path(folder)


@pytest.mark.parametrize("trusted", [False, True])
def test_where_nothing_confines_files_they_are_run_only_when_the_class_is_trusted(trusted: bool, shared: Path):
    witness = shared / "witness"
    command = [*DENIED, "-c", ONE_FILE, "trusted" if trusted else "strangers", str(witness)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    if trusted:
        assert done.stdout == "0 missing_function\n", done.stderr
        assert witness.exists()
    else:
        assert done.stdout.startswith("nothing on this machine keeps strangers' files from harm; missing: namespaces (")
        assert "seccomp (Operation not permitted)" in done.stdout, done.stderr
        assert (
            "to do: `grader doctor` says how to get it; for a class whose files you trust, add --trusted-class"
            in done.stdout
        )
        assert not witness.exists()


# Death, at any moment


@pytest.mark.slow
@pytest.mark.parametrize("victims", ["grader.batch.worker", "grader.inside"])
def test_killing_our_processes_at_random_moments_loses_no_result(victims: str):
    tasks = class_of(120, RIGHT, WRONG)
    chance = random.Random(victims)
    found: dict[str, Graded] = {}
    kills = 0
    for one in graded(tasks, TERMS, 2):
        found[one.task.sha256] = one
        if len(found) % 8 == 0:
            kills += kill_one(victims, chance)

    assert kills >= 10
    assert sorted(found) == sorted(one.sha256 for one in tasks)
    as_it_should_be = [found[one.sha256].record["passed"] == one.source.startswith(RIGHT) for one in tasks]
    assert as_it_should_be.count(False) <= kills // 2  # it takes two to lose one
    assert {one.attempts for one in found.values()} <= {1, 2}


def kill_one(victims: str, chance: random.Random) -> int:
    """Kill one of ours, a few milliseconds from now."""
    ours = [process for process in below(os.getpid()) if victims in command_of(process)]
    if not ours:
        return 0
    time.sleep(chance.uniform(0, 0.01))  # not to wait for something: to come at another moment
    with suppress(ProcessLookupError):
        os.kill(chance.choice(ours)[0], signal.SIGKILL)
    return 1


@pytest.mark.slow
@pytest.mark.parametrize("tier", DENIED_FOR)
@pytest.mark.parametrize("kinds", [("endless",), ("right", "wrong", "endless")])
def test_when_the_run_itself_is_killed_nothing_of_it_lives_on(tier: str, kinds: Sequence[str]):
    chance = random.Random(f"{tier}{kinds}")
    for _ in range(3):
        with running(tier, *kinds) as process:
            ready = kinds[0] == "endless" or process.stdout.readline().split()[:2] == [b"rnn", tier.encode()]
            time.sleep(chance.uniform(0.0, 1.5))
            started = below(process.pid)
            process.kill()
            process.wait()

            assert ready
            assert left_of(started, within_seconds=10) == [], [command_of(one) for one in started]


def test_ctrl_c_ends_a_run_between_results_and_leaves_nothing():
    with running("2", "right") as process:
        lines = [process.stdout.readline() for _ in range(3)]
        started = below(process.pid)
        os.killpg(process.pid, signal.SIGINT)
        said, trouble = process.communicate(timeout=10)

    assert process.returncode == -signal.SIGINT
    assert {*lines, *said.splitlines(keepends=True)} == {b"rnn 2 True\n"}
    assert trouble.splitlines()[-1] == b"KeyboardInterrupt"
    assert left_of(started, within_seconds=5) == []


def test_ctrl_c_that_reaches_the_workers_too_ends_none_of_them():
    run = graded(class_of(20, RIGHT), TERMS, 1)
    first = next(run)
    for process in below(os.getpid()):
        if "grader.batch.worker" in command_of(process):
            os.kill(process[0], signal.SIGINT)

    rest = list(run)

    assert {one.attempts for one in [first, *rest]} == {1}
    assert len(rest) == 19
