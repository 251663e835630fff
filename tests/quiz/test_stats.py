"""Statistics of small histories that can be counted by hand, and the command that says them."""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from helpers import ROOT
from quiz_helpers import DAY, NOON, choice, days, event, review, stamp

from grader.quiz.folder import FILE
from grader.quiz.log import Event
from grader.quiz.memory import Memory
from grader.quiz.past import Past
from grader.quiz.schedule import Strength
from grader.quiz.stats import Share, Stats, calibration, stats
from grader.quiz.store import Store
from grader.render.figure import drawn
from grader.render.quiz_stats import stats_json, stats_portrait, stats_text

GRADER = str(Path(sys.executable).with_name("grader"))
DECKS = str(ROOT / "tests" / "quiz" / "small")
CARDS = (choice("a", tags=("x",)), choice("b", tags=("x", "y"), level="senior"), choice("c"))


def past(card: str, ago: int, rating: int = 3, **given: Any) -> Past:
    """An answer so many days before DAY."""
    fields = {"share": float(rating > 1), "confidence": 0, "mode": "review", "revision": 1, **given}
    return Past(card=card, day=(DAY - timedelta(days=ago)).isoformat(), rating=rating, **fields)


def of(*answers: Past, **memories: Memory) -> Stats:
    return stats(CARDS, answers, memories, DAY)


def shares(found: Stats, period: str) -> tuple[Share, Share, Share]:
    [one] = [one for one in found.retention if one.period == period]
    return one.all, one.young, one.mature


# True retention


def test_the_first_answer_to_a_card_tests_no_memory() -> None:
    assert shares(of(past("a", 3), past("b", 2, 1)), "all")[0] == Share(0, 0)


def test_retention_counts_the_first_answer_of_a_day_and_parts_young_from_mature_at_21_days() -> None:
    found = of(
        past("a", 42), past("b", 41),
        past("a", 21, 1), past("a", 21, 3),  # mature, forgotten; the second answer of the day is practice
        past("b", 21),  # 20 days later: young, remembered
        past("a", 0, 2), past("b", 1, 4),  # 21 and 20 days later
    )  # fmt: skip
    assert shares(found, "all") == (Share(3, 4), Share(2, 2), Share(1, 2))
    assert shares(found, "30 days") == (Share(3, 4), Share(2, 2), Share(1, 2))
    assert shares(found, "7 days") == (Share(2, 2), Share(1, 1), Share(1, 1))
    assert shares(found, "today") == (Share(1, 1), Share(0, 0), Share(1, 1))


def test_a_reset_and_a_new_revision_begin_anew() -> None:
    reset = past("a", 5, 0, share=0.0, mode="", revision=0)
    again = (past("a", 4, 1), past("b", 4, 1, revision=2))
    found = of(past("a", 9), past("b", 9), reset, *again, past("a", 3), past("b", 3, revision=2))
    assert shares(found, "all")[0] == Share(2, 2)


def test_cramming_tells_nothing_about_what_stays() -> None:
    assert shares(of(past("a", 9), past("a", 5, 1, mode="cram"), past("a", 0)), "all")[0] == Share(1, 1)


def test_answers_to_cards_that_are_not_asked_about_do_not_count() -> None:
    found = of(past("gone", 9), past("gone", 2))
    assert (found.answers, shares(found, "all")[0]) == (0, Share(0, 0))


def test_periods_are_days_iso_weeks_and_months() -> None:
    found = stats(CARDS, [past("a", 700), past("a", 690), past("a", 324, 1)], {}, DAY)
    # 2026-11-20 less 690 days is 2024-12-30, a Monday of the first ISO week of 2025; less 324 it is 2025-12-31.
    assert [one.period for one in found.by_day] == ["2024-12-30", "2025-12-31"]
    assert [one.period for one in found.by_week] == ["2025-W01", "2026-W01"]
    assert [(one.period, one.all) for one in found.by_month] == [("2024-12", Share(1, 1)), ("2025-12", Share(0, 1))]


# What comes


