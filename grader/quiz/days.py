"""The study day: it ends at 04:00 local, so that a session after midnight still belongs to the evening before."""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo

NIGHT = timedelta(hours=4)


def study_day(moment: datetime, zone: tzinfo | None = None) -> date:
    """Return the day that a moment belongs to, by the clock on the wall of a zone.

    Args:
        moment: An aware time.
        zone: Where the learner is; None is the machine's own zone, with its rules of that moment.

    >>> from datetime import timezone
    >>> study_day(datetime(2026, 12, 12, 3, 59, tzinfo=timezone.utc), timezone.utc).isoformat()
    '2026-12-11'
    """
    on_the_wall = moment.astimezone(zone).replace(tzinfo=None)  # 04:00 is a wall time: a day may have 23 or 25 hours
    return (on_the_wall - NIGHT).date()
