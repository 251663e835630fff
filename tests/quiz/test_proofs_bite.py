"""The proofs on cards can fail: they do with a tempting mistake for the answer, and with code that was not mended."""

from __future__ import annotations

from dataclasses import replace

import pytest

from grader.quiz.cards import Bug, Numeric
from grader.quiz.find import quizzes_root
from grader.quiz.load import load_collection
from grader.quiz.verify import refuted

CARDS = [card for deck in load_collection(quizzes_root(), None).decks for card in deck.cards]
NUMBERS = [pytest.param(card, id=card.id) for card in CARDS if isinstance(card, Numeric)]
BUGS = [
    pytest.param(card, id=card.id, marks=[pytest.mark.slow] if "torch" in card.verify else [])
    for card in CARDS
    if isinstance(card, Bug)
]


@pytest.mark.filterwarnings("ignore::RuntimeWarning")  # a wrong formula may well divide by zero
@pytest.mark.parametrize("card", NUMBERS)
def test_the_proof_of_a_number_refutes_every_tempting_mistake(card):
    assert card.verify
    assert [wrong.answer for wrong in card.wrong if not refuted(replace(card, answer=wrong.answer))] == []


@pytest.mark.filterwarnings("ignore::RuntimeWarning")  # the bugs of some cards are overflows
@pytest.mark.parametrize("card", BUGS)
def test_the_proof_of_a_bug_wants_the_bug_in_the_code_and_not_in_the_fix(card):
    assert refuted(card) == ""
    assert refuted(replace(card, fix=card.code))
    assert refuted(replace(card, code=card.fix))
