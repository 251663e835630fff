"""Bars: every student and every answer is in exactly one of them, and labels do not run into each other."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise
from xml.etree import ElementTree as Xml

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.render.report.bars import Bar, attempt_bars, bars_svg, score_bars

DAY = datetime(2026, 10, 12, 8, 30)


def test_scores_are_counted_in_tenths_and_all_points_are_a_bar_of_their_own():
    bars = score_bars([0, 1.9, 2, 3.0000000001, 19.99, 20], 20)

    assert {bar.label: bar.count for bar in bars if bar.count} == {"0 %": 2, "10 %": 2, "90 %": 1, "100 %": 1}
    assert len(bars) == 11


def test_three_tenths_of_ten_is_thirty_per_cent_although_it_is_a_little_less_in_binary():
    assert [bar.label for bar in score_bars([0.1 + 0.2], 1) if bar.count] == ["30 %"]
    assert [bar.label for bar in score_bars([0.7 * 3], 3) if bar.count] == ["70 %"]


def test_a_class_that_can_have_no_points_has_no_shares():
    assert score_bars([0, 0], 0) == []


def test_a_short_rush_is_shown_by_the_hour_and_a_term_by_the_day():
    rush = attempt_bars([(DAY.isoformat(), False), ((DAY + timedelta(hours=3)).isoformat(), True)])
    term = attempt_bars([(DAY.isoformat(), False), ((DAY + timedelta(days=30)).isoformat(), False)])

    assert [(bar.label, bar.count, bar.late) for bar in rush] == [
        ("12 Oct 08:00", 1, 0),
        ("12 Oct 09:00", 0, 0),
        ("12 Oct 10:00", 0, 0),
        ("12 Oct 11:00", 1, 1),
    ]
    assert (term[0].label, term[-1].label, len(term)) == ("12 Oct", "11 Nov", 31)


def test_answers_whose_time_nobody_told_are_not_drawn():
    assert attempt_bars([("", False), ("", True)]) == []
    assert [bar.count for bar in attempt_bars([("", False), (DAY.isoformat(), False)])] == [1]


@given(
    attempts=st.lists(
        st.tuples(st.datetimes(datetime(2000, 1, 1), datetime(2030, 1, 1)), st.booleans(), st.sampled_from(["", "Z"])),
        min_size=1,
        max_size=30,
    )
)
def test_every_answer_is_in_exactly_one_bar(attempts):
    bars = attempt_bars([(time.isoformat() + zone, late) for time, late, zone in attempts])

    assert sum(bar.count for bar in bars) == len(attempts)
    assert sum(bar.late for bar in bars) == sum(late for _, late, _ in attempts)
    assert len(bars) <= 73


@pytest.mark.parametrize("bars", [11, 24, 61, 72])
@pytest.mark.parametrize("label", ["50 %", "12 Oct", "12 Oct 08:00"])
def test_labels_have_room_and_every_bar_says_its_count(bars, label):
    svg = Xml.fromstring(bars_svg("times", [Bar(label, 1 + number, number % 2) for number in range(bars)]))

    places = [float(text.get("x", "")) for text in svg.iter("text") if text.text == label]
    assert all(right - left >= 9.9 * len(label) for left, right in pairwise(places))
    assert len(places) >= 3
    titles = [title.text for title in svg.iter("title")]
    assert titles.count(f"{label}: {bars}") == 1
    assert sum("late" in (title or "") for title in titles) == bars // 2


def test_no_bars_are_no_picture():
    assert bars_svg("times", []) == ""
    assert bars_svg("times", [Bar("a", 0)]) == ""
