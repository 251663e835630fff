"""Cards as Moodle's question bank reads them: its XML, with every card's id as the question's idnumber."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from grader.quiz.cards import Bug, Choice, Cloze, Match, Numeric, Order, Recall
from grader.render.cards.anki_text import COLLECTION
from grader.render.cards.number import request, wanted
from grader.render.cards.question import Is, Question, plain, reasons, whole
from grader.render.cards.sides import inline_code, reasons_of, text, told

_TITLE = 60  # characters of a question's name
# What parts or ends answers inside a text with gaps: Moodle reads entities back, but not every backslash. A star of its
# own would stand for anything.
_MARKED = str.maketrans({char: f"&#{ord(char)};" for char in "{}~#"} | {"*": "\\*"})


def moodle_quiz(asked: Iterable[Question], titles: Mapping[str, str]) -> str:
    """Return the file: a category per deck, and its questions."""
    quiz = Element("quiz")
    for deck, own in groupby(whole(asked), key=lambda one: one.card.deck):
        quiz.append(_category(titles.get(deck, deck)))
        quiz.extend(_question(one) for one in own)
    indent(quiz)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(quiz, encoding="unicode") + "\n"


def _category(title: str) -> Element:
    made = Element("question", type="category")
    named = plain(title).replace("/", "//")  # one / is a category inside another
    SubElement(SubElement(made, "category"), "text").text = f"$course$/top/{COLLECTION}/{named}"
    return made


def _question(one: Question) -> Element:
    match one.card:
        case Recall():
            return _essay(one)
        case Choice():
            return _multichoice(one, one.card)
        case Numeric():
            return _numerical(one, one.card)
        case Cloze():
            return _gaps(one, one.card)
        case Order():
            places = [(f"{number}.", item) for number, item in enumerate(one.card.items, 1)]
            return _matching(one, places)
        case Match():
            return _matching(one, one.card.pairs)
        case Bug():
            return _line(one, one.card)


def _essay(one: Question) -> Element:
    made = _begun(one, "essay", text(one.asked.text))
    _plain(made, "responseformat", "editor")
    _html(made, "graderinfo", reasons_of(one))
    return made


def _multichoice(one: Question, card: Choice) -> Element:
    made = _begun(one, "multichoice", text(card.front))
    right = sum(option.correct for option in card.choices)
    wrong = len(card.choices) - right
    _plain(made, "single", "true" if right == 1 else "false")
    _plain(made, "shuffleanswers", "1")
    _plain(made, "answernumbering", "abc")
    for option in card.choices:
        against = 0.0 if right == 1 else -100 / max(wrong, 1)  # choosing everything is worth nothing
        _answer(made, 100 / right if option.correct else against, text(option.text), option.why, form="html")
    return made


def _numerical(one: Question, card: Numeric) -> Element:
    want = wanted(card, one.seed)
    made = _begun(one, "numerical", f"{text(one.asked.text)} {text(request(want))}".rstrip())
    SubElement(_answer(made, 100, repr(want.value), ""), "tolerance").text = repr(want.margin)
    for value, why in want.wrong:
        SubElement(_answer(made, 0, repr(value), why), "tolerance").text = repr(want.margin)
    return made


def _line(one: Question, card: Bug) -> Element:
    shown = f"{text(card.front)}<pre>{inline_code(one.asked.code)}</pre>Give the number of the line."
    made = _begun(one, "numerical", shown)
    for line in card.lines:
        SubElement(_answer(made, 100, str(line), ""), "tolerance").text = "0"
    return made


def _matching(one: Question, pairs: Iterable[tuple[str, str]]) -> Element:
    made = _begun(one, "matching", text(one.asked.text))
    _plain(made, "shuffleanswers", "true")
    for left, right in pairs:
        pair = _html(made, "subquestion", text(left))
        SubElement(SubElement(pair, "answer"), "text").text = plain(right)
    return made


def _gaps(one: Question, card: Cloze) -> Element:
    gaps = ["{1:SHORTANSWER:" + "~".join(f"={_way(way)}" for way in gap) + "}" for gap in card.gaps]
    pieces = [text(piece).replace("{", "&#123;") for piece in card.pieces]
    return _begun(one, "cloze", "".join(piece + gap for piece, gap in zip(pieces, [*gaps, ""], strict=True)))


def _way(words: str) -> str:
    """One way to fill a gap, so that it ends at none of its own marks."""
    return escape(plain(words), quote=False).translate(_MARKED)


# Parts


def _begun(one: Question, type: str, html: str) -> Element:
    """A question with what all types have, in the order in which Moodle writes it."""
    made = Element("question", type=type)
    name = " ".join(plain(one.asked.text).split())
    SubElement(SubElement(made, "name"), "text").text = name if len(name) <= _TITLE else f"{name[: _TITLE - 1]}…"
    _html(made, "questiontext", html)
    _html(made, "generalfeedback", "" if isinstance(one.card, Recall) else _feedback(one))
    _plain(made, "defaultgrade", "1")
    _plain(made, "idnumber", one.id)
    tags = SubElement(made, "tags")
    for tag in one.tags:
        SubElement(SubElement(tags, "tag"), "text").text = tag
    return made


def _feedback(one: Question) -> str:
    """The reasons, without those of options: they stand at the options, whose letters Moodle deals anew."""
    return told(reason for reason in reasons(one) if reason.what is not Is.OPTION)


def _answer(made: Element, percent: float, given: str, feedback: str, form: str = "moodle_auto_format") -> Element:
    """Five digits are how Moodle writes a third, and what it takes for one."""
    answer = SubElement(made, "answer", fraction=f"{percent:.5f}".rstrip("0").rstrip("."), format=form)
    SubElement(answer, "text").text = given
    _html(answer, "feedback", text(feedback))
    return answer


def _html(made: Element, name: str, html: str) -> Element:
    part = SubElement(made, name, format="html")
    SubElement(part, "text").text = html
    return part


def _plain(made: Element, name: str, value: str) -> None:
    SubElement(made, name).text = value
