"""A portrait as text: characters on a grid, a different one for every curve, axes with numbers on them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle, pairwise, zip_longest
from textwrap import wrap

import click

from grader.portrait.curves import Axis, Curve, Look, Panel, Portrait
from grader.render.width import WIDTH

_ROWS, _COLUMNS = 17, 73
_PLANE_COLUMNS, _PLANE_ROWS = 41, 21  # a character is about twice as tall as it is wide
_BESIDE_COLUMNS = 26  # beside a plane
_MARGIN = 8  # of a row, for its number
_LETTERS = {Look.MEASURED: "ox+*#@", Look.DOTS: "ox+*#@", Look.BOUND: "-=", Look.GUIDE: "·:"}
_COLOURS = ("blue", "yellow", "cyan", "magenta", "green", "red")  # the letters alone tell the curves apart
_INF, _ZERO = "inf", "0"


def chart_text(portrait: Portrait) -> str:
    """Return the portrait's title, its panels and its notes."""
    blocks = [_panel_lines(panel, _beside(portrait, panel)) for panel in portrait.panels]
    title = click.style(portrait.title, bold=True)
    return "\n".join([title, "", *_side_by_side(blocks), "", *_notes(portrait)]).rstrip()


def ticks(low: float, high: float, most: int, whole: bool = False) -> list[float]:
    """Return at most `most` + 2 round numbers, evenly spaced, that reach from below `low` to above `high`.

    >>> ticks(-11.3, 0, 6, whole=True)
    [-12.0, -10.0, -8.0, -6.0, -4.0, -2.0, 0.0]
    """
    span = max(high - low, 1.0 if whole else 1e-9 * max(1.0, abs(high)))
    size: float = 10.0 ** math.floor(math.log10(span / most))
    step = next(size * round_ for round_ in (1, 2, 5, 10, 20) if size * round_ * most >= span * (1 - 1e-9))
    step = max(step, 1.0) if whole else step
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [k * step + 0.0 for k in range(first, max(last, first + 1) + 1)]


# A panel


@dataclass(frozen=True)
class _Scale:
    """From values to cells: `cells` of them, the first at ticks[0], the last at ticks[-1]."""

    ticks: Sequence[float]
    cells: int

    def cell(self, value: float) -> int:
        low, high = self.ticks[0], self.ticks[-1]
        return round((value - low) / (high - low) * (self.cells - 1))


def _beside(portrait: Portrait, panel: Panel) -> int:
    """How many columns a panel has."""
    if panel.same_scale:
        return _PLANE_COLUMNS
    return _BESIDE_COLUMNS if len(portrait.panels) > 1 else _COLUMNS


def _panel_lines(panel: Panel, columns: int) -> list[str]:
    across, up = _scales(panel, columns)
    marked = list(zip(panel.curves, _letters(panel.curves), strict=True))
    rows = _rows(marked, across, up)
    labels = {up.cell(tick): _number(tick, panel.y) for tick in up.ticks}
    body = [_row(labels.get(at, ""), rows[at]) for at in reversed(range(up.cells))]
    extremes = {label: _row(label, rows[at]) for label, at in ((_INF, up.cells), (_ZERO, -1)) if at in rows}
    above = [extremes[_INF]] if _INF in extremes else []
    below = [extremes[_ZERO]] if _ZERO in extremes else []
    return [*_heading(panel, marked), *above, *body, *below, *_foot(panel, across)]


