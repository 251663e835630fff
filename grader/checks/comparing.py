"""One answer to one case beside ours: does one output agree, and if not, what to say about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np

from grader.calls import Answer
from grader.checks.check import Asked, Subject
from grader.checks.reading import Arrays, entry, read
from grader.numeric.compare import LIMIT, Difference, agree, first_difference, step_norms
from grader.verdict import PASSED, Finding, Picture, Status

_MIN_PICTURE_STEPS = 5


def compared(asked: Asked, answer: Answer, output: str = "") -> Finding:
    """Return how one output of an answer compares with the solution's; without `output`, the first that differs."""
    got, want = read(answer, asked.expected, asked.subject), right_answer(asked)
    if isinstance(got, Finding):
        return got
    names = names_asked(want, output)
    exactly = 0.0 if asked.subject.exact else None  # a count is right or not
    for name in names:
        found = difference(asked, name, got[name], want[name], exactly)
        if found is not None:
            return _differs(asked, name, got, want, found)
    note = _float32_note(asked, names, got, want)
    return replace(PASSED, note=note) if note else PASSED


def names_asked(names: Iterable[str], output: str) -> list[str]:
    """Return the arrays that an output consists of, `clipped[0]` and `clipped[1]` for `clipped`; all for ""."""
    return [name for name in names if output in ("", name, name.partition("[")[0])]


def right_answer(asked: Asked) -> Arrays:
    """Return the solution's own outputs as arrays."""
    return asked.given.known((asked.subject, asked.call.key), lambda: _right_answer(asked))


def _right_answer(asked: Asked) -> Arrays:
    want = read(asked.expected, asked.expected, asked.subject)
    assert not isinstance(want, Finding), f"the solution's own answer is refused: {want}"  # noqa: S101
    return want


def difference(
    asked: Asked, output: str, got: np.ndarray, want: np.ndarray, limit: float | None = None
) -> Difference | None:
    """Return where one output parts from another, None when they agree.

    Args:
        asked: The question, which knows time axis and rounding floor.
        output: Its name; "" for an array that is no output (an argument after the call), compared whole.
        got: One array.
        want: The other, of the same shape.
        limit: Relative error that counts as equal; by default what these arrays are allowed.
    """
    if np.array_equal(got, want):
        return None
    limit, slack = _allowed(asked, output, got, want, limit)
    compare = partial(first_difference, limit=limit, floor=slack)
    axis = asked.axis(output)
    if axis is None or axis >= got.ndim:
        return compare(got, want, each=asked.subject.each)
    backward, length = asked.subject.backward, asked.case.length
    in_steps = compare(_steps(got, axis, length), _steps(want, axis, length), axis=axis, backward=backward)
    return in_steps or (compare(got, want) if length is not None else None)


def alike(asked: Asked, output: str, got: np.ndarray, want: np.ndarray) -> bool:
    """Return whether `difference` finds none, in half its time: dozens of wrong ideas are asked."""
    if np.array_equal(got, want):
        return True
    limit, slack = _allowed(asked, output, got, want)
    axis = asked.axis(output)
    if axis is None or axis >= got.ndim:
        return agree(got, want, limit=limit, floor=slack, each=asked.subject.each)
    length = asked.case.length
    walked = [_steps(one, axis, length) for one in (got, want)]
    in_steps = agree(*walked, limit=limit, floor=slack, axis=axis)
    return in_steps and (length is None or agree(got, want, limit=limit, floor=slack))


def _allowed(
    asked: Asked, output: str, got: np.ndarray, want: np.ndarray, limit: float | None = None
) -> tuple[float, Any]:
    """The relative error that counts as equal, and the rounding floor."""
    limit = asked.given.limit(got, want) if limit is None else limit
    if not output or asked.subject.floor is None:
        return limit, 0.0
    subject, call = asked.subject, asked.call
    slack = asked.given.known((subject.floor, limit, call.key), lambda: subject.slack(call, limit))
    fits = np.shape(slack) in ((), got.shape)  # else a wrong idea's shape, which the floor was not made for
    return limit, slack if fits else 0.0


