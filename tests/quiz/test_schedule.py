from datetime import UTC, date, datetime, time, timedelta

import numpy as np
import pytest
from fsrs import Card, Rating, Scheduler
from quiz_helpers import DAY, days

from grader.quiz.schedule import RATINGS, Strength, answered, fading, intervals, retrievability


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


@pytest.mark.slow
def test_ten_thousand_random_histories_agree_with_py_fsrs_called_directly() -> None:
    rng = np.random.default_rng(5)
    schedulers = {
        retention: Scheduler(desired_retention=retention, learning_steps=[], relearning_steps=[], enable_fuzzing=False)
        for retention in (0.8, 0.9, 0.95)
    }
    for history in range(10_000):
        retention = (0.8, 0.9, 0.95)[history % 3]
        card, ours, day = Card(card_id=history, due=midnight(DAY)), None, DAY
        for _ in range(int(rng.integers(1, 9))):
            rating = int(rng.integers(1, 5))
            card, _ = schedulers[retention].review_card(card, Rating(rating), midnight(day))
            ours, due = answered(ours, rating, day, retention)
            assert (ours.stability, ours.difficulty, midnight(due)) == (card.stability, card.difficulty, card.due)
            later = midnight(day + days(3))
            assert retrievability(ours, day + days(3)) == schedulers[retention].get_card_retrievability(card, later)
            late = int(rng.integers(-1, 20)) if rng.random() < 0.5 else 0
            day = max(day + days(1), due + days(late))


@pytest.mark.slow
@pytest.mark.parametrize("retention", [0.8, 0.9, 0.95])
def test_a_year_of_a_learner_who_forgets_as_fsrs_says_retains_what_was_asked(retention: float) -> None:
    """1000 cards, each asked on the day it is due; whether it is known is drawn with the chance that FSRS gives it."""
    rng = np.random.default_rng(12)
    known = []
    for first in rng.choice(RATINGS, 1000, p=[0.2, 0.2, 0.5, 0.1]):
        strength, due = answered(None, int(first), DAY, retention)
        while due <= DAY + days(365):
            known.append(rng.random() < retrievability(strength, due))
            strength, due = answered(strength, 3 if known[-1] else 1, due, retention)
    assert len(known) > 5000  # so that chance moves the share by less than half a point
    assert abs(sum(known) / len(known) - retention) < 0.02


def test_the_four_keys_show_the_days_that_the_ratings_lead_to() -> None:
    strength, _ = answered(None, 3, DAY, 0.9)
    later = DAY + days(3)
    shown = intervals(strength, later, 0.9)
    assert [timedelta(count) for count in shown] == [
        answered(strength, rating, later, 0.9)[1] - later for rating in RATINGS
    ]
    assert 1 == shown[0] < shown[1] < shown[2] < shown[3]


def test_a_card_is_due_sooner_where_more_shall_be_retained() -> None:
    strength, _ = answered(None, 3, DAY, 0.9)
    later = DAY + days(3)
    assert intervals(strength, later, 0.97)[2] < intervals(strength, later, 0.9)[2] < intervals(strength, later, 0.8)[2]


def test_an_evening_and_the_next_morning_are_a_day_apart() -> None:
    """py-fsrs counts 24 hours; a learner counts days. Twelve hours later is not the same day."""
    strength, due = answered(None, 1, DAY, 0.9)
    assert due == DAY + days(1)
    assert retrievability(strength, due) < 1


def test_what_has_faded_further_is_less_likely_to_be_recalled() -> None:
    rng = np.random.default_rng(1)
    strengths = [
        Strength(float(10 ** rng.uniform(-1, 3)), 5.0, DAY - days(int(rng.integers(0, 300)))) for _ in range(200)
    ]
    by_fading = sorted(strengths, key=lambda one: fading(one, DAY), reverse=True)
    chances = [retrievability(one, DAY) for one in by_fading]
    assert chances == sorted(chances)
