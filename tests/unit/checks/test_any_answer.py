"""Whatever a learner's process may say, a check ends in a finding about the learner's answer, never in BROKEN."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from helpers import ROOT, check_named, grade_plain, rubric_of
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from grader import wire
from grader.calls import Answer, BadValue, Call, Died, Raised, Returned, TimedOut
from grader.grade import grade
from grader.sandbox.session import Bound, Loaded
from grader.verdict import ExerciseResult, Status

RUBRIC = rubric_of("bptt")


class Scripted:
    """A session that gives every call of `bptt` the same answer and every other function's an exception."""

    def __init__(self, answer: Any) -> None:
        self.answer = answer

    def load(self) -> Loaded:
        return Loaded(None, {name: Bound("callable", None, "scripted", (), 0, True) for name in RUBRIC.functions})

    def call(self, call: Call, foreseen=()) -> Answer:
        if call.function != "bptt":
            return Raised("NotImplementedError", "not written yet")
        return self.answer(call) if callable(self.answer) else self.answer

    def printed(self) -> str:
        return ""

    def close(self) -> None:
        pass


def graded(answer: Any) -> ExerciseResult:
    return grade(RUBRIC, b"", "bptt.py", Scripted(answer), time.monotonic)


def first(answer: Any) -> tuple[str, str]:
    """Status and message of the first check."""
    finding = graded(answer).checks[0].finding
    return finding.status.value, finding.message


def right_but(**changes: Any) -> Any:
    """The right answer with something changed: outputs by name, or changed= and warnings=."""

    def answer(call: Call) -> Answer:
        right = RUBRIC.given.expected(call)
        names = ("dW_xh", "dW_hh", "db", "dh0")
        value = tuple(changes.get(name, part) for name, part in zip(names, right.value, strict=True))
        rest = {key: part for key, part in changes.items() if key not in names}
        return replace(right, value=value, **rest)

    return answer


def test_the_scripted_right_answer_passes():
    statuses = {check.finding.status for check in graded(right_but()).checks if check.function == "bptt"}

    assert statuses == {Status.PASSED}


@pytest.mark.parametrize(
    ("answer", "status", "message"),
    [
        (TimedOut(2.0), "timeout", "still running after 2 s: a loop that does not end?"),
        (TimedOut(30.0, "file"), "timeout", "the file has used up its 30 s"),
        (Died("was killed by SIGSEGV"), "crashed", "the process was killed by SIGSEGV during the call"),
        (
            BadValue("a complex"),
            "failed",
            "returned a complex, not a tuple of 4: (dW_xh, dW_hh, db, dh0)",
        ),
        (Raised("NotImplementedError", ""), "error", "`bptt` is not written yet"),
        (Raised("SystemExit", "2"), "crashed", "ended the program: sys.exit(2)"),
        (Raised("MemoryError", ""), "error", "asked for more memory than a file may use (MemoryError)"),
        (Raised("KeyError", "'x'"), "error", "raised KeyError: 'x'"),
        (Raised("AssertionError", ""), "error", "raised AssertionError"),
        (Returned(None), "failed", "returned None, not a tuple of 4: (dW_xh, dW_hh, db, dh0)"),
        (Returned("xs"), "failed", "returned a text ('xs'), not a tuple of 4: (dW_xh, dW_hh, db, dh0)"),
        (Returned(3), "failed", "returned a number, not a tuple of 4: (dW_xh, dW_hh, db, dh0)"),
        (
            Returned({"a": 1}),
            "failed",
            "returned a dict, not a tuple of 4: (dW_xh, dW_hh, db, dh0)",
        ),
        (
            Returned(np.zeros((4, 2))),
            "failed",
            "returned an array of shape (4, 2), not a tuple of 4: (dW_xh, dW_hh, db, dh0)",
        ),
        (
            Returned((1, 2, 3)),
            "failed",
            "returned a tuple of 3, not of 4: (dW_xh, dW_hh, db, dh0)",
        ),
        (right_but(db=None), "failed", "db is None: is a `return` missing?"),
        (right_but(db="x"), "failed", "db is a text ('x'), not an array of shape (5,)"),
        (
            right_but(db=[[1.0], [1.0, 2.0]]),
            "failed",
            "db is a list of 2, not an array of shape (5,)",
        ),
        (right_but(db=np.zeros((5, 1))), "failed", "db has shape (5, 1), not (5,)"),
        (right_but(db=0.0), "failed", "db has shape (), not (5,)"),
        (right_but(db=[2**5000] * 5), "failed", "db is a list of 5, not an array of shape (5,)"),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else "",
)
def test_an_answer_that_is_no_array_gets_a_sentence(answer, status, message):
    assert first(answer) == (status, message)


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_a_number_that_is_not_finite_is_shown_beside_the_right_one(bad):
    status, message = first(right_but(db=np.array([0.0, 0, bad, 0, 0])))

    assert (status, message.partition(", not ")[0]) == ("failed", f"db[2] is {bad}")


def test_a_right_answer_that_warns_passes():
    assert graded(right_but(warnings=("RuntimeWarning: overflow encountered",))).score == 13


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({2: 0.0}, "the caller's dhs is another thing after the call"),
        ({2: None}, "the caller's dhs is another thing after the call"),
        ({2: np.zeros(3)}, "the caller's dhs is another thing after the call"),
    ],
)
def test_an_argument_that_became_something_else_is_named(changed, message):
    result = graded(right_but(changed=changed))

    assert check_named(result, "bptt.leaves_arguments").finding.message == message


