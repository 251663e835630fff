"""What a card of the right shape can still get wrong: no choice is right, a formula ends in zero."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Any

from grader.quiz.build import GAP
from grader.quiz.formula import Formula, NotAFormula, formula
from grader.quiz.numbers import close, shown
from grader.quiz.words import tokens
from grader.quiz.yaml import Path

_MOST_WORDS = 50  # of a phrase, whose words are looked for one inside the other
_MOST_VARIANTS = 500  # of a numeric card's parameters: every one of them is computed


@dataclass(frozen=True)
class Wrong:
    """Something wrong with a card: the path inside it, what it is, and what to do."""

    path: Path
    what: str
    todo: str


def wrong_with(card: Mapping[str, Any]) -> Iterator[Wrong]:
    """Yield everything that can be seen in a card alone.

    Args:
        card: A card's fields, all written out.
    """
    yield from _hints(card)
    if card["follow_up"] == card["id"]:
        yield Wrong(("follow_up",), "the card follows itself", "name another card, or remove the field")
    yield from _OF_KIND[card["type"]](card)


def _hints(card: Mapping[str, Any]) -> Iterator[Wrong]:
    said = {_squeezed(card.get("front", ""))}
    for number, hint in enumerate(card["hints"]):
        if _squeezed(hint) in said:
            yield Wrong(("hints", number), "this hint gives nothing that was not said before", "say more, or remove it")
        said.add(_squeezed(hint))


def _recall(card: Mapping[str, Any]) -> Iterator[Wrong]:
    yield from _repeated(("key_points",), [point["text"] for point in card["key_points"]], "key point")
    yield from _phrases(card)


def _phrases(card: Mapping[str, Any]) -> Iterator[Wrong]:
    """A phrase has words to look for, and shows one key point only."""
    shows: dict[tuple[str, ...], int] = {}
    for number, point in enumerate(card["key_points"]):
        for index, phrase in enumerate(point["any_of"]):
            words = tokens(phrase)
            if len(words) > _MOST_WORDS:
                what = f"this phrase has more than {_MOST_WORDS} words"
                yield Wrong(("key_points", number, "any_of", index), what, "write what cannot be left out")
            if not words:
                yield Wrong(("key_points", number, "any_of", index), "no word is left to look for", "write a word")
            elif shows.setdefault(words, number) != number:
                path = ("key_points", number, "any_of", index)
                yield Wrong(path, f"`{phrase[:40]}` shows another key point, too", "keep it in one of them")


def _choice(card: Mapping[str, Any]) -> Iterator[Wrong]:
    yield from _repeated(("choices",), [one["text"] for one in card["choices"]], "choice")
    if not any(one["correct"] for one in card["choices"]):
        yield Wrong(("choices",), "no choice is correct", "add `correct: true` to one")
    for number, one in enumerate(card["choices"]):
        if one["correct"] and one["misconception"]:
            path = ("choices", number, "misconception")
            yield Wrong(path, "a correct choice shows no misconception", "remove the field, or `correct`")


def _cloze(card: Mapping[str, Any]) -> Iterator[Wrong]:
    gaps = GAP.findall(card["text"])
    rest = GAP.sub("", card["text"])
    if "{{" in rest or "}}" in rest:
        yield Wrong(("text",), "a gap begins with {{ and does not end, or ends without a beginning", "write {{answer}}")
    elif not gaps:
        yield Wrong(("text",), "the text has no gap", "put {{ and }} around what is asked for")
    for gap in gaps:
        if not all(tokens(part) for part in gap.split("|")):
            yield Wrong(("text",), f"the gap {{{{{gap[:40]}}}}} accepts nothing", "write {{answer|another}}")
    if gaps and not any(tokens(piece) for piece in GAP.split(card["text"])[::2]):
        yield Wrong(("text",), "there is no text around the gap", "write what the gap is missing from")


def _order(card: Mapping[str, Any]) -> Iterator[Wrong]:
    yield from _repeated(("items",), card["items"], "item")


def _match(card: Mapping[str, Any]) -> Iterator[Wrong]:
    for side in (0, 1):
        yield from _repeated(("pairs",), [pair[side] for pair in card["pairs"]], "side", (side,))


def _repeated(path: Path, texts: Iterable[str], noun: str, below: Path = ()) -> Iterator[Wrong]:
    seen: set[str] = set()
    for number, text in enumerate(texts):
        if _squeezed(text) in seen:
            yield Wrong((*path, number, *below), f"this {noun} is here twice", "keep one of them")
        seen.add(_squeezed(text))


def _squeezed(text: str) -> str:
    return " ".join(text.casefold().split())


def _bug(card: Mapping[str, Any]) -> Iterator[Wrong]:
    lines = card["code"].splitlines()
    for number, line in enumerate(card["lines"]):
        if line > len(lines):
            yield Wrong(("lines", number), f"the code has {len(lines)} lines, and no line {line}", "name one of them")
        elif not lines[line - 1].strip():
            yield Wrong(("lines", number), f"line {line} of the code is empty", "name the wrong line")
    if card["fix"].split() == card["code"].split():
        yield Wrong(("fix",), "the fix is the code itself", "write the code without the bug")
    for name in ("code", "fix") if card["lang"] == "python" else ():
        try:
            ast.parse(card[name])
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            line = f" in its line {error.lineno}" if isinstance(error, SyntaxError) else ""
            yield Wrong((name,), f"this is not Python: {getattr(error, 'msg', error)}{line}", "mend it, or say `lang`")
    yield from _repeated(("key_points",), [point["text"] for point in card["key_points"]], "key point")
    yield from _phrases(card)


def _numeric(card: Mapping[str, Any]) -> Iterator[Wrong]:
    params, tolerance = card["params"], card["tolerance"]
    yield from _placeholders(card)
    if not tolerance["rel"] and not tolerance["abs"]:
        yield Wrong(("tolerance",), "no answer but the exact one is accepted", "write {rel: 0.05}")
    formulas: dict[Path, Formula] = {("answer",): formula(card["answer"])}
    formulas |= {("wrong", number, "answer"): formula(one["answer"]) for number, one in enumerate(card["wrong"])}
    unknown = [(path, name) for path, one in formulas.items() for name in sorted(one.names - set(params))]
    for path, name in unknown:
        yield Wrong(path, f"`{name}` is no parameter", "add it to `params`, or write a number")
    if prod(len(values) for values in params.values()) > _MOST_VARIANTS:
        yield Wrong(("params",), f"the parameters have more than {_MOST_VARIANTS} combinations", "name fewer values")
    elif not unknown:
        yield from _values(card, formulas)


def _placeholders(card: Mapping[str, Any]) -> Iterator[Wrong]:
    named = set(re.findall(r"\{([A-Za-z_]\w*)\}", card["front"]))
    for name in sorted(named - set(card["params"])):
        yield Wrong(("front",), f"`{{{name}}}` is no parameter", "add it to `params`, or write it without braces")
    for name in sorted(set(card["params"]) - named):
        yield Wrong(("params", name), f"the question does not say what `{name}` is", f"write {{{name}}} into `front`")


def _values(card: Mapping[str, Any], formulas: Mapping[Path, Formula]) -> Iterator[Wrong]:
    """Every formula with every combination of the parameters' values; the first problem of each formula is enough."""
    names = list(card["params"])
    variants = [dict(zip(names, values, strict=True)) for values in product(*card["params"].values())]
    for path in formulas:
        problem = next(filter(None, (_value_problem(card, path, formulas, variant) for variant in variants)), None)
        if problem:
            yield problem


