"""Which wrong ideas give the learner's answers? One is named when it agrees at every step and is not right there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import islice
from typing import Any

import numpy as np

from grader import wire
from grader.calls import Answer, BadValue, Raised, Returned
from grader.checks.check import Asked
from grader.checks.comparing import alike, names_asked, right_answer
from grader.checks.reading import as_array, read
from grader.misconceptions.general import GENERAL_IDEAS, MORE_THAN_ASKED, NEEDS_A_STEP, OTHER_SHAPE, GeneralIdea
from grader.misconceptions.misconception import Misconception
from grader.verdict import Finding, Idea

Seen = tuple[Asked, Answer]


def ideas_behind(seen: Sequence[Seen], output: str = "") -> tuple[Idea, ...]:
    """Return the misconceptions that explain every answer seen.

    An idea that explains the whole answer beats one that explains only the output in question: two mistakes in one
    file still get a name each, and one mistake gets the narrowest.

    Args:
        seen: Questions about one function, and the learner's answers to them.
        output: The output in question; "" for all of them.
    """
    asked = seen[0][0]
    candidates = [idea for idea in asked.given.ideas if idea.function == asked.subject.function]
    for wanted in dict.fromkeys(("", output or asked.subject.outputs[0])):
        found = [idea for idea in candidates if _explains(seen, idea, wanted)]
        if found:
            return tuple(named(idea) for idea in found)
    return _general(seen, output)


def named(idea: Misconception | GeneralIdea) -> Idea:
    """Return an idea as a finding carries it."""
    return Idea(idea.id, idea.says, idea.ask)


def _general(seen: Sequence[Seen], output: str) -> tuple[Idea, ...]:
    """The first family that explains every wrong answer by the way it differs."""
    rights = [asked.given.right(asked.call) for asked, _ in seen]
    wrong = [one for one, right in zip(seen, rights, strict=True) if not same(*one, right, output)]
    if not wrong or any(isinstance(right, Raised) for right in rights):
        return ()  # where an exception is asked for, nothing differs by a little
    families: list[tuple[GeneralIdea, Callable[[Asked, Answer], bool]]] = [
        (MORE_THAN_ASKED, _has_it_beside_something),
        (OTHER_SHAPE, _has_another_shape),
        (NEEDS_A_STEP, _raises_without_steps),
        *((idea, partial(_differs_so, output=output, idea=idea)) for idea in GENERAL_IDEAS),
    ]
    found = (idea for idea, shows in families if all(shows(*one) for one in wrong))
    return tuple(named(idea) for idea in islice(found, 1))


def _differs_so(asked: Asked, answer: Answer, output: str, idea: GeneralIdea) -> bool:
    """Does every output in question that differs differ in this family's way?"""
    got, right = read(answer, asked.expected, asked.subject), right_answer(asked)
    if isinstance(got, Finding) or asked.subject.exact:
        return False
    differing = [name for name in names_asked(right, output) if not alike(asked, name, got[name], right[name])]
    return bool(differing) and all(idea.shown_by(_double(got[name]), _double(right[name])) for name in differing)


def _has_it_beside_something(asked: Asked, answer: Answer) -> bool:
    """One array is asked for, and a part of the tuple that came back is it."""
    parts = answer.value if isinstance(answer, Returned) and isinstance(answer.value, tuple) else ()
    return any(_relates(MORE_THAN_ASKED, asked, part) for part in parts)


def _has_another_shape(asked: Asked, answer: Answer) -> bool:
    return isinstance(answer, Returned) and _relates(OTHER_SHAPE, asked, answer.value)


def _relates(idea: GeneralIdea, asked: Asked, value: Any) -> bool:
    """Does a value relate to the one array that is asked for as the idea says?"""
    want = as_array(asked.expected.value) if len(asked.subject.outputs) == 1 else None
    got = as_array(value)
    return want is not None and got is not None and idea.shown_by(_double(got), _double(want))


def _raises_without_steps(asked: Asked, answer: Answer) -> bool:
    arrays = [one for one in asked.call.arguments if isinstance(one, np.ndarray)]
    return isinstance(answer, Raised) and any(array.size == 0 for array in arrays)


def _double(array: np.ndarray) -> np.ndarray:
    return np.asarray(array, np.float64)


def _explains(seen: Sequence[Seen], idea: Misconception, output: str) -> bool:
    """The idea's answers are the learner's in every case, and not the right ones in at least one."""
    return all(same(asked, _imagined(asked, idea), theirs, output) for asked, theirs in seen) and not all(
        same(asked, _imagined(asked, idea), asked.given.right(asked.call), output) for asked, _ in seen
    )  # most fail at the first call


def _imagined(asked: Asked, idea: Misconception) -> Answer:
    return asked.given.imagined(idea, asked.call)


def same(asked: Asked, one: Answer, other: Answer, output: str = "") -> bool:
    """Do two answers show the same behaviour: value, exception, arguments changed, warnings or none?

    With `output`, only that output's values count.
    """
    match one, other:
        case Raised(), Raised():  # a refusal that is asked for may be worded in any way
            asked_for = isinstance(asked.given.right(asked.call), Raised)
            return one.kind == other.kind and (asked_for or one.message == other.message)
        case Returned(), BadValue(what):
            return _refusal(one.value) == what
        case Returned(), Returned():
            traces = bool(output) or _same_traces(asked, one, other)
            return traces and _same_value(asked, one.value, other.value, output)
        case _:
            return False


def _same_traces(asked: Asked, one: Returned, other: Returned) -> bool:
    """What the call left behind beside its value."""
    return (
        one.changed.keys() == other.changed.keys()
        and all(_same_part(asked, value, other.changed[at]) for at, value in one.changed.items())
        and bool(one.warnings) == bool(other.warnings)
    )


def _same_value(asked: Asked, one: Any, other: Any, output: str) -> bool:
    names = asked.subject.outputs
    if len(names) == 1:
        return _same_part(asked, one, other, names[0])
    parts = _parts(one, other)
    if parts is None or len(parts) != len(names):  # both forgot the same output, perhaps
        return _same_part(asked, one, other)
    wanted = [output] if output else names
    return all(_same_part(asked, *pair, name) for name, pair in zip(names, parts, strict=True) if name in wanted)


def _same_part(asked: Asked, one: Any, other: Any, output: str = "") -> bool:
    left, right = as_array(one), as_array(other)
    if left is not None and right is not None:
        return left.shape == right.shape and alike(asked, output, left, right)
    parts = _parts(one, other)
    if parts is not None:
        return all(_same_part(asked, *pair, output) for pair in parts)
    return one is None is other or (isinstance(one, str) and isinstance(other, str) and one == other)


def _parts(one: Any, other: Any) -> list[tuple[Any, Any]] | None:
    """The pairs of two sequences of one length; None for anything else."""
    if isinstance(one, tuple | list) and isinstance(other, tuple | list) and len(one) == len(other):
        return list(zip(one, other, strict=True))
    return None


def _refusal(value: object) -> str:
    """Return why a value cannot travel, as a worker would say it; "" when it can."""
    try:
        wire.pack(value)
    except wire.WireError as error:
        return str(error)
    return ""
