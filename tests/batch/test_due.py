"""What was handed in too late, with and without time zones."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from gradebooks import answer

from grader.batch.due import marked_late
from grader.submission import Problem, Student

DUE = datetime(2026, 12, 1, 23, 59)
EAST = timezone(timedelta(hours=1))


def late(attempted: datetime | None, due: datetime | None, marked: bool = False) -> bool:
    (one,) = marked_late([answer("ann", "bptt", b"", attempted=attempted, late=marked)], due)
    return one.late


@pytest.mark.parametrize(
    ("attempted", "due"),
    [
        (DUE + timedelta(seconds=1), DUE),
        (DUE.replace(tzinfo=UTC) + timedelta(seconds=1), DUE),
        (DUE + timedelta(seconds=1), DUE.replace(tzinfo=EAST)),
        (DUE.replace(tzinfo=UTC), DUE.replace(tzinfo=EAST)),  # an hour later
    ],
)
def test_after_the_due_time_is_late_whoever_named_a_time_zone(attempted, due):
    assert late(attempted, due)
    assert not late(attempted - timedelta(hours=2), due)


def test_the_due_second_itself_is_not_late():
    assert not late(DUE, DUE)


def test_without_a_time_on_either_side_the_platforms_word_stands():
    assert not late(None, DUE)
    assert late(None, DUE, marked=True)
    assert late(DUE, None, marked=True)
    assert late(DUE - timedelta(days=1), DUE, marked=True), "the platform may know of an extension, or not"


def test_students_and_problems_pass_through():
    others = [Student("ann", "Ann"), Problem("link", "x", "it is a link", "ask")]

    assert list(marked_late(others, DUE)) == others