def _value_problem(
    card: Mapping[str, Any], path: Path, formulas: Mapping[Path, Formula], params: Mapping[str, float]
) -> Wrong | None:
    given = ", ".join(f"{name} = {shown(value)}" for name, value in params.items()) or "the numbers in it"
    try:
        value = formulas[path].value(params)
    except NotAFormula as error:
        return Wrong(path, f"the formula has no value for {given}: {error}", "change it, or the parameters")
    if path == ("answer",):
        return _answer_problem(card, value, given)
    try:
        right = formulas["answer",].value(params)
    except NotAFormula:  # said where the right formula is
        return None
    if close(value, right, card["tolerance"]["rel"], card["tolerance"]["abs"]):
        return Wrong(path, f"the wrong formula gives the right answer for {given}", "change it, or the parameters")
    return None


def _answer_problem(card: Mapping[str, Any], value: float, given: str) -> Wrong | None:
    if value == 0:
        todo = "ask for something that is not 0: no tolerance is relative to it"
        return Wrong(("answer",), f"the answer is 0 for {given}", todo)
    if card["tolerance"]["abs"] >= abs(value):
        return Wrong(("tolerance",), f"an absolute tolerance this large accepts 0 for {given}", "write rel instead")
    return None


_OF_KIND: dict[str, Callable[[Mapping[str, Any]], Iterator[Wrong]]] = {
    "recall": _recall,
    "choice": _choice,
    "numeric": _numeric,
    "cloze": _cloze,
    "order": _order,
    "match": _match,
    "bug": _bug,
}
