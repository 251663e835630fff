"""A Picture as SVG: the learner's curve and the reference over the steps, on an axis labelled in powers of ten.

Text stays text, so that it is found, copied and read aloud. Colour is never the only sign: yours is a solid line with
crosses, the reference a dashed one with rings. A page brings templates/theme.css and templates/picture.css once.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from grader.portrait.curves import in_words
from grader.verdict import Picture

WIDTH, HEIGHT = 640, 260
LEFT, RIGHT, TOP, BOTTOM = 56, 14, 34, 40
_EDGE = 10  # pixels between the plot's edge and the marks of what is exactly 0, or not finite
_MOST_MARKS = 16
_TICKS = 6
_FLAT = 3  # decades


def picture_svg(picture: Picture) -> str:
    """Return the picture as one `<svg>` element; "" when nothing in it is finite."""
    plot = plot_of((picture.got, picture.want), len(picture.want), picture.counts)
    if plot is None:
        return ""
    parts = [*grid(plot), *_first_wrong(plot, picture)]
    parts += _curve(plot, picture.want, "reference")
    parts += _curve(plot, picture.got, "yours")
    parts += _legend()
    return drawing(_described(picture), parts)


def drawing(described: str, parts: Iterable[str], height: int = HEIGHT) -> str:
    """Return an `<svg>` of these parts; `described` is for who does not see it."""
    size = f'viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"'
    return f'<svg class="grader-picture" role="img" aria-label="{escape(described)}" {size}>{"".join(parts)}</svg>'


def power_of_ten(exponent: int) -> str:
    """Return a power of ten as it is written: 10⁻⁷.

    >>> power_of_ten(-12), power_of_ten(0)
    ('10⁻¹²', '1')
    """
    return "1" if exponent == 0 else "10" + str(exponent).translate(_RAISED)


_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True)
class Plot:
    """Where a step and a logarithm lie on the page."""

    steps: int
    low: float
    high: float
    counts: str

    def x(self, step: int) -> float:
        """The pixel of a step."""
        return round(LEFT + step * (WIDTH - LEFT - RIGHT) / max(1, self.steps - 1), 1)

    def y(self, value: float) -> float:
        """The pixel of a logarithm; zeros stand at the bottom, what is not finite at the top."""
        if value == -math.inf:
            return HEIGHT - BOTTOM - 2
        if not math.isfinite(value):
            return TOP + 2
        share = (self.high - value) / (self.high - self.low)
        return round(TOP + _EDGE + share * (HEIGHT - BOTTOM - TOP - 2 * _EDGE), 1)


def plot_of(curves: Iterable[Sequence[float]], steps: int, counts: str) -> Plot | None:
    """Return the plot that has room for all of these curves; None when nothing in them is finite."""
    finite = [value for curve in curves for value in curve if math.isfinite(value)]
    if not finite:
        return None
    low, high = min(finite), max(finite)
    if high - low < _FLAT:  # between whole powers, so that two are labelled and noise is no mountain
        low, high = math.floor(low), max(math.ceil(high), math.floor(low) + 1)
    return Plot(steps, low, high, counts)


def _ticks(low: float, high: float, most: int) -> range:
    """Whole numbers at distances of 1, 2, 5, 10 … between two values."""
    span = max(1.0, (high - low) / most)
    power = 10 ** math.floor(math.log10(span))
    step = next(int(power * factor) for factor in (1, 2, 5, 10) if power * factor >= span)
    return range(math.ceil(low / step) * step, math.floor(high) + 1, step)


def grid(plot: Plot) -> Iterator[str]:
    """Yield the axes, labelled."""
    bottom, right = HEIGHT - BOTTOM, WIDTH - RIGHT
    for exponent in _ticks(plot.low, plot.high, _TICKS):
        y = plot.y(exponent)
        yield f'<path class="grid" d="M{LEFT} {y}H{right}"/>'
        yield f'<text x="{LEFT - 6}" y="{y + 4}" text-anchor="end">{power_of_ten(exponent)}</text>'
    yield f'<path class="axis" fill="none" d="M{LEFT} {TOP}V{bottom}H{right}"/>'
    for step in _ticks(0, plot.steps - 1, 8):
        yield f'<text x="{plot.x(step)}" y="{bottom + 16}" text-anchor="middle">{step}</text>'
    yield f'<text x="{LEFT - 12}" y="{bottom + 16}" text-anchor="end">{escape(plot.counts)}</text>'


def _curve(plot: Plot, values: Sequence[float], name: str) -> Iterator[str]:
    """The line where it is finite, marks on it, and triangles at the edge for zeros and what is not finite."""
    yield f'<path class="{name}" d="{line(plot, values)}"/>'
    every = max(1, len(values) // _MOST_MARKS)
    for step in range(0, len(values), every):
        x, y, value = plot.x(step), plot.y(values[step]), values[step]
        if value == -math.inf:
            yield f'<path class="{name} ring" d="M{x - 4} {y - 6}h8l-4 7z"><title>exactly 0</title></path>'
        elif not math.isfinite(value):
            yield f'<path class="{name} ring" d="M{x - 4} {y + 6}h8l-4 -7z"><title>not finite</title></path>'
        elif name == "yours":
            yield f'<path class="yours ring" d="M{x - 3} {y - 3}l6 6m0 -6l-6 6"/>'
        else:
            yield f'<circle class="reference ring" cx="{x}" cy="{y}" r="4"/>'


def line(plot: Plot, values: Sequence[float]) -> str:
    """Return a curve as the data of a path, interrupted where it is not finite."""
    pieces, pen = [], "M"
    for step, value in enumerate(values):
        if math.isfinite(value):
            pieces.append(f"{pen}{plot.x(step)} {plot.y(value)}")
            pen = "L"
        else:
            pen = "M"
    return "".join(pieces)


def _first_wrong(plot: Plot, picture: Picture) -> Iterator[str]:
    if picture.first_wrong is None:
        return
    x = plot.x(picture.first_wrong)
    late = x > (LEFT + WIDTH) / 2
    yield f'<path class="mark" d="M{x} {TOP}V{HEIGHT - BOTTOM}"/>'
    place, anchor = (x - 6, "end") if late else (x + 6, "start")
    text = escape(f"{picture.counts} = {picture.first_wrong}, the first wrong step")
    yield f'<text x="{place}" y="{HEIGHT - BOTTOM + 32}" text-anchor="{anchor}">{text}</text>'


def _legend() -> Iterator[str]:
    for x, name in ((LEFT, "yours"), (LEFT + 90, "reference")):
        yield f'<path class="{name}" d="M{x} 14h24"/><text x="{x + 30}" y="18">{name}</text>'
    yield '<text x="270" y="18">▽ exactly 0 &#160; △ not finite</text>'


def _described(picture: Picture) -> str:
    """The picture in words, for who does not see it."""
    if picture.first_wrong is None:
        return f"{picture.title}: every norm agrees with the reference"
    at = picture.first_wrong
    got, want = in_words(picture.got[at]), in_words(picture.want[at])
    return f"{picture.title}: first wrong at {picture.counts} = {at}, yours {got}, the reference {want}"
