"""The questions that are asked of nearly every function, from "does it answer?" to "does it answer the same again?"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from grader.calls import Returned
from grader.checks.check import AGAIN, ANSWERS, UNCHANGED, VALUES, Case, Check, Given, Steps, Subject
from grader.checks.comparing import compared
from grader.checks.explain import Seen, ideas_behind, same
from grader.checks.reading import as_array, entry, read
from grader.verdict import PASSED, Finding, Status


def answers(subject: Subject, case: Case, *, id: str, points: float, title: str = "") -> Check:
    """Check that the function can be called and returns finite numbers of the right type and shape."""

    def steps(given: Given) -> Steps:
        call = case.call(given, subject.function)
        answer = yield call
        found = read(answer, given.expected(call), subject)
        if not isinstance(found, Finding):
            return PASSED
        return _told(found, given, subject, [(case, call, answer)])

    title = title or f"returns {', '.join(subject.outputs)} in the right shape"
    return Check(id, subject.function, title, points, ANSWERS, steps)


def agrees(
    subject: Subject,
    cases: Sequence[Case],
    *,
    id: str,
    title: str,
    points: float,
    output: str = "",
    rung: int = VALUES,
) -> Check:
    """Check that one output agrees with the solution's in every case, at every step; without `output`, all of them do.

    All cases are asked even after one fell short: the further answers narrow the list of wrong ideas.
    """
    position = subject.outputs.index(output) if output else None

    def steps(given: Given) -> Steps:
        seen: list[Seen] = []
        findings: list[Finding] = []
        for case in cases:
            call = case.call(given, subject.function)
            answer = yield call
            seen.append((case, call, answer))
            findings.append(compared(given, subject, case, call, answer, position))
            if findings[-1].fatal:
                break
        if all(finding.status is Status.PASSED for finding in findings):
            return max(findings, key=lambda finding: len(finding.note), default=PASSED)
        return _told(_headline(findings), given, subject, _wrong_first(seen, findings), position)

    return Check(id, subject.function, title, points, rung, steps)


def leaves_arguments(subject: Subject, case: Case, *, id: str, points: float) -> Check:
    """Check that every argument is, bit for bit, what it was before the call."""

    def steps(given: Given) -> Steps:
        call = case.call(given, subject.function)
        answer = yield call
        if isinstance(answer, Returned) and not answer.changed:
            return PASSED
        if isinstance(answer, Returned):
            position, after = min(answer.changed.items())
            name = given.parameters[subject.function][position]
            finding = Finding(Status.FAILED, _change(name, call.arguments[position], after))
        else:
            finding = _no_answer(read(answer, given.expected(call), subject))
        return _told(finding, given, subject, [(case, call, answer)])

    title = "leaves its arguments as they were"
    return Check(id, subject.function, title, points, UNCHANGED, steps)


def repeats(subject: Subject, case: Case, *, id: str, points: float) -> Check:
    """Check that a second call with the same arguments gives the same answer: nothing is remembered in between."""

    def steps(given: Given) -> Steps:
        call = case.call(given, subject.function)
        first = yield call
        second = yield replace(call, again=True)
        if isinstance(first, Returned) and same(second, first, case, call, given, subject):
            return PASSED
        found = read(second, given.expected(call), subject)
        message = "a second call with the same arguments gives another answer"
        finding = found if isinstance(found, Finding) else Finding(Status.FAILED, message)
        return _told(finding, given, subject, [(case, call, first)])

    title = "gives the same answer twice"
    return Check(id, subject.function, title, points, AGAIN, steps)


def _headline(findings: Sequence[Finding]) -> Finding:
    """The first finding that fell short, with the step and the picture of the first that has them."""
    short = [finding for finding in findings if finding.status is not Status.PASSED]
    steps = next((finding for finding in short if finding.where and finding.picture), short[0])
    return replace(short[0], where=short[0].where or steps.where, picture=steps.picture)


def _wrong_first(seen: Sequence[Seen], findings: Sequence[Finding]) -> list[Seen]:
    """The call to show comes first: the one the headline is about."""
    wrong = next(i for i, finding in enumerate(findings) if finding.status is not Status.PASSED)
    return [seen[wrong], *seen[:wrong], *seen[wrong + 1 :]]


def _told(
    finding: Finding, given: Given, subject: Subject, seen: Sequence[Seen], position: int | None = None
) -> Finding:
    """The finding with the call that shows it and the ideas that explain it."""
    call = given.described(seen[0][1])
    if finding.fatal:
        return replace(finding, call=call)
    return replace(finding, call=call, ideas=ideas_behind(given, subject, seen, position))


def _no_answer(found: object) -> Finding:
    assert isinstance(found, Finding), "an answer that did not return is always a finding"  # noqa: S101
    return found


def _change(name: str, before: object, after: object) -> str:
    """ "the caller's dhs[0, 2] was 0.31 and is 1.2 after the call"."""
    old, new = as_array(before), as_array(after)
    if old is None or new is None or old.shape != new.shape:
        return f"the caller's {name} is another thing after the call"
    index = tuple(int(i) for i in np.argwhere(~((old == new) | (np.isnan(old) & np.isnan(new))))[0])
    return f"the caller's {entry(name, index)} was {old[index]:.5g} and is {new[index]:.5g} after the call"
