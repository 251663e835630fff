"""The report benchmark's parts, without a clock: the class in the gradebook is the class that tests look at."""

from __future__ import annotations

import pytest
from pages import points, records

from benchmarks import report
from benchmarks.graded_class import filled, students_of
from grader.batch.grades import Grades
from grader.cli.class_report import class_answers


def test_a_gradebook_of_the_class_gives_back_its_students_and_answers(tmp_path):
    filled(tmp_path / "gradebook.sqlite", records(), points(), 40)

    with Grades(tmp_path / "gradebook.sqlite") as grades:
        kept = list(class_answers(grades))

    known = dict(students_of(records(), 40))
    assert len(kept) == 40
    for student, answers in kept:
        wanted = {one.exercise: one for one in known[student]}
        assert {one.exercise: one.record for one in answers} == {name: one.record for name, one in wanted.items()}
        assert all(
            (one.attempted, one.late) == (wanted[one.exercise].attempted, wanted[one.exercise].late) for one in answers
        )


def test_the_table_says_what_was_aimed_at_and_whether_it_was_met():
    met = report.Figures(300, 1.0, 90_000_000, 600_000, 0.1, 0.015, 0.03)
    missed = report.Figures(5000, 20.0, 150_000_000, 13_000_000, 2.5, 0.06, 0.09)

    assert [line.count("met") for line in report.table([missed, met])] == [0, 0, 0, 3]
    assert [line.count("missed") for line in report.table([met, missed])] == [0, 0, 0, 3]
    assert "90 MB    0.60 MB        0.10 s     15.0 ms  (30.0)" in report.table([met, missed])[1]


def test_without_a_browser_it_says_what_to_install(monkeypatch):
    monkeypatch.setattr(report, "chromium", lambda: None)
    monkeypatch.setattr("sys.argv", ["report"])

    with pytest.raises(SystemExit, match="apt-get install chromium"):
        report.main()
