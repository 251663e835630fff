"""A Picture as SVG: the learner's curve and the reference over the steps, on an axis labelled in powers of ten.

Text stays text, so that it is found, copied and read aloud. Colour is never the only sign: yours is a solid line with
crosses, the reference a dashed one with rings. Colours are CSS variables with a default, so that a page may have a dark
theme: `CSS` goes into the page once.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from grader.portrait.curves import in_words
from grader.verdict import Picture

# Okabe and Ito's blue and vermilion, a shade lighter on dark: told apart with every kind of colour vision.
CSS = """\
.grader-picture{--yours:#0072b2;--reference:#b54a00;--axis:#5a5a5a;--grid:#e3e3e3;--ink:#1a1a1a;max-width:100%;height:auto}
.grader-picture text{font:12px system-ui,sans-serif;fill:var(--ink)}
.grader-picture .grid{stroke:var(--grid)}
.grader-picture .axis,.grader-picture .mark{stroke:var(--axis)}
.grader-picture .mark{stroke-dasharray:2 3}
.grader-picture .yours{stroke:var(--yours);fill:none;stroke-width:2}
.grader-picture .reference{stroke:var(--reference);fill:none;stroke-width:2;stroke-dasharray:6 4}
.grader-picture .ring{stroke-dasharray:none;stroke-width:1.5}
@media (prefers-color-scheme:dark){
.grader-picture{--yours:#56b4e9;--reference:#f0a060;--axis:#a8a8a8;--grid:#3a3a3a;--ink:#ececec}}
"""

_WIDTH, _HEIGHT = 640, 260
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 14, 34, 40
_EDGE = 10  # pixels between the plot's edge and the marks of what is exactly 0, or not finite
_MOST_MARKS = 16
_TICKS = 6
_FLAT = 3  # decades


def picture_svg(picture: Picture) -> str:
    """Return the picture as one `<svg>` element; "" when nothing in it is finite."""
    plot = _plot(picture)
    if plot is None:
        return ""
    parts = [*_grid(plot), *_first_wrong(plot, picture)]
    parts += _curve(plot, picture.want, "reference")
    parts += _curve(plot, picture.got, "yours")
    parts += _legend()
    title = escape(_described(picture))
    size = f'viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" height="{_HEIGHT}"'
    return f'<svg class="grader-picture" role="img" aria-label="{title}" {size}>{"".join(parts)}</svg>'


def power_of_ten(exponent: int) -> str:
    """Return a power of ten as it is written: 10⁻⁷.

    >>> power_of_ten(-12), power_of_ten(0)
    ('10⁻¹²', '1')
    """
    return "1" if exponent == 0 else "10" + str(exponent).translate(_RAISED)


_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True)
class _Plot:
    """Where a step and a logarithm lie on the page."""

    steps: int
    low: float
    high: float
    counts: str

    def x(self, step: int) -> float:
        return round(_LEFT + step * (_WIDTH - _LEFT - _RIGHT) / max(1, self.steps - 1), 1)

    def y(self, value: float) -> float:
        if value == -math.inf:
            return _HEIGHT - _BOTTOM - 2
        if not math.isfinite(value):
            return _TOP + 2
        share = (self.high - value) / (self.high - self.low)
        return round(_TOP + _EDGE + share * (_HEIGHT - _BOTTOM - _TOP - 2 * _EDGE), 1)


def _plot(picture: Picture) -> _Plot | None:
    finite = [value for value in (*picture.got, *picture.want) if math.isfinite(value)]
    if not finite:
        return None
    low, high = min(finite), max(finite)
    if high - low < _FLAT:  # between whole powers, so that two are labelled and noise is no mountain
        low, high = math.floor(low), max(math.ceil(high), math.floor(low) + 1)
    return _Plot(len(picture.want), low, high, picture.counts)


def _ticks(low: float, high: float, most: int) -> range:
    """Whole numbers at distances of 1, 2, 5, 10 … between two values."""
    span = max(1.0, (high - low) / most)
    power = 10 ** math.floor(math.log10(span))
    step = next(int(power * factor) for factor in (1, 2, 5, 10) if power * factor >= span)
    return range(math.ceil(low / step) * step, math.floor(high) + 1, step)


def _grid(plot: _Plot) -> Iterator[str]:
    bottom, right = _HEIGHT - _BOTTOM, _WIDTH - _RIGHT
    for exponent in _ticks(plot.low, plot.high, _TICKS):
        y = plot.y(exponent)
        yield f'<path class="grid" d="M{_LEFT} {y}H{right}"/>'
        yield f'<text x="{_LEFT - 6}" y="{y + 4}" text-anchor="end">{power_of_ten(exponent)}</text>'
    yield f'<path class="axis" fill="none" d="M{_LEFT} {_TOP}V{bottom}H{right}"/>'
    for step in _ticks(0, plot.steps - 1, 8):
        yield f'<text x="{plot.x(step)}" y="{bottom + 16}" text-anchor="middle">{step}</text>'
    yield f'<text x="{_LEFT - 12}" y="{bottom + 16}" text-anchor="end">{escape(plot.counts)}</text>'


def _curve(plot: _Plot, values: Sequence[float], name: str) -> Iterator[str]:
    """The line where it is finite, marks on it, and triangles at the edge for zeros and what is not finite."""
    yield f'<path class="{name}" d="{_line(plot, values)}"/>'
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


def _line(plot: _Plot, values: Sequence[float]) -> str:
    pieces, pen = [], "M"
    for step, value in enumerate(values):
        if math.isfinite(value):
            pieces.append(f"{pen}{plot.x(step)} {plot.y(value)}")
            pen = "L"
        else:
            pen = "M"
    return "".join(pieces)


def _first_wrong(plot: _Plot, picture: Picture) -> Iterator[str]:
    if picture.first_wrong is None:
        return
    x = plot.x(picture.first_wrong)
    late = x > (_LEFT + _WIDTH) / 2
    yield f'<path class="mark" d="M{x} {_TOP}V{_HEIGHT - _BOTTOM}"/>'
    place, anchor = (x - 6, "end") if late else (x + 6, "start")
    text = escape(f"{picture.counts} = {picture.first_wrong}, the first wrong step")
    yield f'<text x="{place}" y="{_HEIGHT - _BOTTOM + 32}" text-anchor="{anchor}">{text}</text>'


def _legend() -> Iterator[str]:
    for x, name in ((_LEFT, "yours"), (_LEFT + 90, "reference")):
        yield f'<path class="{name}" d="M{x} 14h24"/><text x="{x + 30}" y="18">{name}</text>'
    yield '<text x="270" y="18">▽ exactly 0 &#160; △ not finite</text>'


def _described(picture: Picture) -> str:
    """The picture in words, for who does not see it."""
    if picture.first_wrong is None:
        return f"{picture.title}: every norm agrees with the reference"
    at = picture.first_wrong
    got, want = in_words(picture.got[at]), in_words(picture.want[at])
    return f"{picture.title}: first wrong at {picture.counts} = {at}, yours {got}, the reference {want}"
