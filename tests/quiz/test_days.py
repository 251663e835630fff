import time
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from grader.quiz.days import study_day

BERLIN = ZoneInfo("Europe/Berlin")


def wall(text: str, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN, fold=fold)


def test_the_day_ends_at_four_by_the_clock_on_the_wall() -> None:
    assert study_day(wall("2026-12-12T03:59"), BERLIN) == date(2026, 12, 11)
    assert study_day(wall("2026-12-12T04:00"), BERLIN) == date(2026, 12, 12)


def test_the_night_that_lacks_an_hour_ends_at_four_all_the_same() -> None:
    """On 2026-03-29 the clocks of Berlin go from 02:00 to 03:00: 04:00 is 02:00 UTC, three hours after midnight."""
    assert study_day(datetime(2026, 3, 29, 1, 59, tzinfo=UTC), BERLIN) == date(2026, 3, 28)
    assert study_day(datetime(2026, 3, 29, 2, 0, tzinfo=UTC), BERLIN) == date(2026, 3, 29)


def test_the_night_that_has_an_hour_twice_ends_at_four_all_the_same() -> None:
    """On 2026-10-25 02:00–03:00 comes twice: 04:00 is 03:00 UTC, five hours after midnight."""
    assert study_day(wall("2026-10-25T02:30", fold=0), BERLIN) == date(2026, 10, 24)
    assert study_day(wall("2026-10-25T02:30", fold=1), BERLIN) == date(2026, 10, 24)
    assert study_day(datetime(2026, 10, 25, 2, 59, tzinfo=UTC), BERLIN) == date(2026, 10, 24)
    assert study_day(datetime(2026, 10, 25, 3, 0, tzinfo=UTC), BERLIN) == date(2026, 10, 25)


def test_no_hour_of_a_year_goes_back_a_day() -> None:
    hours = [datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=hour) for hour in range(366 * 24)]
    days = [study_day(hour, BERLIN) for hour in hours]
    assert days == sorted(days)
    assert len(set(days)) == 367


def test_without_a_zone_the_machines_own_counts_with_its_rules_of_that_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """New York is five hours behind UTC in November and four in June."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "America/New_York")
        time.tzset()
        winter = [study_day(datetime(2026, 11, 20, hour, 30, tzinfo=UTC)) for hour in (8, 9)]
        summer = [study_day(datetime(2026, 6, 20, hour, 30, tzinfo=UTC)) for hour in (7, 8)]
    time.tzset()
    assert winter == [date(2026, 11, 19), date(2026, 11, 20)]
    assert summer == [date(2026, 6, 19), date(2026, 6, 20)]