def test_an_argument_whose_entries_changed_is_shown_before_and_after():
    after = RUBRIC.checks[0].steps(RUBRIC.given).send(None).arguments[2].copy()
    before = after[3, 1]
    after[3, 1] = 7.0
    finding = check_named(graded(right_but(changed={2: after})), "bptt.leaves_arguments").finding

    assert finding.message == f"the caller's dhs[3, 1] was {before:.5g} and is 7 after the call"


def test_another_answer_the_second_time_is_told():
    def forgetful(call: Call) -> Answer:
        right = RUBRIC.given.expected(call)
        return Returned(tuple(2 * part for part in right.value)) if call.again else right

    finding = check_named(graded(forgetful), "bptt.same_twice").finding

    assert finding.message == "a second call with the same arguments gives another answer"


def test_an_exception_the_second_time_is_told():
    def forgetful(call: Call) -> Answer:
        return Raised("ValueError", "once only") if call.again else RUBRIC.given.expected(call)

    assert check_named(graded(forgetful), "bptt.same_twice").finding.message == "raised ValueError: once only"


def test_a_check_of_ours_that_fails_is_broken_costs_nothing_and_says_whose_bug_it_is():
    def fails(_given: Any) -> Any:
        raise ZeroDivisionError("ours")
        yield

    broken = replace(RUBRIC, checks=(replace(RUBRIC.checks[0], steps=fails), *RUBRIC.checks[1:]))
    result = grade(broken, b"", "bptt.py", Scripted(right_but()), time.monotonic)

    assert result.broken
    message = result.checks[0].finding.message
    assert message.startswith("this is a bug in grader, not in your code: ZeroDivisionError: ours")
    assert result.max_score == sum(check.points for check in RUBRIC.checks[1:])


def test_what_lies_above_a_rung_that_fell_short_is_not_checked_and_says_why():
    result = grade_plain(SOLUTION + "\ndef bptt(*all): return None\n", "bptt")

    assert {check.finding.message for check in result.checks[1:9]} == {
        "not checked yet: “returns dW_xh, dW_hh, db, dh0 in the right shape” comes first"
    }
    assert [check.finding.status for check in result.checks[9:]] == [Status.PASSED] * 6


SOLUTION = (ROOT / "solutions" / "bptt.py").read_text()


# Anything at all

numbers = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**4000), 2**4000),
    st.floats(),
    st.text(max_size=3),
    st.binary(max_size=3),
    st.sampled_from([(5, 3), (5, 5), (5,), (), (0,)]).flatmap(
        lambda shape: st.sampled_from(["f8", "f4", "i8", "u1", "?"]).flatmap(lambda dtype: hnp.arrays(dtype, shape))
    ),
    st.just(wire.ScalarField(*np.ones((3, 2)))),
)
anything = st.recursive(
    numbers,
    lambda inner: st.one_of(
        st.lists(inner, max_size=5),
        st.lists(inner, max_size=5).map(tuple),
        st.dictionaries(st.text(max_size=2), inner, max_size=2),
    ),
    max_leaves=8,
)
OUTPUTS = ("dW_xh", "dW_hh", "db", "dh0")
answers = st.one_of(
    anything.map(Returned),
    st.tuples(*[anything] * 4).map(Returned),
    st.dictionaries(st.sampled_from(OUTPUTS), anything, min_size=1).map(lambda some: right_but(**some)),
    st.dictionaries(st.integers(0, 4), anything, min_size=1).map(lambda some: right_but(changed=some)),
)


@given(answers)
@settings(max_examples=150)
@pytest.mark.filterwarnings("ignore::RuntimeWarning")  # NaN and overflow in what hypothesis invents
def test_no_answer_whatsoever_breaks_a_check(answer):
    result = graded(answer)

    assert [check.finding for check in result.checks if check.finding.status is Status.BROKEN] == []


def test_a_process_that_claims_a_change_where_none_is_breaks_no_check():
    same = RUBRIC.checks[0].steps(RUBRIC.given).send(None).arguments[2]
    finding = check_named(graded(right_but(changed={2: same})), "bptt.leaves_arguments").finding

    assert finding.status is Status.FAILED
