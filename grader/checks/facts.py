"""A driver's facts beside the solution's: what is said about them is the exercise's to know."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from grader.calls import Answer
from grader.checks.check import Asked, Case, Check, Given, Steps, Subject, all_of, ask
from grader.checks.comparing import right_answer
from grader.checks.explain import Seen
from grader.checks.reading import Arrays, read
from grader.checks.rungs import told
from grader.verdict import PASSED, Finding, Status

Problem = Callable[[Arrays, Arrays], str]


def reports(
    subject: Subject,
    cases: Sequence[Case],
    output: str,
    problem: Problem,
    *,
    id: str,
    title: str,
    points: float,
    rung: int,
) -> Check:
    """Check what a driver reports about a call, beside what the function returned.

    All cases are asked even after one fell short: what is left behind in each of them tells ideas apart.

    Args:
        subject: Its outputs are what the driver returns.
        cases: What to ask.
        output: The output the question is about.
        problem: From the learner's outputs and ours to what is wrong, "" when nothing is.
        id: As in Check.
        title: As in Check.
        points: As in Check.
        rung: As in Check.
    """

    def steps(given: Given) -> Steps:
        seen: list[Seen] = []
        short: Finding | None = None
        for case in cases:
            asked = ask(given, subject, case)
            answer = yield asked.call
            finding = _finding(asked, answer, problem)
            if finding.message and short is None:
                short = finding
                seen.insert(0, (asked, answer))  # the call to show comes first
            else:
                seen.append((asked, answer))
            if finding.fatal:
                break
        return PASSED if short is None else told(short, seen, output)

    return Check(id, subject.function, title, points, rung, steps, all_of(subject, cases))


def _finding(asked: Asked, answer: Answer, problem: Problem) -> Finding:
    got = read(answer, asked.expected, asked.subject)
    return got if isinstance(got, Finding) else Finding(Status.FAILED, problem(got, right_answer(asked)))