def test_the_forecast_puts_late_cards_on_today_buried_ones_on_their_day_and_leaves_suspended_ones_out() -> None:
    late = Memory("a", due=DAY - timedelta(days=3))
    buried = Memory("b", due=DAY, buried_until=DAY + timedelta(days=2))
    suspended = Memory("c", due=DAY, suspended=True)
    found = of(a=late, b=buried, c=suspended)
    assert found.forecast[:4] == (1, 0, 1, 0)
    assert (len(found.forecast), sum(found.forecast)) == (31, 2)


def test_what_is_due_after_thirty_days_is_in_no_forecast() -> None:
    found = of(a=Memory("a", due=DAY + timedelta(days=30)), b=Memory("b", due=DAY + timedelta(days=31)))
    assert (found.forecast[30], sum(found.forecast)) == (1, 1)


def test_the_heat_has_a_day_each_for_twelve_weeks_today_last() -> None:
    found = of(past("a", 0), past("a", 0), past("b", 83), past("c", 84))
    assert (len(found.heat), found.heat[-1], found.heat[0], sum(found.heat)) == (84, 2, 1, 3)


# Judging oneself


def test_the_brier_score_is_the_mean_square_of_claim_minus_outcome() -> None:
    found = calibration([past("a", 0, confidence=4), past("a", 0, 1, confidence=4), past("a", 0, 3, confidence=1)])
    # (0.95 - 1)² = 0.0025, (0.95 - 0)² = 0.9025, (0.25 - 1)² = 0.5625
    assert found.brier is not None
    assert math.isclose(found.brier, (0.0025 + 0.9025 + 0.5625) / 3, rel_tol=1e-12)
    assert [(one.confidence, one.right) for one in found.bins] == [(1, Share(1, 1)), (4, Share(1, 2))]


def test_always_saying_even_odds_scores_a_quarter_whatever_comes() -> None:
    answers = [past("a", 0, rating, confidence=2) for rating in (1, 3, 3, 4, 1)]
    assert calibration(answers).brier == 0.25


def test_an_answer_that_was_right_in_part_was_not_right() -> None:
    assert calibration([past("a", 0, share=0.5, confidence=3)]).bins[0].right == Share(0, 1)


def test_without_confidence_there_is_no_score() -> None:
    assert calibration([past("a", 0)]).brier is None


# By level and tag


def test_levels_and_tags_count_their_cards_what_was_learned_and_what_stays() -> None:
    strength = Strength(3.0, 5.0, DAY)
    found = of(past("a", 9), past("a", 2, 1), past("b", 9), past("b", 2), a=Memory("a", strength=strength))
    assert [(one.name, one.cards, one.learned, one.retention) for one in found.levels] == [
        ("basic", 2, 1, Share(0, 1)),
        ("senior", 1, 0, Share(1, 1)),
    ]
    assert [(one.name, one.cards, one.retention) for one in found.tags] == [
        ("x", 2, Share(1, 2)),
        ("y", 1, Share(1, 1)),
    ]


def test_leeches_and_flagged_cards_are_named() -> None:
    text = stats_text(of(a=Memory("a", lapses=8, suspended=True), b=Memory("b", flagged=True)))
    assert "set aside, because they do not stay: a\n" in text
    assert text.endswith("flagged for their author: b")


# In words, as JSON, as a picture


def test_the_words_say_every_figure() -> None:
    text = stats_text(of(past("a", 8), past("a", 1, 1, confidence=4), past("b", 8), past("b", 0, 3)))
    assert text.splitlines()[:7] == [
        "0 of 3 cards learned, 4 answers in all",
        "",
        "true retention: of learned cards that were asked again, the share that was remembered",
        "  today: 100% of 1; young 100% of 1, mature none asked",
        "  7 days: 50% of 2; young 50% of 2, mature none asked",
        "  30 days: 50% of 2; young 50% of 2, mature none asked",
        "  all: 50% of 2; young 50% of 2, mature none asked",
    ]
    assert "calibration: Brier score 0.902 (0 is perfect; always saying even odds gets 0.250)" in text
    assert "  sure, which claims 95%: right 0% of 1" in text
    assert "answers a day from 2026-08-29 to 2026-11-20, at most 2:" in text
    assert "  a week: 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 2" in text
    assert f"  |{'       |' * 10}     █ |     ▄▄|" in text


