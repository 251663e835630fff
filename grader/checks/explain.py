"""Which wrong ideas give the learner's answers? One is named when it agrees at every step and is not right there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import Any

import numpy as np

from grader import wire
from grader.calls import Answer, BadValue, Raised, Returned, answer_in_process
from grader.checks.check import Asked
from grader.checks.comparing import difference, right_answer
from grader.checks.reading import as_array, read
from grader.misconceptions.general import GENERAL_IDEAS, MORE_THAN_ASKED, NEEDS_A_STEP, OTHER_SHAPE, GeneralIdea
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
    answer = cache(lambda idea, at: answer_in_process(idea.answer, seen[at][0].call))  # most fail at the first call
    for wanted in dict.fromkeys(("", output or asked.subject.outputs[0])):
        found = [idea for idea in candidates if _explains(seen, partial(answer, idea), wanted)]
        if found:
            return tuple(Idea(idea.id, idea.says, idea.ask) for idea in found)
    return _general(seen, output)


def _general(seen: Sequence[Seen], output: str) -> tuple[Idea, ...]:
    """The first family that explains every wrong answer by the way it differs."""
    wrong = [
        (asked, answer) for asked, answer in seen if not same(asked, answer, asked.given.right(asked.call), output)
    ]
    if any(isinstance(asked.given.right(asked.call), Raised) for asked, _ in wrong):
        return ()  # where an exception is asked for, nothing differs by a little
    families = [idea for idea in GENERAL_IDEAS if all(_differs_so(*one, output, idea) for one in wrong)]
    if wrong and all(_part_is(MORE_THAN_ASKED, *one) for one in wrong):
        families = [MORE_THAN_ASKED]
    elif wrong and all(_part_is(OTHER_SHAPE, *one) for one in wrong):
        families = [OTHER_SHAPE]
    elif wrong and all(_without_steps(*one) for one in wrong):
        families = [NEEDS_A_STEP]
    return tuple(Idea(idea.id, idea.says, idea.ask) for idea in families[:1] if wrong)


def _differs_so(asked: Asked, answer: Answer, output: str, idea: GeneralIdea) -> bool:
    """Does every output in question that differs differ in this family's way?"""
    got, right = read(answer, asked.expected, asked.subject), right_answer(asked)
    if isinstance(got, Finding) or asked.subject.exact:
        return False
    names = [name for name in right if output in ("", name, name.partition("[")[0])]
    differing = [name for name in names if difference(asked, name, got[name], right[name]) is not None]
    return bool(differing) and all(idea.recognises(_double(got[name]), _double(right[name])) for name in differing)


def _part_is(idea: GeneralIdea, asked: Asked, answer: Answer) -> bool:
    """One array is asked for, and what came back, or a part of a tuple that did, relates to it as the idea says."""
    want = as_array(asked.expected.value) if len(asked.subject.outputs) == 1 else None
    if want is None or not isinstance(answer, Returned):
        return False
    several = idea is MORE_THAN_ASKED and isinstance(answer.value, tuple)
    parts = map(as_array, answer.value if several else [answer.value] if idea is OTHER_SHAPE else [])
    return any(part is not None and idea.recognises(_double(part), _double(want)) for part in parts)


def _without_steps(asked: Asked, answer: Answer) -> bool:
    arrays = [one for one in asked.call.arguments if isinstance(one, np.ndarray)]
    return isinstance(answer, Raised) and any(array.size == 0 for array in arrays)


def _double(array: np.ndarray) -> np.ndarray:
    return np.asarray(array, np.float64)


def _explains(seen: Sequence[Seen], answer: Callable[[int], Answer], output: str) -> bool:
    """The idea's answers are the learner's in every case, and not the right ones in at least one."""
    return all(same(asked, answer(at), theirs, output) for at, (asked, theirs) in enumerate(seen)) and not all(
        same(asked, answer(at), asked.given.right(asked.call), output) for at, (asked, _) in enumerate(seen)
    )


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
        return left.shape == right.shape and difference(asked, output, left, right) is None
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
