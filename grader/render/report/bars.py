"""Counts as bars: the distribution of scores, and when the class handed in."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape

from grader.render.svg import LEFT, RIGHT, WIDTH, drawing

_HEIGHT, _TOP, _FLOOR = 192, 24, 168
_LETTER = 10  # pixels, where a phone's letters are drawn larger
_MOST_DAYS = 60


@dataclass(frozen=True)
class Bar:
    """One bar: `count` in all, `late` of them too late."""

    label: str
    count: int
    late: int = 0


def bars_svg(described: str, bars: Sequence[Bar]) -> str:
    """Return the bars as one `<svg>` element; each says its count."""
    most = max((bar.count for bar in bars), default=0)
    if not most:
        return ""
    return drawing(described, _drawn(bars, most), _HEIGHT)


def _drawn(bars: Sequence[Bar], most: int) -> Iterator[str]:
    room = (WIDTH - LEFT - RIGHT) / len(bars)
    every = max(1, math.ceil(max(_LETTER * len(bar.label) for bar in bars) / room))
    counted = all(_LETTER * len(str(bar.count)) <= room for bar in bars)
    width = round(max(1.0, room - min(4.0, room / 4)), 1)
    for number, bar in enumerate(bars):
        x, middle = round(LEFT + number * room, 1), round(LEFT + (number + 0.5) * room, 1)
        yield _bar("bar", x, width, bar.count / most, 0.0, f"{bar.label}: {bar.count}")
        if bar.late:
            yield _bar("bar-late", x, width, bar.late / most, 0.0, f"{bar.label}: {bar.late} late")
        if bar.count and counted:
            y = _FLOOR - bar.count / most * (_FLOOR - _TOP) - 5
            yield f'<text x="{middle}" y="{y:.1f}" text-anchor="middle">{bar.count}</text>'
        if number % every == 0:
            yield f'<text x="{middle}" y="{_FLOOR + 16}" text-anchor="middle">{escape(bar.label)}</text>'
    yield f'<path class="axis" d="M{LEFT} {_FLOOR}H{WIDTH - RIGHT}"/>'


def _bar(name: str, x: float, width: float, share: float, above: float, title: str) -> str:
    height = round(max(1.0, share * (_FLOOR - _TOP)), 1)
    place = f'x="{x}" y="{round(_FLOOR - above - height, 1)}" width="{width}" height="{height}"'
    return f'<rect class="{name}" {place}><title>{escape(title)}</title></rect>'


def score_bars(totals: Sequence[float], most: float) -> list[Bar]:
    """Return how many students have how many of the points, in tenths; all of them is a bar of its own."""
    if not most:
        return []
    counts = [0] * 11
    for total in totals:
        counts[min(10, int(10 * total / most + 1e-9))] += 1
    return [Bar(f"{10 * tenth} %", count) for tenth, count in enumerate(counts)]


def attempt_bars(attempts: Sequence[tuple[str, bool]]) -> list[Bar]:
    """Return when answers came in: by hour when all came within three days, else by day."""
    times = [(_time(text), late) for text, late in attempts if text]
    if not times:
        return []
    first, last = min(time for time, _ in times), max(time for time, _ in times)
    step = timedelta(hours=1) if last - first <= timedelta(days=3) else _days(first, last)
    start = first.replace(minute=0, second=0, microsecond=0)
    start = start if step < timedelta(days=1) else start.replace(hour=0)
    slots = [0] * ((last - start) // step + 1)
    lates = list(slots)
    for time, late in times:
        slots[(time - start) // step] += 1
        lates[(time - start) // step] += late
    form = "%d %b %H:00" if step < timedelta(days=1) else "%d %b"
    return [
        Bar((start + number * step).strftime(form), count, late)
        for number, (count, late) in enumerate(zip(slots, lates, strict=True))
    ]


def _days(first: datetime, last: datetime) -> timedelta:
    return timedelta(days=1 + (last - first).days // _MOST_DAYS)


def _time(text: str) -> datetime:
    """A time as the export gave it; zones of one export agree, so the clock on the wall is what is drawn."""
    return datetime.fromisoformat(text).replace(tzinfo=None)
