"""`grader` alone: where am I, and what is next."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from learning import said, solution, solved
from platformdirs import user_cache_path, user_data_path
from quiz_helpers import event, review

from grader.cli import quiz_home
from grader.course.find import course_root
from grader.course.load import load_course
from grader.learner.digests import digest, exercise_digest
from grader.learner.progress import Pass, Progress, Record
from grader.learner.progress_file import change_progress
from grader.learner.workspace import Workspace
from grader.quiz.folder import FILE
from grader.quiz.store import Store

MONDAY = datetime(2026, 11, 16, tzinfo=UTC)


def test_in_a_new_folder_it_says_what_to_begin_with(folder):
    assert said(cwd=folder) == (
        "my-course · 0 of 15 exercises · 0 of 216 points\n"
        "\n"
        "  next     activations · why each step shrinks the signal · about 25 minutes\n"
        "           read activations.py, then: grader check activations\n"
        "  or       grader watch   grades a file whenever you save it\n"
        "  more     grader list · grader hint · grader --help\n"
    )


def test_after_a_pass_the_next_exercise_is_named(folder):
    solved(folder, "activations")

    lines = said(cwd=folder).splitlines()

    assert lines[0] == "my-course · 1 of 15 exercises · 10 of 216 points"
    assert lines[2] == "  next     gradient_decay · the scalar model · about 30 minutes"


def test_a_pass_that_changed_is_told_with_what_settles_it(folder):
    solved(folder, "activations")
    (folder / "activations.py").write_text(solution("activations") + "\n")

    assert "  changed  activations: the file is not the one that passed; grader verify\n" in said(cwd=folder)


def test_after_an_upgrade_the_passed_exercises_that_changed_are_told(folder):
    solved(folder, "activations")
    kept = folder / ".grader" / "progress.json"
    digest = '"exercise": "'
    text = kept.read_text()
    start = text.index(digest) + len(digest)
    kept.write_text(text[:start] + "0" * 64 + text[start + 64 :])  # as an older course would have left it

    shown = said(cwd=folder)

    assert "1 of 15 exercises · 10 of 216 points" in shown
    assert "  changed  activations: the exercise is not the one that was passed; grader verify\n" in shown


def test_from_a_folder_inside_the_whole_path_is_said(folder):
    (folder / "notes").mkdir()

    assert said(cwd=folder / "notes").startswith(f"{folder} · 0 of 15 exercises")


def test_where_nothing_is_kept_it_says_how_to_begin_to(tmp_path):
    (tmp_path / "rnn.py").write_text(solution("rnn"))

    assert "  kept     nothing is kept in this folder yet; to begin: grader start .\n" in said(cwd=tmp_path)


def test_when_everything_has_passed_it_says_so(folder):
    course = load_course(course_root())
    records = {}
    for one in course.exercises:  # as if graded: to train the networks again would take half a minute
        text = solution(one.name)
        (folder / f"{one.name}.py").write_text(text)
        passed = Pass(MONDAY, one.points, 0, digest(text.encode()), exercise_digest(course, one.name))
        records[one.name] = Record(passed)
    change_progress(Workspace(folder), lambda _: Progress(records))

    shown = said(cwd=folder)

    assert shown.startswith("my-course · 15 of 15 exercises · 216 of 216 points\n")
    assert "  next     every exercise has passed; grader verify grades them all once more\n" in shown


def test_the_cards_that_wait_are_counted(folder, tmp_path, monkeypatch):
    monkeypatch.setenv("GRADER_HOME", str(tmp_path / "home"))
    long_ago = datetime.now(UTC) - timedelta(days=90)  # noqa: TID251  the command reads the real clock, too

    with Store(tmp_path / "home" / FILE) as store:
        store.add([review(1, "what-vanishing", at=long_ago), review(2, "of-no-deck-any-more", at=long_ago)])
        assert "  cards    1 is due: grader quiz\n" in said(cwd=folder)
        store.add([event(3, "suspend", at=long_ago + timedelta(days=1), card="what-vanishing")])

    assert "  cards " not in said(cwd=folder)


@pytest.mark.parametrize("home", ["/home/ana", "/", "/home/ana/", "", "ana", None])
@pytest.mark.parametrize("named", ["/data/ana", "/data/ana/", "", "data", "~/data", None])
def test_the_learner_s_own_folders_are_where_platformdirs_says(monkeypatch, home, named):
    monkeypatch.delenv("GRADER_HOME", raising=False)
    for name, value in {"HOME": home, "XDG_DATA_HOME": named, "XDG_CACHE_HOME": named}.items():
        monkeypatch.delenv(name, raising=False) if value is None else monkeypatch.setenv(name, value)

    assert quiz_home.home() == user_data_path("grader", appauthor=False)
    assert quiz_home.cache_folder() == user_cache_path("grader", appauthor=False) / "decks"


def test_elsewhere_it_says_what_there_is_and_how_to_begin(tmp_path):
    shown = said(cwd=tmp_path)

    assert shown.startswith("Usage: grader")
    assert shown.endswith("\nto begin: grader start my-course\n")