def _steps(array: np.ndarray, axis: int, length: int | None) -> np.ndarray:
    """The part of an array that is time steps."""
    return array[(slice(None),) * axis + (slice(length),)]


def _differs(asked: Asked, name: str, got: Arrays, want: Arrays, found: Difference) -> Finding:
    return Finding(
        Status.FAILED,
        _message(asked, name, found),
        where=_where(asked.subject, found),
        others=_others(asked, name, got, want),
        picture=_picture(asked, name, got[name], want[name], found.step),
    )


def _float32_note(asked: Asked, names: Sequence[str], got: Arrays, want: Arrays) -> str:
    """Say so when an answer agrees to float32's digits only."""
    loose = [name for name in names if asked.given.limit(got[name], want[name]) > LIMIT]
    if all(difference(asked, name, got[name], want[name], LIMIT) is None for name in loose):
        return ""
    return "computed in float32: what is below 1e-38 would be lost"


def _message(asked: Asked, output: str, found: Difference) -> str:
    """Say both numbers and their ratio: "dW_hh[2, 4] is -0.18342, not -0.41907 (ratio 0.44)"."""
    name = entry(output, found.index)
    if asked.subject.each:
        name = f"{asked.subject.function}({np.asarray(asked.call.arguments[0])[found.index]:.6g})"
    if isinstance(asked.expected.value, bool | np.bool_):
        return f"{name} is {bool(found.got)}, not {bool(found.want)}"
    got, want = told_apart(found.got, found.want)
    return f"{name} is {got}, not {want}{_ratio(found)}"


def told_apart(got: float, want: float) -> tuple[str, str]:
    """Return both numbers with as many digits as it takes to see that they differ."""
    digits = next((n for n in range(5, 17) if f"{got:.{n}g}" != f"{want:.{n}g}"), 17)
    return f"{got:.{digits}g}", f"{want:.{digits}g}"


def _ratio(found: Difference) -> str:
    everywhere = found.ratio is not None
    ratio = found.ratio if found.ratio is not None else found.got / found.want if found.want else np.nan
    if not np.isfinite(ratio) or f"{ratio:.3g}" in {"1", "0", "-0"}:  # says nothing that the numbers do not
        return ""
    return f" (ratio {ratio:.3g}{' everywhere' if everywhere else ''})"


def _where(subject: Subject, found: Difference) -> str:
    if found.step is None:
        return ""
    return f"{subject.counts} = {found.step}, the first wrong step{' on the way back' if subject.backward else ''}"


def _others(asked: Asked, short: str, got: Arrays, want: Arrays) -> str:
    """Say what the other outputs did: "dW_xh agrees · db agrees · dh0 agrees: only dW_hh differs"."""
    agree = {name: difference(asked, name, got[name], want[name]) is None for name in want if name != short}
    told = " · ".join(f"{name} {'agrees' if good else 'differs'}" for name, good in agree.items())
    return f"{told}: only {short} differs" if agree and all(agree.values()) else told


def _picture(asked: Asked, output: str, got: np.ndarray, want: np.ndarray, first_wrong: int | None) -> Picture | None:
    """The norms at every step, when the output has steps enough to see a slope."""
    axis, length = asked.axis(output), asked.case.length
    if axis is None or got.shape[axis] < _MIN_PICTURE_STEPS:
        return None
    quantity = output if want.ndim == 1 else f"the norm of {output}"
    title = f"log10 of {quantity} at each step, with {asked.case.name}"
    theirs, ours = (_logs(step_norms(_steps(array, axis, length), axis)) for array in (got, want))
    return Picture(title, theirs, ours, first_wrong, asked.subject.backward, asked.subject.counts)


def _logs(norms: np.ndarray) -> tuple[float, ...]:
    with np.errstate(divide="ignore"):
        return tuple(np.log10(norms).tolist())
