"""Cards as a table: a row per question, safe to open in a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable

from grader.quiz.asking import LETTERS
from grader.render.cards.question import Question, plain, reasons
from grader.render.table import csv_text

COLUMNS = (
    "id", "deck", "kind", "level", "tags", "question", "options", "answer", "reasons", "exercise", "follow_up",
)  # fmt: skip


def cards_csv(asked: Iterable[Question]) -> str:
    """Return the table as CSV, with its header."""
    return csv_text([COLUMNS, *(_row(one) for one in asked)])


def _row(one: Question) -> tuple[str, ...]:
    card, asked = one.card, one.asked
    code = [f"{number:2}  {line}" for number, line in enumerate(asked.code, 1)]
    lefts = [f"{number}. {left}" for number, left in enumerate(asked.lefts, 1)]
    options = [f"{letter}) {option}" for letter, option in zip(LETTERS, asked.options, strict=False)]
    return (
        one.id,
        card.deck,
        card.kind,
        card.level,
        " ".join(card.tags),
        plain("\n".join([asked.text.rstrip(), *code, *lefts])),
        plain("\n".join(options)),
        plain(one.answer),
        plain("\n".join(reason.text for reason in reasons(one))),
        card.exercise,
        card.follow_up,
    )