def test_the_words_name_the_ten_tags_that_stay_least_the_weakest_first() -> None:
    cards = [choice(f"c{number}", tags=(f"t{number:02}",)) for number in range(12)]
    first = [past(card.id, 30) for card in cards]
    again = [past(f"c{number}", 30 - ago, 1 if ago <= number else 3) for ago in range(1, 12) for number in range(12)]
    lines = stats_text(stats(cards, [*first, *again], {}, DAY)).splitlines()
    assert [line[4:7] for line in lines if line.startswith("tag ")] == [f"t{number:02}" for number in range(11, 1, -1)]


def test_the_words_of_an_empty_history_say_so() -> None:
    text = stats_text(of())
    assert "no card was asked again yet: what stays can be said after the second time" in text
    assert "calibration: confidence was not said yet" in text


def test_json_gives_shares_with_their_value() -> None:
    said = json.loads(stats_json(of(past("a", 8), past("a", 0))))
    assert said["schema_version"] == 1
    assert said["day"] == "2026-11-20"
    assert said["retention"][0] == {
        "period": "today",
        "all": {"right": 1, "of": 1, "value": 1.0},
        "young": {"right": 1, "of": 1, "value": 1.0},
        "mature": {"right": 0, "of": 0, "value": None},
    }


@pytest.mark.parametrize("answers", [(), (past("a", 8), past("a", 0, confidence=3))])
def test_the_picture_is_drawn_of_any_history(answers: tuple[Past, ...]) -> None:
    svg = drawn(stats_portrait(of(*answers)), "svg").decode()
    root = ElementTree.fromstring(svg)
    assert root.tag.endswith("svg")
    assert "What comes due" in svg
    assert ("True retention" in svg) == bool(answers)


# From the store


def put(folder: Path, *lines: Any) -> None:
    with Store(folder / FILE) as store:
        store.add(lines)


def test_the_store_gives_answers_and_resets_that_stand_oldest_first(tmp_path: Path) -> None:
    undone = review(3, "a", at=NOON + days(1))
    put(
        tmp_path,
        review(2, "b", at=NOON + days(2)),
        review(1, "a", rating=2, confidence=3),
        undone,
        event(4, "undo", NOON + days(1), target=undone.id),
        event(5, "reset", NOON + days(3), card="a"),
        Event(**stamp(6, NOON + days(4)), kind="flag", card="a"),
    )
    with Store(tmp_path / FILE) as store:
        found = list(store.past())
    assert [(one.card, one.day, one.rating) for one in found] == [
        ("a", "2026-11-20", 2),
        ("b", "2026-11-22", 3),
        ("a", "2026-11-23", 0),
    ]
    assert (found[0].confidence, found[0].mode, found[0].share) == (3, "review", 1.0)


# The command


def ran(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "GRADER_HOME": str(home), "PYTHONUTF8": "1"}
    command = [GRADER, "quiz", "stats", "--decks", DECKS, *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, env=environment, cwd="/")


def test_the_command_prints_text_or_one_json_object(tmp_path: Path) -> None:
    put(tmp_path, review(1, "clip-what"))
    shown = ran(tmp_path)
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "true retention: " in shown.stdout
    said = json.loads(ran(tmp_path, "--format", "json").stdout)
    assert date.fromisoformat(said["day"]) > date(2026, 1, 1)


def test_the_command_draws_a_picture(tmp_path: Path) -> None:
    done = ran(tmp_path, "--picture", str(tmp_path / "stats.svg"))
    assert (done.returncode, done.stderr) == (0, f"wrote {tmp_path / 'stats.svg'}\n")
    assert ElementTree.parse(tmp_path / "stats.svg").getroot().tag.endswith("svg")


def test_statistics_change_nothing(tmp_path: Path) -> None:
    put(tmp_path, review(1, "clip-what"), review(2, "clip-what", at=NOON + days(1)))
    with Store(tmp_path / FILE) as store:
        before = (list(store.lines()), store.memories())
    ran(tmp_path)
    with Store(tmp_path / FILE) as store:
        assert (list(store.lines()), store.memories()) == before
