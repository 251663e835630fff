"""Cards as text2qti reads them: a program that makes of them the QTI that Canvas imports.

text2qti takes Markdown, and gives marks at the beginning of a line a meaning of its own. So every text becomes one line
whose marks are escaped, paragraphs are indented beside their sign, and code stands between fences.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from grader.quiz.asking import LETTERS
from grader.quiz.cards import Bug, Choice, Cloze, Match, Numeric, Order, Recall
from grader.render.cards.number import LEAST, Wanted, request, wanted
from grader.render.cards.question import Is, Question, Reason, plain, reasons

_MARK = re.compile(r"[\\`*_{}\[\]]|(?<=-)-|^[-+#!.]")
_NUMBERED = re.compile(r"^([0-9]+)([.)])")  # which would begin a list
_ENTITY = re.compile(r"[&<>$|~^]|^[=:%\"']")
_LEAST_MARGIN = 5e-4  # QTI as text2qti writes it has four decimals
_HOW = {
    "order": "Type the letters in their order, like b a c.",
    "match": "Type the letters for 1, 2, 3 in this order, like b a c.",
    "cloze": "Type what stands in […].",
    "bug": "Type the number of the line.",
}


def text2qti(asked: Iterable[Question], title: str) -> str:
    """Return the file: one quiz with all questions."""
    blocks = [f"Quiz title: {_marked(title)}"]
    blocks += ["\n".join(_block(number, one)) for number, one in enumerate(asked, 1)]
    return "\n\n".join(blocks) + "\n"


def _block(number: int, one: Question) -> Iterator[str]:
    """One question: title, points, text, feedback, then how it is answered."""
    yield f"Title: {_marked(one.id)}"
    yield "Points: 1"
    yield _paragraphs(f"{number}.", [*_asked(one)])
    told = [_reason(reason) for reason in reasons(one) if reason.what is not Is.OPTION]  # they stand at the options
    if told:
        yield _paragraphs("...", told)
    yield from _answers(one)


def _asked(one: Question) -> Iterator[str]:
    asked = one.asked
    yield _marked(asked.text)
    if asked.code:
        yield _fenced(asked.code)
    if isinstance(one.card, Order | Match):
        numbered = [f"{number}) {left}" for number, left in enumerate(asked.lefts, 1)]
        lettered = [f"{letter}) {option}" for letter, option in zip(LETTERS, asked.options, strict=False)]
        yield "<br>".join(_marked(line) for line in numbered)
        yield "<br>".join(_marked(line) for line in lettered)
    if isinstance(one.card, Numeric):
        yield _marked(request(_wanted(one.card, one.seed)))
    yield _marked(_HOW.get(one.card.kind, ""))


def _reason(reason: Reason) -> str:
    return _fenced(reason.text.splitlines()) if reason.what is Is.CODE else _marked(reason.text)


def _answers(one: Question) -> Iterator[str]:
    match one.card:
        case Recall():
            yield "____"
        case Choice():
            yield from _options(one, one.card)
        case Numeric():
            yield from _number(one, one.card)
        case Cloze():
            yield from (f"* {_single(way)}" for way in dict.fromkeys(one.card.gaps[one.card.gap]))
        case Order() | Match():
            letters = [LETTERS[one.asked.order.index(number)] for number in range(len(one.asked.order))]
            yield from (f"* {between.join(letters)}" for between in (" ", "", ", "))
        case Bug():
            yield from (f"* {line}" for line in one.card.lines)


def _options(one: Question, card: Choice) -> Iterator[str]:
    single = sum(option.correct for option in card.choices) == 1
    for letter, number in zip(LETTERS, one.asked.order, strict=False):
        option = card.choices[number]
        several = "[*]" if option.correct else "[ ]"
        sign = f"{'*' if option.correct else ''}{letter})" if single else several
        yield _paragraphs(sign, [_marked(option.text)])
        if option.why:
            yield _paragraphs("...", [_marked(option.why)])


def _number(one: Question, card: Numeric) -> Iterator[str]:
    want = _wanted(card, one.seed)
    low, high = want.value - want.margin, want.value + want.margin
    if min(abs(low), abs(high)) < LEAST:  # which text2qti refuses: an answer of exactly 0
        yield f"* {want.value:g}"
    else:
        yield f"= {want.value!r} +- {want.margin!r}"


def _wanted(card: Numeric, seed: int) -> Wanted:
    return wanted(card, seed, least_margin=_LEAST_MARGIN)


def _paragraphs(sign: str, texts: list[str]) -> str:
    """A sign, and paragraphs beside it, all indented as far as the first."""
    indent = " " * len(f"{sign} ")
    lines = "\n\n".join(text for text in texts if text).split("\n")
    return f"{sign} " + "\n".join(f"{indent}{line}" if line and place else line for place, line in enumerate(lines))


def _fenced(code: Sequence[str]) -> str:
    """Numbered lines between fences that are longer than any inside."""
    longest = max((len(run) for run in re.findall("`+", "\n".join(code))), default=0)
    fence = "`" * max(3, longest + 1)
    return "\n".join([fence, *(f"{number:2}  {plain(line)}" for number, line in enumerate(code, 1)), fence])


def _marked(text: str) -> str:
    """A text as one line of Markdown that reads as the text itself."""
    escaped = _NUMBERED.sub(r"\1\\\2", _MARK.sub(lambda found: f"\\{found[0]}", plain(text).strip()))
    return _ENTITY.sub(lambda found: f"&#{ord(found[0])};", escaped).replace("\n", "<br>")


def _single(text: str) -> str:
    """A text as one line that is compared with what is typed."""
    return " ".join(plain(text).split())
