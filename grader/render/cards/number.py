"""Numbers that other systems can mark: as they are, or as a power of ten where theirs are too coarse."""

from __future__ import annotations

import math
from dataclasses import dataclass

from grader.quiz.asking import parameters
from grader.quiz.cards import Numeric
from grader.quiz.formula import NotAFormula, formula

LEAST = 1e-4  # below, learning platforms round answers away


@dataclass(frozen=True)
class Wanted:
    """What is to be typed.

    Attributes:
        value: The number, or log₁₀ of its size.
        margin: How far from it an answer may be; more than 0 unless the answer must be exact.
        is_log: It is log₁₀.
        wrong: What tempting mistakes give on the same scale, and why they are mistakes.
    """

    value: float
    margin: float
    is_log: bool
    wrong: tuple[tuple[float, str], ...] = ()


def wanted(card: Numeric, seed: int, least: float = LEAST, least_margin: float = 0.0) -> Wanted:
    """Return what a numeric card asks to be typed elsewhere.

    Args:
        card: The card.
        seed: Of its numbers.
        least: The least size that is asked for as it is.
        least_margin: The least margin that is asked for as it is, where a platform rounds.
    """
    values = parameters(card, seed)
    value = formula(card.answer).value(values)
    margin = max(card.rel * abs(value), card.absolute)
    is_log = value != 0 and (abs(value) < least or margin < least_margin)
    wrong = []
    for one in card.wrong:
        try:
            given = formula(one.answer).value(values)
        except NotAFormula:  # no value for these numbers: nobody can have computed it
            continue
        if not is_log:
            wrong.append((given, one.why))
        elif given:
            wrong.append((math.log10(abs(given)), one.why))
    if is_log:
        return Wanted(math.log10(abs(value)), math.log10(1 + margin / abs(value)), True, tuple(wrong))
    return Wanted(value, margin, False, tuple(wrong))


def request(want: Wanted) -> str:
    """Return what is added to a question whose answer is asked for as a power of ten."""
    return "Give log₁₀ of its size, like -7.2 for 6.3·10⁻⁸." if want.is_log else ""
