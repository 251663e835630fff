from dataclasses import replace

import pytest
from quiz_helpers import DAY, NOON, choice, days, event, recall, review

from grader.quiz.marking import Verdict
from grader.quiz.memory import Memory
from grader.quiz.queue import Turn
from grader.quiz.session import Aftermath, Rules, begin
from grader.render.quiz_words import aftermath, question, remarks, state, verdict_word
from grader.render.quiz_words import days as days_in_words
from grader.render.spoken import spoken


@pytest.mark.parametrize(
    ("count", "words"),
    [(1, "1 day"), (59, "59 days"), (60, "2 months"), (365, "12 months"), (913, "2.5 years"), (36500, "99.9 years")],
)
def test_intervals_are_said_in_units_that_can_be_felt(count: int, words: str) -> None:
    assert days_in_words(count) == words


def test_what_came_of_an_answer_is_said_in_full() -> None:
    after = Aftermath(review(1, rating=1), due=DAY + days(3), leech=True, rests=True, exercise="bptt", cure="x")
    assert list(aftermath(after, DAY)) == [
        "saved: Again; it comes back in 3 days, on 2026-11-23",
        "this card does not stay, so it is suspended; its exercise or its source may help more than asking again",
        "this card was wrong often enough for one day; it rests until tomorrow",
        "this one had been known; its exercise practises it: grader check bptt",
        "the answer shows a wrong idea that has a card of its own; it comes next",
    ]
    assert list(aftermath(Aftermath(review(1)), DAY)) == ["saved: Good"]
    assert list(aftermath(Aftermath(event(1, "unflag")), DAY)) == ["not flagged any more"]


@pytest.mark.parametrize(
    ("why", "words"),
    [
        ("due", "due"),
        ("again", "again, until it is Good"),
        ("changed", "rewritten by its author, to be learned anew"),
        ("cram", "for practice only"),
    ],
)
def test_the_state_is_said_in_words(why: str, words: str) -> None:
    session = begin(Rules((), 0), [Turn(choice("a"), why), Turn(choice("b"), "due")], {}, NOON, DAY)
    assert state(session) == f"card 1 of 2, {words}, level basic, deck deck"


def test_a_verdict_has_a_word_beside_its_sign() -> None:
    assert [verdict_word(Verdict(share, "")) for share in (1, 0.5, 0)] == ["✓ right", "~ 50% right", "✗ not right"]


def test_what_a_deck_wrote_is_never_an_order_to_the_terminal() -> None:
    """Decks refuse control characters; should one come another way, it is written out."""
    odd = recall("a", hints=("\x1b]0;owned\x07",), deck="\x1b[2J")
    session = begin(Rules((odd,), 0), [Turn(odd, "due")], {"a": Memory("a", sha="another")}, NOON, DAY)
    shown = "\n".join([state(session), *question(session), *remarks(replace(session, hints=1, unread="\x9b"))])
    assert "\x1b" not in shown and "\x9b" not in shown and "\x07" not in shown
    assert "reworded since you last saw it" in shown
    assert "\\x1b[2J" in shown


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("h_t", "h sub t"),
        ("W_hh", "W sub hh"),
        ("h_{t-1}", "h sub t minus 1"),
        ("σ²", "sigma squared"),
        ("10⁻⁷", "10 to the power minus 7"),
        ("0.9^50", "0.9 to the power 50"),
        ("γ σ_max < 1", "gamma sigma sub max less than 1"),
        ("∏ D_t Wᵀ", "product of D sub t W transposed"),
        ("plain words stay, as they are", "plain words stay, as they are"),
        ("two\nlines", "two\nlines"),
    ],
)
def test_mathematics_is_said_as_a_person_would(written: str, said: str) -> None:
    assert spoken(written) == said
