"""Where an exercise stands, told from its file and from what is known of it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from learning import solution

from grader.course.find import course_root
from grader.course.load import load_course
from grader.learner.digests import digest, exercise_digest
from grader.learner.progress import Pass, Progress, Record
from grader.learner.standing import Place, Standing, next_place, places, untouched
from grader.learner.workspace import Workspace

COURSE = load_course(course_root())


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    for name in COURSE.names:
        shutil.copyfile(COURSE.stub(name), tmp_path / f"{name}.py")
    return Workspace(tmp_path)


def place(workspace: Workspace, exercise: str, record: Record | None = None) -> Place:
    progress = Progress({exercise: record} if record else {})
    return next(one for one in places(COURSE, workspace, progress) if one.exercise.name == exercise)


def passed(workspace: Workspace, exercise: str) -> Record:
    """What is known after the file as it is has passed."""
    file = digest(workspace.file(exercise).read_bytes())
    return Record(Pass(datetime(2026, 11, 16, tzinfo=UTC), 20.0, 0, file, exercise_digest(COURSE, exercise)))


def test_a_stub_is_new_and_so_is_an_exercise_without_a_file_or_with_an_empty_one(workspace):
    workspace.file("rnn").unlink()
    workspace.file("gru").write_text("\n")

    assert [place(workspace, name).standing for name in ("bptt", "rnn", "gru")] == [Standing.NEW] * 3


def test_a_stub_that_was_written_in_is_started(workspace):
    with workspace.file("bptt").open("a") as file:
        file.write("# a thought\n")

    assert place(workspace, "bptt").standing == Standing.STARTED


def test_something_that_cannot_be_read_is_started_and_not_new(workspace):
    workspace.file("bptt").unlink()
    workspace.file("bptt").symlink_to("nowhere")

    assert place(workspace, "bptt").standing == Standing.STARTED


def test_a_pass_of_this_file_and_this_exercise_is_a_pass(workspace):
    workspace.file("bptt").write_text(solution("bptt"))

    found = place(workspace, "bptt", passed(workspace, "bptt"))

    assert (found.standing, found.points, found.changed) == (Standing.PASSED, 20.0, ())


def test_a_pass_of_another_file_is_changed_and_keeps_its_points(workspace):
    record = passed(workspace, "bptt")
    workspace.file("bptt").write_text(solution("bptt"))

    found = place(workspace, "bptt", record)

    assert (found.standing, found.points, found.changed) == (Standing.CHANGED, 20.0, ("file",))


def test_after_an_upgrade_that_changed_the_exercise_a_pass_says_so(workspace):
    record = passed(workspace, "bptt")
    assert record.passed is not None
    of_an_older_course = replace(record, passed=replace(record.passed, exercise="0" * 64))

    found = place(workspace, "bptt", of_an_older_course)

    assert (found.standing, found.changed) == (Standing.CHANGED, ("exercise",))


def test_what_decides_a_verdict_is_the_solution_and_the_checks(tmp_path):
    course = replace(COURSE, root=tmp_path)
    (tmp_path / "solutions").mkdir()
    file = tmp_path / "solutions" / "rnn.py"
    file.write_text(solution("rnn"))
    same = exercise_digest(course, "rnn")
    file.write_text(solution("rnn") + "\n")

    assert same == exercise_digest(COURSE, "rnn")
    assert exercise_digest(course, "rnn") != same
    assert exercise_digest(course, "bptt") != exercise_digest(course, "gru")  # no solutions here: by their checks


def standings(*words: Standing) -> list[Place]:
    return [Place(one, Path(), word) for one, word in zip(COURSE.exercises, words, strict=False)]


P, C, S, N = Standing.PASSED, Standing.CHANGED, Standing.STARTED, Standing.NEW


@pytest.mark.parametrize(
    ("words", "after", "found"),
    [
        ((P, C, S, N), "", 2),
        ((P, N, S, N), COURSE.names[1], 2),
        ((N, P, P, S), COURSE.names[3], 0),
        ((P, P, P), "", None),
        ((P, N, P), COURSE.names[1], None),
    ],
    ids=["the first open one", "the next open one", "from the beginning", "all passed", "never the one at hand"],
)
def test_the_next_exercise_is_the_first_open_one_if_need_be_from_the_beginning(words, after, found):
    listed = standings(*words)

    assert next_place(listed, after) == (None if found is None else listed[found])


def test_before_anything_has_begun_every_exercise_is_new():
    assert {one.standing for one in untouched(COURSE)} == {Standing.NEW}
    assert [one.exercise for one in untouched(COURSE)] == list(COURSE.exercises)
