"""The desk grades file after file, and has a worker wait for the next."""

from __future__ import annotations

import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from learning import solution, without_transpose

from grader.course.find import course_root
from grader.course.load import load_course
from grader.learner.desk import Desk, stuck_at
from grader.learner.progress import Stuck
from grader.sandbox.crew import Crew
from grader.sandbox.limits import Limits
from grader.sandbox.session import Session
from grader.sandbox.tiers import FORKS

COURSE = load_course(course_root())

children_wait = pytest.mark.skipif(not FORKS, reason="elsewhere the interpreter itself waits")


@pytest.fixture
def crew() -> Iterator[Crew]:
    with Crew() as crew:
        yield crew


@pytest.fixture
def desk(crew: Crew) -> Desk:
    return Desk(COURSE, 0, crew, time.monotonic)


def written(folder: Path, exercise: str, text: str) -> str:
    file = folder / f"{exercise}.py"
    file.write_text(text, "utf-8")
    return str(file)


def test_a_verdict_comes_with_the_digest_of_the_bytes_it_is_about(desk, tmp_path):
    graded = desk.grade("rnn", written(tmp_path, "rnn", solution("rnn")))

    assert graded.result.passed
    assert graded.sha256 == sha256(solution("rnn").encode()).hexdigest()
    assert stuck_at(graded.result) is None


def test_a_file_that_cannot_be_read_is_a_result_and_has_no_digest(desk, tmp_path):
    graded = desk.grade("rnn", str(tmp_path / "rnn.py"))

    assert graded.result.error is not None and graded.result.error.kind == "no_such_file"
    assert graded.sha256 == ""


def test_what_fell_short_first_is_told_with_the_misconception_s_question(desk, tmp_path):
    graded = desk.grade("bptt", written(tmp_path, "bptt", without_transpose()))

    stuck = stuck_at(graded.result)

    assert stuck is not None
    assert (stuck.check, stuck.function, stuck.title) == ("bptt.dW_xh_matches", "bptt", "dW_xh agrees at every lag")
    assert stuck.question == "If a_t = W h_{t-1}, which of W and its transpose sends blame backwards?"


def test_of_a_function_that_is_not_written_only_the_name_is_told(desk, tmp_path):
    graded = desk.grade("rnn", written(tmp_path, "rnn", COURSE.stub("rnn").read_text("utf-8")))

    assert stuck_at(graded.result) == Stuck("rnn.step_returns", "rnn_step")


@children_wait
def test_a_worker_that_waits_is_the_one_that_grades_the_next_file(desk, crew, tmp_path):
    desk.warm("rnn")
    waiting = crew._spare

    desk.warm("rnn")  # a second time: nobody else is needed
    assert crew._spare is waiting is not None
    assert desk.grade("rnn", written(tmp_path, "rnn", solution("rnn"))).result.passed
    assert crew._spare is not waiting


@children_wait
def test_a_worker_that_waits_for_one_file_grades_it_and_no_other_waits_then(desk, crew, tmp_path):
    crew.stand_by((), Limits(), once=True)
    zygote = crew._spare.zygote

    assert desk.grade("rnn", written(tmp_path, "rnn", solution("rnn"))).result.passed
    assert (zygote._last, crew._spare) == (1, None), "one child was asked for"


@children_wait
def test_a_file_that_wants_other_limits_than_were_expected_has_its_own(crew):
    crew.stand_by((), Limits(call_wall_seconds=5.0), once=True)
    waiting = crew._spare
    session = Session(b"def f(): return 1", "bptt.py", ("f",), Limits(), crew.take)

    assert session.load().problem is None
    assert session._worker is not waiting
    session.close()


@children_wait
def test_a_worker_that_waits_for_another_exercise_s_modules_is_let_go(crew, tmp_path):
    limits = Limits()
    crew.stand_by((), limits)
    first = crew._spare
    assert first is not None

    crew.stand_by((), Limits(call_wall_seconds=5.0))

    assert crew._spare is not first
    with pytest.raises(OSError):
        first.control.getpeername()  # it was closed


def test_what_is_graded_often_has_torch_s_late_half_ahead_and_numpy_exercises_nothing(crew):
    desk, once = (Desk(COURSE, 0, crew, time.monotonic, often) for often in (True, False))

    assert desk._preloads("torch_diagnosis") == ("torch", "torch._dynamo")
    assert once._preloads("torch_diagnosis") == ("torch",)
    assert desk._preloads("long_memory") == once._preloads("long_memory") == ("torch", "torch._dynamo")
    assert desk._preloads("rnn") == ()
