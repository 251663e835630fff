"""What a misconception is: a wrong idea that can be run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Misconception:
    """A wrong idea about one function.

    Attributes:
        id: `exercise.name_of_the_wrong_idea`.
        function: The function it gets wrong.
        says: What the learner's code does, in the second person, no capital, no full stop: "you pair da_t with h_t".
        ask: One question that exposes the idea; never the fix.
        looks: What the answers show.
        tempting: Why people think so.
        source: Rows of the bug catalogue, a paper, or "seen in review".
        answer: The idea itself: the learner's function as this idea writes it.
    """

    id: str
    function: str
    says: str
    ask: str
    looks: str
    tempting: str
    source: str
    answer: Callable[..., Any]


def misconception(
    function: str, *, says: str, ask: str, looks: str, tempting: str, source: str
) -> Callable[[Callable[..., Any]], Misconception]:
    """Make the decorated function a misconception about `function`, named after itself and its module."""

    def named(answer: Callable[..., Any]) -> Misconception:
        exercise = answer.__module__.rpartition(".")[2]
        name = f"{exercise}.{answer.__name__}"
        return Misconception(name, function, says, ask, looks, tempting, source, answer)

    return named
