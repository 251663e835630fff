"""The statistics of flashcards, in words for a terminal, as JSON, and as a portrait to draw."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from grader.portrait.curves import Axis, Curve, Look, Panel, Portrait, counted
from grader.quiz.stats import HEAT, Group, Retention, Share, Stats
from grader.render.quiz_words import CONFIDENCE
from grader.render.safe import one_line

_HEAT = " ▁▂▃▄▅▆▇█"
_WEEK = 7
_MOST_NAMED = 20
_MOST_TAGS = 10
_NOTHING = "no card was asked again yet: what stays can be said after the second time"


def stats_text(stats: Stats) -> str:
    """Return the statistics as lines that a screen reader can read from top to bottom."""
    return "\n".join(_lines(stats))


def stats_json(stats: Stats) -> str:
    """Return the statistics as one JSON object; a share is `{"right", "of", "value"}`, with null of nothing."""
    return json.dumps({"schema_version": 1, **_plain(asdict(stats))})


def stats_portrait(stats: Stats) -> Portrait:
    """Return the picture: true retention by week, what comes due, and confidence against being right."""
    panels = (_retention_panel(stats), _forecast_panel(stats), _calibration_panel(stats))
    return Portrait(
        f"Flashcards on {stats.day}: {counted(stats.learned, 'card')} of {stats.cards} learned, "
        f"{counted(stats.answers, 'answer')}",
        tuple(panel for panel in panels if panel.curves),
        tuple(_notes(stats)),
    )


def _lines(stats: Stats) -> Iterator[str]:
    yield f"{stats.learned} of {counted(stats.cards, 'card')} learned, {counted(stats.answers, 'answer')} in all"
    yield ""
    yield "true retention: of learned cards that were asked again, the share that was remembered"
    if not stats.retention[-1].all.of:
        yield f"  {_NOTHING}"
    else:
        yield from (f"  {_retained(one)}" for one in (*stats.retention, *stats.by_month[-3:]))
    yield ""
    now, later = stats.forecast[0], stats.forecast[1:]
    yield f"due: {now} today, {sum(later[:7])} in the 7 days after, {sum(later)} in the {len(later)} days after"
    yield ""
    yield from _calibrated(stats)
    yield ""
    yield from _by("level", stats.levels)
    yield from _by("tag", _weakest(stats.tags))
    yield ""
    yield from _heat(stats)
    yield from _named("set aside, because they do not stay", stats.leeches)
    yield from _named("flagged for their author", stats.flagged)


def _retained(one: Retention) -> str:
    return f"{one.period}: {_share(one.all)}; young {_share(one.young)}, mature {_share(one.mature)}"


def _share(share: Share) -> str:
    return "none asked" if share.value is None else f"{share.value:.0%} of {share.of}"


def _calibrated(stats: Stats) -> Iterator[str]:
    brier = stats.calibration.brier
    if brier is None:
        yield "calibration: confidence was not said yet"
        return
    yield f"calibration: Brier score {brier:.3f} (0 is perfect; always saying even odds gets 0.250)"
    for one in stats.calibration.bins:
        yield f"  {CONFIDENCE[one.confidence]}, which claims {one.claimed:.0%}: right {_share(one.right)}"


def _by(what: str, groups: Sequence[Group]) -> Iterator[str]:
    for group in groups:
        yield (
            f"{what} {one_line(group.name, 60)}: {group.learned} of {group.cards} learned, "
            f"retention {_share(group.retention)}"
        )


def _weakest(tags: Sequence[Group]) -> list[Group]:
    """The tags that stay least: what to work on. JSON has all of them."""
    asked = [tag for tag in tags if tag.retention.value is not None]
    return sorted(asked, key=lambda tag: tag.retention.value or 0.0)[:_MOST_TAGS]


def _heat(stats: Stats) -> Iterator[str]:
    """A mark per day, a group per week, and the same in numbers."""
    most = max(stats.heat)
    marks = "".join(_HEAT[-(-answers * (len(_HEAT) - 1) // most) if most else 0] for answers in stats.heat)
    weeks = [slice(start, start + _WEEK) for start in range(0, HEAT, _WEEK)]
    first = stats.day - timedelta(days=HEAT - 1)
    yield f"answers a day from {first} to {stats.day}, at most {most}:"
    yield f"  |{'|'.join(marks[week] for week in weeks)}|"
    yield f"  a week: {', '.join(str(sum(stats.heat[week])) for week in weeks)}"


def _named(what: str, ids: Sequence[str]) -> Iterator[str]:
    if ids:
        more = f", and {len(ids) - _MOST_NAMED} more" if len(ids) > _MOST_NAMED else ""
        yield f"{what}: {', '.join(one_line(id) for id in ids[:_MOST_NAMED])}{more}"


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        kept = {name: _plain(one) for name, one in value.items()}
        return {**kept, "value": Share(**kept).value} if kept.keys() == {"right", "of"} else kept
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


# The picture


def _retention_panel(stats: Stats) -> Panel:
    weeks = stats.by_week
    curves = [
        _curve("all cards", [one.all for one in weeks]),
        _curve("young", [one.young for one in weeks]),
        _curve("mature", [one.mature for one in weeks]),
    ]
    x = Axis("week with answers, the last one is 0", whole=True)
    return Panel("True retention", x, Axis("remembered", "%"), tuple(one for one in curves if one.x))


def _curve(label: str, shares: Sequence[Share]) -> Curve:
    points = [
        (float(place - len(shares) + 1), 100 * one.value) for place, one in enumerate(shares) if one.value is not None
    ]
    return Curve(label, tuple(x for x, _ in points), tuple(y for _, y in points))


def _forecast_panel(stats: Stats) -> Panel:
    days = tuple(map(float, range(len(stats.forecast))))
    due = Curve("due on that day", days, tuple(map(float, stats.forecast)))
    return Panel("What comes due", Axis("days from today", whole=True), Axis("cards", whole=True), (due,))


def _calibration_panel(stats: Stats) -> Panel:
    bins = stats.calibration.bins
    claimed = tuple(100 * one.claimed for one in bins)
    right = tuple(100 * (one.right.value or 0.0) for one in bins)
    diagonal = Curve("claims what comes", (0.0, 100.0), (0.0, 100.0), Look.BOUND)
    said = (Curve("your answers", claimed, right, Look.DOTS),) if bins else ()
    return Panel("Confidence", Axis("claimed", "%"), Axis("right", "%"), (diagonal, *said))


def _notes(stats: Stats) -> Iterator[str]:
    ever = stats.retention[-1]
    yield f"remembered when asked again: {_share(ever.all)}" if ever.all.of else _NOTHING
    if stats.calibration.brier is not None:
        yield f"Brier score {stats.calibration.brier:.3f}; 0 is perfect, above the line you know more than you claim"
