"""What an answer to a card is worth. Pure: the same card, seed and answer give the same verdict anywhere, for ever."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from grader.quiz.asking import LETTERS, Asked, ask, parameters
from grader.quiz.cards import AnyCard, Bug, Choice, Cloze, KeyPoint, Match, Numeric, Order, Recall
from grader.quiz.formula import NotAFormula, formula
from grader.quiz.numbers import Unread, close, read_number, shown
from grader.quiz.words import same, says, share_said, tokens

# A key point without phrases counts as made when the answer has this share of its words: one in three may be missing.
_ENOUGH = 0.6
# What an answer is worth at most that lacks a required point.
_WITHOUT_REQUIRED = 0.5
_LONGEST = 10_000  # characters of an answer that are read: an hour's typing
_LONGEST_LETTERS = 200


@dataclass(frozen=True)
class Verdict:
    """What an answer is worth, and what can be said about it.

    Attributes:
        share: 0 to 1; 1 is right.
        expected: The right answer.
        why: Reasons to show, the most telling first.
        misconceptions: Ids of the wrong ideas that the answer shows.
        found: Which key points the answer makes, in the card's order; a learner may correct it (`with_points`).
        line_right: Of a bug card: whether the line was right.
        unread: Not "": the answer could not be taken, and this says how to write it. Ask again; it is not wrong.
    """

    share: float
    expected: str
    why: tuple[str, ...] = ()
    misconceptions: tuple[str, ...] = ()
    found: tuple[bool, ...] = ()
    line_right: bool = False
    unread: str = ""

    @property
    def right(self) -> bool:
        """Whether nothing is missing."""
        return self.share == 1


def mark(card: AnyCard, seed: int, answer: str) -> Verdict:
    """Return what an answer is worth. An empty one is worth nothing.

    Args:
        card: The card.
        seed: The seed that the question was asked with.
        answer: What was typed: letters of the options (`a c`), a number, words, or the number of a line and then words.
    """
    expected, answer = expected_answer(card, seed), answer[:_LONGEST]
    if not answer.strip():
        return _empty(card, expected)
    match card:
        case Recall():
            return with_points(card, Verdict(0, expected, found=_found(card.key_points, answer)))
        case Choice():
            return _choice(card, ask(card, seed), answer, expected)
        case Numeric():
            return _numeric(card, parameters(card, seed), answer, expected)
        case Cloze():
            return Verdict(float(any(_same(answer, one) for one in card.gaps[card.gap])), expected)
        case Order():
            return _order(ask(card, seed), answer, expected)
        case Match():
            return _match(ask(card, seed), answer, expected)
        case Bug():
            return _bug(card, answer, expected)


def with_points(card: Recall | Bug, verdict: Verdict, found: Sequence[bool] | None = None) -> Verdict:
    """Return a verdict with other key points found, as the learner says, and the share that follows from them."""
    points = verdict.found if found is None else tuple(found)
    share = _coverage(card.key_points, points)
    if isinstance(card, Bug):
        share = (verdict.line_right + share) / 2 if card.key_points else float(verdict.line_right)
    return replace(verdict, found=points, share=share)


def expected_answer(card: AnyCard, seed: int) -> str:
    """Return the right answer under a seed, as it can be shown."""
    match card:
        case Recall():
            return card.back or "\n".join(point.text for point in card.key_points)
        case Choice():
            asked = ask(card, seed)
            return "\n".join(_letter(asked, number) for number, one in enumerate(card.choices) if one.correct)
        case Numeric():
            return shown(formula(card.answer).value(parameters(card, seed)))
        case Cloze():
            return card.gaps[card.gap][0]
        case Order():
            return " → ".join(card.items)
        case Match():
            return "\n".join(f"{left}: {right}" for left, right in card.pairs)
        case Bug():
            return "line " + " or ".join(str(line) for line in card.lines)


def _empty(card: AnyCard, expected: str) -> Verdict:
    points = card.key_points if isinstance(card, Recall | Bug) else ()
    return Verdict(0, expected, found=(False,) * len(points))


# One kind after the other


def _found(points: Sequence[KeyPoint], answer: str) -> tuple[bool, ...]:
    words = tokens(answer)
    return tuple(_makes(words, point) for point in points)


def _makes(words: Sequence[str], point: KeyPoint) -> bool:
    if point.any_of:
        return any(says(words, phrase) for phrase in point.any_of)
    return share_said(words, point.text) >= _ENOUGH


def _coverage(points: Sequence[KeyPoint], found: Sequence[bool]) -> float:
    if not points:
        return 1.0
    share = sum(found) / len(points)
    lacking = any(point.required and not made for point, made in zip(points, found, strict=True))
    return min(share, _WITHOUT_REQUIRED) if lacking else share


def _choice(card: Choice, asked: Asked, answer: str, expected: str) -> Verdict:
    chosen = _letters(answer, len(asked.options))
    if isinstance(chosen, Unread):
        return Verdict(0, expected, unread=chosen.why)
    taken = {asked.order[letter] for letter in chosen}
    right = {number for number, one in enumerate(card.choices) if one.correct}
    wrongly = [one for number, one in enumerate(card.choices) if number in taken - right]
    missed = [one for number, one in enumerate(card.choices) if number in right - taken]
    told = [*wrongly, *missed] or [card.choices[number] for number in sorted(right)]
    return Verdict(
        float(taken == right),
        expected,
        why=tuple(one.why for one in told if one.why),
        misconceptions=_ideas(one.misconception for one in wrongly),
    )


def _numeric(card: Numeric, params: dict[str, float], answer: str, expected: str) -> Verdict:
    given = read_number(answer)
    if isinstance(given, Unread):
        return Verdict(0, expected, unread=given.why)
    if close(given, formula(card.answer).value(params), card.rel, card.absolute):
        return Verdict(1, expected)
    for wrong in card.wrong:
        if _is_wrong_formula(given, wrong.answer, params, card):
            return Verdict(0, expected, why=(wrong.why,), misconceptions=_ideas([wrong.misconception]))
    return Verdict(0, expected, why=("Zero is not an order of magnitude.",) if given == 0 else ())


def _is_wrong_formula(given: float, wrong: str, params: dict[str, float], card: Numeric) -> bool:
    try:
        return close(given, formula(wrong).value(params), card.rel, card.absolute)
    except NotAFormula:  # no value for these parameters: nobody can have computed it
        return False


def _same(answer: str, wanted: str) -> bool:
    """Whether a typed answer is the wanted one: as a number if both are numbers, else as words."""
    given, right = read_number(answer), read_number(wanted)
    if isinstance(given, float) and isinstance(right, float):
        return close(given, right, 1e-9, 0)
    return same(answer, wanted)


def _order(asked: Asked, answer: str, expected: str) -> Verdict:
    chosen = _letters(answer, len(asked.options))
    if isinstance(chosen, Unread):
        return Verdict(0, expected, unread=chosen.why)
    longest = _longest_increasing([asked.order[letter] for letter in chosen])
    return Verdict(max(0, longest - 1) / (len(asked.options) - 1), expected)  # one item is always in order


def _longest_increasing(numbers: Sequence[int]) -> int:
    """The length of the longest subsequence that an answer has in common with the right order 0, 1, 2, 3."""
    best: list[int] = []
    for position, number in enumerate(numbers):
        best.append(1 + max((best[i] for i in range(position) if numbers[i] < number), default=0))
    return max(best, default=0)


def _match(asked: Asked, answer: str, expected: str) -> Verdict:
    numbered = re.findall(r"(\d+)\W*([a-z])\b", answer.lower()[:_LONGEST_LETTERS])
    if numbered:
        pairs = {int(number) - 1: LETTERS.index(letter) for number, letter in numbered}
    else:
        chosen = _letters(answer, len(asked.options))
        if isinstance(chosen, Unread):
            return Verdict(0, expected, unread=chosen.why)
        pairs = dict(enumerate(chosen))
    known = range(len(asked.options))
    if not all(left in known and right in known for left, right in pairs.items()):
        return Verdict(0, expected, unread=f"write a letter for each of 1 to {len(known)}, like `1b 2a`")
    share = sum(asked.order[right] == left for left, right in pairs.items()) / len(known)
    return Verdict(share, expected)


def _bug(card: Bug, answer: str, expected: str) -> Verdict:
    named = re.match(r"\s*(?:lines?\s*)?(\d{1,4})\b[\s:.,;)–-]*", answer, re.IGNORECASE)
    if not named:
        return replace(_empty(card, expected), unread="begin with the number of the line, like `5: …`")
    line_right = int(named[1]) in card.lines
    found = _found(card.key_points, answer[named.end() :])
    return with_points(card, Verdict(0, expected, found=found, line_right=line_right))


# Letters


def _letter(asked: Asked, number: int) -> str:
    return f"{LETTERS[asked.order.index(number)]}) {asked.options[asked.order.index(number)]}"


def _letters(answer: str, count: int) -> tuple[int, ...] | Unread:
    """The options that were named, by letter or number, each once, in the order they were named."""
    parts = re.findall(r"[0-9]+|[a-z]", answer.lower())
    chosen = [int(part) - 1 if part.isdigit() else LETTERS.find(part) for part in parts]
    plain = len(answer) <= _LONGEST_LETTERS and re.fullmatch(r"[a-z0-9\s,;.)>→-]*", answer.lower())
    if not plain or any(not 0 <= number < count for number in chosen) or len(set(chosen)) < len(chosen):
        return Unread(f"answer with letters from a to {LETTERS[count - 1]}, each once, like `{LETTERS[:2]}`")
    return tuple(chosen)


def _ideas(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))