def _scales(panel: Panel, columns: int) -> tuple[_Scale, _Scale]:
    xs = [x for curve in panel.curves for x in curve.x]
    ys = [y for curve in panel.curves for y in curve.y if math.isfinite(y)] or [0.0]
    if panel.same_scale:
        far = ticks(0, max(map(abs, xs + ys)), 2)
        both = [-one for one in reversed(far[1:])] + far
        return _Scale(both, _PLANE_COLUMNS), _Scale(both, _PLANE_ROWS)
    low = min(ys) if panel.y.powers_of_ten else min(0.0, *ys)
    span = ticks(low, max(ys), 8, whole=panel.y.powers_of_ten)
    # One row per so many parts of a tick: every number stands on its own line.
    rows = (len(span) - 1) * max(1, (_ROWS - 1) // (len(span) - 1)) + 1
    return _Scale((min(xs), max(max(xs), min(xs) + 1)), columns), _Scale(span, rows)


def _letters(curves: Sequence[Curve]) -> list[str]:
    """A character for each curve: coloured, and different without colour."""
    letters = {look: cycle(letters) for look, letters in _LETTERS.items()}
    colours = cycle(_COLOURS)
    return [
        click.style(next(letters[one.look]), fg="bright_black" if one.look is Look.GUIDE else next(colours))
        for one in curves
    ]


def _rows(marked: Sequence[tuple[Curve, str]], across: _Scale, up: _Scale) -> dict[int, list[str]]:
    """The cells of every row, 0 at the bottom; row -1 holds zeros of a logarithmic axis, the one on top infinities."""
    rows = {at: [" "] * across.cells for at in range(up.cells)}
    order = (Look.GUIDE, Look.BOUND, Look.DOTS, Look.MEASURED)  # what was measured hides what it is compared with
    for curve, letter in sorted(reversed(marked), key=lambda one: order.index(one[0].look)):
        for x, y in _points(curve, across):
            at = up.cell(y) if math.isfinite(y) else -1 if y == -math.inf else up.cells
            rows.setdefault(at, [" "] * across.cells)[across.cell(x)] = letter
    return rows


def _points(curve: Curve, across: _Scale) -> list[tuple[float, float]]:
    """The curve's own points; what is computed and not measured is a line, with points in between."""
    points = list(zip(curve.x, curve.y, strict=True))
    if curve.look in (Look.MEASURED, Look.DOTS):
        return points
    between = []
    for (x, y), (u, v) in pairwise(points):
        cells = abs(across.cell(u) - across.cell(x)) if math.isfinite(y) and math.isfinite(v) else 0
        between += [(x + (u - x) * k / cells, y + (v - y) * k / cells) for k in range(1, cells)]
    return points + between


def _heading(panel: Panel, marked: Sequence[tuple[Curve, str]]) -> list[str]:
    legend = [f"{'':{_MARGIN}} {letter} {curve.label}" for curve, letter in marked]
    return [f"{'':{_MARGIN}} {panel.title}", *legend, "", f"{'':{_MARGIN}} {panel.y.title}"]


def _row(label: str, cells: Sequence[str]) -> str:
    return f"{label:>{_MARGIN}} {'┤' if label else '│'}{''.join(cells).rstrip()}"


def _foot(panel: Panel, across: _Scale) -> list[str]:
    low, high = across.ticks[0], across.ticks[-1]
    shown = (
        across.ticks if panel.same_scale else [one for one in ticks(low, high, 5, panel.x.whole) if low <= one <= high]
    )
    line, numbers = ["─"] * across.cells, [" "] * (across.cells + 4)
    for tick in shown:
        line[across.cell(tick)] = "┬"
        text = _number(tick, panel.x)
        start = max(0, across.cell(tick) - (len(text) - 1) // 2)
        numbers[start : start + len(text)] = text
    pad = " " * (_MARGIN + 2)
    foot = [f"{pad[:-1]}└{''.join(line)}", f"{pad}{''.join(numbers).rstrip()}"]
    return [*foot, *_pointer(panel, across, pad), f"{pad}{panel.x.title}"]


def _pointer(panel: Panel, across: _Scale, pad: str) -> list[str]:
    """An arrow at the marked place, its words on the side where there is room."""
    if panel.mark is None:
        return []
    at, words = across.cell(panel.mark.x), panel.mark.label
    text = f"{'':{at}}↑ {words}" if at + len(words) + 2 <= across.cells else f"{words + ' ↑':>{at + 1}}"
    return [pad + text]


def _number(value: float, axis: Axis) -> str:
    if not axis.powers_of_ten:
        return f"{round(value, 9) + 0.0:g}"
    return "1" if value == 0 else f"1e{value:.0f}"


# The page


def _side_by_side(blocks: Sequence[list[str]]) -> list[str]:
    """The blocks' lines next to each other, their axes at the same height."""
    deepest = max(map(len, blocks))
    blocks = [[""] * (deepest - len(block)) + block for block in blocks]
    widths = [max(len(click.unstyle(line)) for line in block) for block in blocks]
    return [
        "".join(
            f"{line}{' ' * (width - len(click.unstyle(line)))} " for line, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in zip_longest(*blocks, fillvalue="")
    ]


def _notes(portrait: Portrait) -> list[str]:
    return [
        line for note in portrait.notes for line in wrap(note, WIDTH - 2, initial_indent="  ", subsequent_indent="  ")
    ]
