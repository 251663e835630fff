"""A question as the two sides of a paper card, in HTML: what Anki shows. Every text of a deck is escaped."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from grader.quiz.asking import LETTERS
from grader.quiz.cards import Cloze, Match, Order, Recall
from grader.render.cards.question import Is, Question, Reason, plain, reasons


def front(question: Question) -> str:
    """Return the front: the question, its code, and what there is to choose from."""
    asked = question.asked
    code = f"<pre>{inline_code(asked.code)}</pre>" if asked.code else ""
    return text(asked.text) + code + _list("1", asked.lefts) + _list("a", asked.options)


def back(question: Question) -> str:
    """Return the back: the right answer, then the reasons."""
    return f"<b>{_answer(question)}</b>{reasons_of(question)}"


def reasons_of(question: Question) -> str:
    """Return what is said beside the answer: points as a list, code as code, everything else as paragraphs."""
    return told(reasons(question))


def told(said: Iterable[Reason]) -> str:
    """Return reasons as HTML, points first."""
    every = list(said)
    points = "".join(f"<li>{text(one.text)}</li>" for one in every if one.what is Is.POINT)
    return (f"<ul>{points}</ul>" if points else "") + "".join(_told(one) for one in every if one.what is not Is.POINT)


def cloze(card: Cloze) -> str:
    """Return a cloze text with its gaps as Anki writes them, its own braces as entities, so that none ends a gap."""
    gaps = [f"{{{{c{number}::{_unbraced(gap[0])}}}}}" for number, gap in enumerate(card.gaps, 1)]
    return "".join(_unbraced(piece) + gap for piece, gap in zip(card.pieces, [*gaps, ""], strict=True))


def text(words: str) -> str:
    """Return a text as HTML; line breaks stay."""
    return escape(plain(words)).replace("\n", "<br>").replace("\t", "&#9;")


def inline_code(lines: Iterable[str]) -> str:
    """Return numbered lines of code on one line of HTML."""
    return "<br>".join(text(f"{number:2}  {line}") for number, line in enumerate(lines, 1))


def _unbraced(words: str) -> str:
    return text(words).replace("{", "&#123;").replace("}", "&#125;").replace(":", "&#58;")


def _told(one: Reason) -> str:
    return f"<pre>{inline_code(one.text.splitlines())}</pre>" if one.what is Is.CODE else f"<p>{text(one.text)}</p>"


def _list(kind: str, items: Iterable[str]) -> str:
    listed = "".join(f"<li>{text(item)}</li>" for item in items)
    return f'<ol type="{kind}">{listed}</ol>' if listed else ""


def _answer(question: Question) -> str:
    """The right answer, with the letters that it has on the front."""
    asked, card = question.asked, question.card
    if isinstance(card, Order):
        letters = " ".join(LETTERS[asked.order.index(number)] for number in range(len(card.items)))
        return f"{letters}: {text(question.answer)}"
    if isinstance(card, Match):
        letters = " ".join(f"{n + 1}{LETTERS[asked.order.index(n)]}" for n in range(len(card.pairs)))
        return f"{letters}<br>{text(question.answer)}"
    if isinstance(card, Recall) and not card.back:
        return "Key points"
    return text(question.answer)
