"""What will be remembered on a day: cases that can be reckoned by hand.

FSRS defines a card's stability as the days after which the chance to recall it is 0.9. A new card answered Good has a
stability of 2.3 days (FSRS-6's default weights), so one or two days later its chance lies between 0.9 and 1.
"""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import timedelta

import pytest
from quiz_helpers import DAY, choice

from grader.quiz.memory import Memory
from grader.quiz.readiness import Readiness, learned, readiness
from grader.quiz.schedule import Strength
from grader.render.quiz_interview import readiness_text

CARDS = tuple(choice(f"c{number}") for number in range(10))
TEN_DAYS = timedelta(days=10)


def known(id: str, stability: float, **given: object) -> dict[str, Memory]:
    fields: dict[str, object] = {"revision": 1, **given}
    return {id: Memory(id, strength=Strength(stability, 5.0, DAY), **fields)}  # type: ignore[arg-type]


def test_after_as_many_days_as_its_stability_a_card_is_remembered_with_ninety_percent() -> None:
    ready = readiness(CARDS[:1], known("c0", 10.0), DAY, DAY + TEN_DAYS, 0.5)
    assert math.isclose(ready.share, 0.9, rel_tol=1e-9)
    assert (ready.a_day, ready.unseen) == (0, 0)


def test_the_share_is_the_mean_and_an_unseen_card_counts_as_not_remembered() -> None:
    ready = readiness(CARDS[:2], known("c0", 10.0), DAY, DAY + TEN_DAYS, 0.4)
    assert math.isclose(ready.share, 0.45, rel_tol=1e-9)
    assert (ready.cards, ready.unseen) == (2, 1)


def test_a_suspended_card_is_left_out_and_a_rewritten_one_is_not_known() -> None:
    memories = known("c0", 10.0, suspended=True) | known("c1", 10.0)
    rewritten = replace(CARDS[1], revision=2)
    ready = readiness([CARDS[0], rewritten], memories, DAY, DAY + TEN_DAYS, 0.4)
    assert (ready.cards, ready.unseen, ready.share) == (1, 1, 0.0)


@pytest.mark.parametrize(("days", "a_day"), [(1, 6), (2, 3)])
def test_half_of_ten_new_cards_takes_six_answers_because_five_are_a_little_less_than_half(
    days: int, a_day: int
) -> None:
    ready = readiness(CARDS, {}, DAY, DAY + timedelta(days=days), 0.5)
    assert (ready.a_day, ready.days) == (a_day, days)
    assert 6 * 0.9 / 10 <= ready.reached < 6 / 10


def test_the_number_is_the_least_that_reaches_the_target() -> None:
    day = DAY + timedelta(days=14)
    ready = readiness(CARDS, {}, DAY, day, 0.9)
    assert ready.a_day is not None
    assert learned([None] * 10, DAY, day, ready.a_day) == ready.reached >= 0.9
    assert learned([None] * 10, DAY, day, ready.a_day - 1) < 0.9


def test_a_card_answered_today_is_not_answered_again_today() -> None:
    before = learned([Strength(2.0, 5.0, DAY)], DAY, DAY + timedelta(days=1), 0)
    assert learned([Strength(2.0, 5.0, DAY)], DAY, DAY + timedelta(days=1), 1) == before


def test_what_cannot_be_reached_is_said_with_what_can() -> None:
    ready = readiness(CARDS, {}, DAY, DAY + timedelta(days=1), 0.999)
    assert ready.a_day is None
    assert 0.9 < ready.reached < 0.999


def test_no_cards_are_remembered_at_all() -> None:
    assert readiness([], {}, DAY, DAY + TEN_DAYS, 0.9).share == 0.0


# In words


def ready(**given: object) -> Readiness:
    fields: dict[str, object] = {
        "day": DAY, "cards": 10, "unseen": 4, "share": 0.5, "target": 0.9, "days": 7, "a_day": 3, "reached": 0.91,
    }  # fmt: skip
    return Readiness(**{**fields, **given})  # type: ignore[arg-type]


def test_the_words_say_share_plan_and_how_it_was_reckoned() -> None:
    assert readiness_text(ready()).splitlines() == [
        "on 2026-11-20 you will remember 50% of 10 cards, if you learn nothing more",
        "4 of them you have not seen; they count as not remembered",
        "3 cards on each of 7 days raise it to 91%",
        "reckoned with FSRS: each day the cards that are most at risk on that day, every one answered Good",
    ]


def test_the_words_say_that_it_is_enough_or_out_of_reach() -> None:
    assert "that is the 90% you want, or more" in readiness_text(ready(a_day=0, share=0.95))
    assert "90% is out of reach: all cards, every day, come to 80%" in readiness_text(ready(a_day=None, reached=0.8))
    assert "3 cards today raise it to 91%" in readiness_text(ready(days=1))
