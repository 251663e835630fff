"""One answer to one case beside ours: does one output agree, and if not, what to say about it."""

from __future__ import annotations

import numpy as np

from grader.calls import Answer, Call
from grader.checks.check import Case, Given, Subject
from grader.checks.reading import Arrays, entry, read
from grader.numeric.compare import LIMIT, Difference, first_difference, step_norms
from grader.verdict import PASSED, Finding, Picture, Status

_MIN_PICTURE_STEPS = 5


def compared(
    given: Given, subject: Subject, case: Case, call: Call, answer: Answer, position: int | None
) -> Finding:
    """Return how one output of an answer compares with the solution's; with None, the first that differs."""
    expected = given.expected(call)
    got = read(answer, expected, subject)
    if isinstance(got, Finding):
        return got
    want = read(expected, expected, subject)
    assert not isinstance(want, Finding), f"the solution's own answer is refused: {want}"  # noqa: S101
    positions = range(len(want)) if position is None else (position,)
    differences = {i: difference_in(given, subject, case, call, got[i], want[i], i) for i in positions}
    position, difference = next(((i, one) for i, one in differences.items() if one), (0, None))
    if difference is None:
        notes = (_single_note(subject, got[i], want[i], call, case, i) for i in positions)
        return PASSED.with_note(next(filter(None, notes), ""))
    return Finding(
        Status.FAILED,
        _message(subject, call, position, difference),
        where=_where(difference, subject),
        others=_others(given, subject, case, call, got, want, position),
        picture=_picture(given, subject, case, call, got[position], want[position], position),
    )


def difference_in(
    given: Given,
    subject: Subject,
    case: Case,
    call: Call,
    got: np.ndarray,
    want: np.ndarray,
    position: int,
    limit: float | None = None,
) -> Difference | None:
    """Return where one output parts from ours, None when it agrees within `limit` (or the file's own)."""
    limit = limit or given.limit(got)
    return first_difference(
        got,
        want,
        limit=limit,
        axis=case.steps.get(subject.outputs[position]),
        backward=subject.backward,
        each=subject.each,
        floor=subject.slack(call, limit),
    )


def _single_note(
    subject: Subject, got: np.ndarray, want: np.ndarray, call: Call, case: Case, position: int
) -> str:
    """Say so when an answer agrees to float32's digits only."""
    floor = subject.slack(call, LIMIT)
    axis = case.steps.get(subject.outputs[position])
    exact = first_difference(got, want, axis=axis, each=subject.each, floor=floor) is None
    return "" if exact else "computed in float32: a gradient below 1e-38 would be lost"


def _message(subject: Subject, call: Call, position: int, difference: Difference) -> str:
    """ "dW_hh[2, 4] is -0.18342, not -0.41907 (ratio 0.44)"; an element-wise function says at which input."""
    name = entry(subject.outputs[position], difference.index)
    if subject.each:
        at = np.asarray(call.arguments[0])[difference.index]
        name = f"{subject.function}({at:.6g})"
    got, want = _pair(difference.got, difference.want)
    return f"{name} is {got}, not {want}{_ratio(difference)}"


def _pair(got: float, want: float) -> tuple[str, str]:
    """Both numbers with as many digits as it takes to tell them apart."""
    for digits in range(5, 18):
        left, right = f"{got:.{digits}g}", f"{want:.{digits}g}"
        if left != right:
            break
    return left, right


def _ratio(difference: Difference) -> str:
    if difference.ratio is not None:
        return f" (ratio {difference.ratio:.3g} everywhere)"
    if difference.want in (0.0, difference.got) or not np.isfinite(difference.got + difference.want):
        return ""
    return f" (ratio {difference.got / difference.want:.3g})"


def _where(difference: Difference, subject: Subject) -> str:
    if difference.step is None:
        return ""
    way = "the first wrong step on the way back" if subject.backward else "the first wrong step"
    return f"t = {difference.step}, {way}"


def _others(
    given: Given, subject: Subject, case: Case, call: Call, got: Arrays, want: Arrays, position: int
) -> str:
    """ "dW_xh agrees · db agrees · dh0 agrees: only dW_hh differs"."""
    names = subject.outputs
    if len(names) == 1:
        return ""
    agree = {
        i: difference_in(given, subject, case, call, got[i], want[i], i) is None
        for i in range(len(names))
        if i != position
    }
    told = " · ".join(f"{names[i]} {'agrees' if good else 'differs'}" for i, good in agree.items())
    if all(agree.values()):
        return f"{told}: only {names[position]} differs"
    return told if any(agree.values()) else f"{told}: none of the {len(names)} agrees"


def _picture(
    given: Given, subject: Subject, case: Case, call: Call, got: np.ndarray, want: np.ndarray, position: int
) -> Picture | None:
    """The norms at every step, when the output has steps enough to see a slope."""
    axis = case.steps.get(subject.outputs[position])
    if axis is None or got.shape[axis] < _MIN_PICTURE_STEPS:
        return None
    norms, wanted = step_norms(got, axis), step_norms(want, axis)
    difference = difference_in(given, subject, case, call, got, want, position)
    title = f"log10 of the norm of {subject.outputs[position]} at each step, {given.described(call)}"
    return Picture(
        title,
        _logs(norms),
        _logs(wanted),
        difference.step if difference else None,
        subject.backward,
    )


def _logs(norms: np.ndarray) -> tuple[float, ...]:
    with np.errstate(divide="ignore"):
        return tuple(float(one) for one in np.log10(norms))
