"""A card as it is put to a learner: shuffled, numbers filled in. The same card and seed ask the same for ever."""

from __future__ import annotations

import hashlib
import string
from dataclasses import dataclass

from grader.quiz.cards import AnyCard, Bug, Choice, Cloze, Match, Numeric, Order, Recall
from grader.quiz.numbers import shown

GAP_SHOWN = "[…]"
LETTERS = string.ascii_lowercase


@dataclass(frozen=True)
class Asked:
    """A question.

    Attributes:
        text: What is asked.
        options: What to choose from, lettered a, b, c, …: of a choice, an order, or the right-hand sides of a match.
        order: `options[i]` is number `order[i]` of the card.
        lefts: The left-hand sides of a match, numbered 1, 2, 3, …
        code: The numbered lines of a bug card.
    """

    text: str
    options: tuple[str, ...] = ()
    order: tuple[int, ...] = ()
    lefts: tuple[str, ...] = ()
    code: tuple[str, ...] = ()


def ask(card: AnyCard, seed: int) -> Asked:
    """Return the question that a card asks under a seed."""
    match card:
        case Recall():
            return Asked(card.front)
        case Choice():
            return _lettered(
                card.front, tuple(one.text for one in card.choices), _shuffled(card.id, seed, len(card.choices))
            )
        case Numeric():
            return Asked(filled(card.front, parameters(card, seed)))
        case Cloze():
            return Asked(_with_gap(card))
        case Order():
            return _lettered(card.front, card.items, _disordered(card.id, seed, len(card.items)))
        case Match():
            return _matching(card, seed)
        case Bug():
            return Asked(card.front, code=tuple(card.code.splitlines()))


def parameters(card: Numeric, seed: int) -> dict[str, float]:
    """Return the values that a numeric card's parameters have under a seed."""
    return {name: values[_chance(card.id, seed, name) % len(values)] for name, values in card.params}


def filled(front: str, params: dict[str, float]) -> str:
    """Return a front with its parameters' values in the place of their names."""
    for name, value in params.items():
        front = front.replace(f"{{{name}}}", shown(value, 6))
    return front


def _lettered(text: str, options: tuple[str, ...], order: tuple[int, ...]) -> Asked:
    return Asked(text, tuple(options[number] for number in order), order)


def _matching(card: Match, seed: int) -> Asked:
    order = _shuffled(card.id, seed, len(card.pairs))
    rights = tuple(card.pairs[number][1] for number in order)
    return Asked(card.front, rights, order, tuple(left for left, _ in card.pairs))


def _with_gap(card: Cloze) -> str:
    shown_gaps = [GAP_SHOWN if number == card.gap else gap[0] for number, gap in enumerate(card.gaps)]
    return "".join(piece + gap for piece, gap in zip(card.pieces, [*shown_gaps, ""], strict=True))


# Chance without a generator's state: the digest of card, seed and number is the same on every machine, and needs no
# import that the first card would wait for.


def _chance(card: str, seed: int, what: object) -> int:
    return int.from_bytes(hashlib.sha256(f"{card} {seed} {what}".encode()).digest()[:8])


def _shuffled(card: str, seed: int, count: int) -> tuple[int, ...]:
    return tuple(sorted(range(count), key=lambda number: _chance(card, seed, number)))


def _disordered(card: str, seed: int, count: int) -> tuple[int, ...]:
    """A shuffled order that is not the right one already."""
    order = _shuffled(card, seed, count)
    return order if order != tuple(range(count)) else (*order[1:], order[0])
