"""The course's version: another one whenever a verdict may be another, the same one otherwise."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from helpers import ROOT

from grader.batch import version
from grader.batch.version import course_version
from grader.course.load import load_course


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for folder in ("exercises", "solutions"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    return tmp_path


def test_the_same_course_elsewhere_has_the_same_version(root):
    assert course_version(load_course(root)) == course_version(load_course(ROOT))


@pytest.mark.parametrize("changed", ["solutions/rnn.py", "exercises/course.yaml"])
def test_another_solution_or_other_points_are_another_version(root, changed):
    before = course_version(load_course(root))
    with (root / changed).open("a") as file:
        file.write("# changed\n")

    assert course_version(load_course(root)) != before


def test_another_numpy_is_another_version_and_no_torch_is_one_too(root, monkeypatch):
    course = load_course(root)
    versions = {course_version(course)}
    for library in ("numpy", "torch"):
        monkeypatch.setattr(version, "_installed", lambda name, gone=library: "" if name == gone else "1")
        versions.add(course_version(course))

    assert len(versions) == 3


def test_a_stub_decides_no_verdict(root):
    before = course_version(load_course(root))
    (root / "exercises" / "rnn.py").write_text("")

    assert course_version(load_course(root)) == before


def test_what_is_not_installed_has_no_version():
    assert version._installed("no-such-library") == ""
