"""Pages for tests: of classes of any size, made from real records, and of records that somebody made on purpose."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from helpers import rubric_of

from benchmarks.graded_class import TERMS, graded_files, students_of
from grader.render.likeness import Alike
from grader.render.report.answer import Answer
from grader.render.report.facts import Facts, gathered
from grader.render.report.page import Beside, report_html
from grader.submission import Problem, Student

EXERCISES = ("rnn", "jacobians", "bptt")
MADE = datetime(2026, 10, 13, 9, 30, tzinfo=UTC)


@functools.cache
def records() -> dict[str, list[dict[str, Any]]]:
    """Real records: of each exercise the solution's, and those of two dozen files of the tests."""
    return graded_files(EXERCISES, 24)


def points() -> dict[str, float]:
    return {name: sum(one.points for one in rubric_of(name).checks) for name in EXERCISES}


@functools.cache
def class_facts(students: int) -> Facts:
    return gathered(points(), students_of(records(), students))


def facts_of(*everybody: tuple[Student, Sequence[Answer]]) -> Facts:
    return gathered(points(), everybody)


def answer_of(record: dict[str, Any], **more: Any) -> Answer:
    fields: dict[str, Any] = {"attempted": "2026-10-12T11:00:00", "late": False, "broken": False, "unstable": False}
    fields |= {"sha256": "ab" * 32, "origin": f"class/{record['exercise']}.py", "trace": TERMS}
    return Answer(record["exercise"], record, **(fields | more))


def page_of(facts: Facts, alike: Iterable[Alike] = (), problems: Iterable[Problem] = (), title: str = "Autumn") -> str:
    return report_html(facts, Beside(title, MADE, dict.fromkeys(facts.points, ""), {}, list(alike), list(problems)))


@functools.cache
def class_page(students: int) -> str:
    """A class's page with a pair of answers alike and a problem."""
    facts = class_facts(students)
    first, second, *_ = facts.keys
    problem = Problem("not_python", "class/x.docx", "it is a Word file", "ask for Python", (first,), "rnn")
    return page_of(facts, [Alike("rnn", (first, second), 0.9, 200.0, False)], [problem])
