"""The questions that are asked of nearly every function, from "does it answer?" to "does it answer the same again?"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from grader.calls import Answer, Raised, Returned
from grader.checks.check import (
    AGAIN,
    ANSWERS,
    HARDER_VALUES,
    UNCHANGED,
    VALUES,
    Case,
    Check,
    Given,
    Steps,
    Subject,
    all_of,
    ask,
)
from grader.checks.comparing import compared, told_apart
from grader.checks.explain import Seen, ideas_behind, named, same
from grader.checks.reading import as_array, entry, kind_of, read
from grader.misconceptions.general import REMEMBERS, WRITES_INTO_ARGUMENTS, GeneralIdea
from grader.verdict import PASSED, Finding, Status


def answers(subject: Subject, case: Case, *, id: str, points: float, title: str = "") -> Check:
    """Check that the function can be called and returns finite numbers of the right type and shape."""

    def steps(given: Given) -> Steps:
        asked = ask(given, subject, case)
        answer = yield asked.call
        found = read(answer, asked.expected, subject)
        return told(found, [(asked, answer)]) if isinstance(found, Finding) else PASSED

    title = title or f"returns {', '.join(subject.outputs)} in the right shape"
    return Check(id, subject.function, title, points, ANSWERS, steps, all_of(subject, [case]))


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

    def steps(given: Given) -> Steps:
        seen: list[Seen] = []
        findings: list[Finding] = []
        for case in cases:
            asked = ask(given, subject, case)
            answer = yield asked.call
            seen.append((asked, answer))
            findings.append(compared(asked, answer, output))
            if findings[-1].fatal:
                break
        if all(finding.status is Status.PASSED for finding in findings):
            return next((finding for finding in findings if finding.note), PASSED)
        return told(_headline(findings, cases), _wrong_first(seen, findings), output)

    return Check(id, subject.function, title, points, rung, steps, all_of(subject, cases))


def leaves_arguments(subject: Subject, case: Case, *, id: str, points: float) -> Check:
    """Check that every argument is, bit for bit, what it was before the call."""

    def steps(given: Given) -> Steps:
        asked = ask(given, subject, case)
        answer = yield asked.call
        if not isinstance(answer, Returned):
            return told(_no_answer(read(answer, asked.expected, subject)), [(asked, answer)])
        if not answer.changed:
            return PASSED
        position, after = min(answer.changed.items())
        name = given.parameters[subject.function][position]
        message = _change(name, asked.call.arguments[position], after)
        return _or(WRITES_INTO_ARGUMENTS, told(Finding(Status.FAILED, message), [(asked, answer)]))

    title = "leaves its arguments as they were"
    return Check(id, subject.function, title, points, UNCHANGED, steps, all_of(subject, [case]))


def repeats(subject: Subject, case: Case, *, id: str, points: float) -> Check:
    """Check that a second call with the same arguments gives the same answer: nothing is remembered in between."""

    def steps(given: Given) -> Steps:
        asked = ask(given, subject, case)
        first = yield asked.call
        second = yield replace(asked.call, again=True)
        if isinstance(first, Returned) and same(asked, second, first):
            return PASSED
        found = read(second, asked.expected, subject)
        if isinstance(found, Finding):
            return told(found, [(asked, second)])
        message = "a second call with the same arguments gives another answer"
        return _or(REMEMBERS, told(Finding(Status.FAILED, message), [(asked, first)]))

    return Check(id, subject.function, "gives the same answer twice", points, AGAIN, steps, all_of(subject, [case]))


def refuses(
    subject: Subject, cases: Sequence[Case], kind: str, *, id: str, title: str, points: float, rung: int = HARDER_VALUES
) -> Check:
    """Check that the function raises `kind` in every case: arguments that mean nothing are not answered."""

    def steps(given: Given) -> Steps:
        seen: list[Seen] = []
        for case in cases:
            asked = ask(given, subject, case)
            answer = yield asked.call
            seen.append((asked, answer))
            if not isinstance(answer, Raised) or answer.kind != kind:
                return told(_not_refused(answer, subject, kind), seen[::-1])
        return PASSED

    return Check(id, subject.function, title, points, rung, steps, all_of(subject, cases))


def _not_refused(answer: Answer, subject: Subject, kind: str) -> Finding:
    if isinstance(answer, Returned):
        return Finding(Status.FAILED, f"returned {kind_of(answer.value)} where {kind} is asked for")
    found = _no_answer(read(answer, Returned(None), subject))
    return replace(found, message=f"{found.message}, where {kind} is asked for")


def told(finding: Finding, seen: Sequence[Seen], output: str = "") -> Finding:
    """Return the finding with the first call seen, which shows it, and the ideas that explain all of them."""
    asked = seen[0][0]
    placed = replace(finding, call=asked.given.described(asked.call), case=asked.case.name)
    return placed if finding.fatal or finding.unwritten else replace(placed, ideas=ideas_behind(seen, output))


def _or(idea: GeneralIdea, finding: Finding) -> Finding:
    """The finding, explained by this idea where the exercise's own ideas are silent."""
    return replace(finding, ideas=finding.ideas or (named(idea),))


def _headline(findings: Sequence[Finding], cases: Sequence[Case]) -> Finding:
    """The first finding that fell short, with the step and the picture of the first that has them."""
    short = [finding for finding in findings if finding.status is not Status.PASSED]
    pictured = next((finding for finding in short if finding.picture), None)
    if pictured is None or pictured is short[0]:
        return short[0]
    elsewhere = f"with {cases[findings.index(pictured)].name}: {pictured.where}"
    return replace(short[0], where=short[0].where or elsewhere, picture=pictured.picture)


def _wrong_first(seen: Sequence[Seen], findings: Sequence[Finding]) -> list[Seen]:
    """The call to show comes first: the one the headline is about."""
    wrong = next(i for i, finding in enumerate(findings) if finding.status is not Status.PASSED)
    return [seen[wrong], *seen[:wrong], *seen[wrong + 1 :]]


def _no_answer(found: object) -> Finding:
    assert isinstance(found, Finding), "an answer that did not return is always a finding"  # noqa: S101
    return found


def _change(name: str, before: object, after: object) -> str:
    """Say which entry of an argument changed: "the caller's dhs[0, 2] was 0.31 and is 1.2 after the call"."""
    old, new = as_array(before), as_array(after)
    if old is None or new is None or old.shape != new.shape:
        return f"the caller's {name} is another thing after the call"
    changed = np.argwhere(~((old == new) & (np.signbit(old) == np.signbit(new)) | (np.isnan(old) & np.isnan(new))))
    if len(changed) == 0:  # another dtype, or a worker that claims what is not so
        return f"the caller's {name} is not bit for bit what it was"
    index = tuple(int(i) for i in changed[0])
    was, now = told_apart(float(old[index]), float(new[index]))
    return f"the caller's {entry(name, index)} was {was} and is {now} after the call"
