"""Which wrong ideas give the learner's answers? One is named when it agrees at every step and is not right there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from grader import wire
from grader.calls import Answer, BadValue, Call, Raised, Returned, answer_in_process
from grader.checks.check import Case, Given, Subject
from grader.checks.reading import as_array
from grader.numeric.compare import first_difference
from grader.verdict import Idea

Seen = tuple[Case, Call, Answer]


def ideas_behind(
    given: Given, subject: Subject, seen: Sequence[Seen], output: int | None = None
) -> tuple[Idea, ...]:
    """Return the misconceptions that explain every answer seen.

    An idea that explains the whole answer beats one that explains only the output in question: two mistakes in one
    file still get a name each, and one mistake gets the narrowest.

    Args:
        given: What the check knows.
        subject: The function.
        seen: Cases, calls and the learner's answers to them.
        output: The position of the output in question; None for all of them.
    """
    candidates = [idea for idea in given.ideas if idea.function == subject.function]
    answers = {idea.id: [answer_in_process(idea.answer, call) for _, call, _ in seen] for idea in candidates}
    for wanted in dict.fromkeys((None, output)):
        found = [one for one in candidates if _explains(given, subject, seen, answers[one.id], wanted)]
        if found:
            return tuple(Idea(idea.id, idea.says, idea.ask) for idea in found)
    return ()


def _explains(
    given: Given, subject: Subject, seen: Sequence[Seen], answers: Sequence[Answer], output: int | None
) -> bool:
    """The idea's answers are the learner's in every case, and not the right ones in at least one."""
    pairs = list(zip(seen, answers, strict=True))
    return all(
        same(answer, theirs, case, call, given, subject, output) for (case, call, theirs), answer in pairs
    ) and not all(
        same(answer, given.expected(call), case, call, given, subject, output)
        for (case, call, _), answer in pairs
    )


def same(
    one: Answer,
    other: Answer,
    case: Case,
    call: Call,
    given: Given,
    subject: Subject,
    output: int | None = None,
) -> bool:
    """Do two answers show the same behaviour: value, exception, arguments changed, warnings or none?

    With `output`, only that output's values count.
    """
    match one, other:
        case Raised(), Raised():
            return (one.kind, one.message) == (other.kind, other.message)
        case Returned(), BadValue(what):
            return _refusal(one.value) == what
        case Returned(), Returned():
            alike = _Alike(given, subject, case, call)
            return alike.values(one.value, other.value, output) and (
                output is not None or alike.traces(one, other)
            )
        case _:
            return False


class _Alike:
    """Compares two answers to one call as the check itself compares: per step, with the same limit and floor."""

    def __init__(self, given: Given, subject: Subject, case: Case, call: Call) -> None:
        self.given, self.subject, self.case, self.call = given, subject, case, call

    def values(self, one: Any, other: Any, output: int | None) -> bool:
        names = self.subject.outputs
        if len(names) == 1:
            return self.array(one, other, names[0])
        if not (isinstance(one, tuple | list) and isinstance(other, tuple | list)):
            return type(one) is type(other) and self.array(one, other, "")
        if len(one) != len(other):
            return False
        named = names if len(one) == len(names) else ("",) * len(one)
        wanted = range(len(one)) if output is None or len(one) != len(names) else (output,)
        return all(self.array(one[i], other[i], named[i]) for i in wanted)

    def traces(self, one: Returned, other: Returned) -> bool:
        """What the call left behind beside its value."""
        return (
            one.changed.keys() == other.changed.keys()
            and all(self.array(value, other.changed[at], "") for at, value in one.changed.items())
            and bool(one.warnings) == bool(other.warnings)
        )

    def array(self, one: Any, other: Any, name: str) -> bool:
        left, right = as_array(one), as_array(other)
        if left is None or right is None:
            return left is None and right is None and type(one) is type(other) and bool(one == other)
        return left.shape == right.shape and self.close(left, right, name)

    def close(self, left: np.ndarray, right: np.ndarray, name: str) -> bool:
        axis = self.case.steps.get(name)
        limit = self.given.limit(left, right)
        slack = self.subject.slack(self.call, limit) if name else 0.0
        if np.ndim(slack) and np.shape(slack) != left.shape:  # a shape the floor was not made for
            slack = 0.0
        return (
            first_difference(
                left,
                right,
                axis=axis if axis is not None and axis < left.ndim else None,
                limit=limit,
                each=self.subject.each,
                floor=slack,
            )
            is None
        )


def _refusal(value: object) -> str:
    """Return why a value cannot travel, as a worker would say it; "" when it can."""
    try:
        wire.pack(value)
    except wire.WireError as error:
        return str(error)
    return ""
