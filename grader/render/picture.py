"""A Picture as lines of text: one column per step, one row per few powers of ten, and a row of its own for zeros."""

from __future__ import annotations

import math
from collections.abc import Sequence

from grader.verdict import Picture

_ROWS = 7
_COLUMNS = 64
_ALIKE = 0.02  # decades: 5 %, which no row of the picture shows
_BOTH, _GOT, _WANT = "•", "x", "o"


def picture_lines(picture: Picture) -> list[str]:
    """Return the picture's lines: a legend, the curves over log10, and an arrow at the first wrong step.

    What is exactly 0 has no logarithm; it stands in a row labelled "0" at the bottom. NaN and infinities stand in one
    labelled "inf" at the top.
    """
    values = (*picture.got, *picture.want)
    finite = [value for value in values if math.isfinite(value)]
    if not finite:
        return []
    shown = _thinned(len(picture.want), picture.first_wrong)
    top, step = max(finite), max((max(finite) - min(finite)) / (_ROWS - 1), 1e-9)
    labels = ["inf", *(f"{top - step * row:.1f}" for row in range(_ROWS)), "0"]
    rows = [[" "] * len(shown) for _ in labels]
    for column, at in enumerate(shown):
        got, want = _row(picture.got[at], top, step), _row(picture.want[at], top, step)
        rows[want][column] = _WANT
        rows[got][column] = _BOTH if got == want else _GOT
    body = [f"{label:>7} │{''.join(row).rstrip()}" for label, row in zip(labels, rows, strict=True)]
    kept = [line for i, line in enumerate(body) if 0 < i <= _ROWS or set(rows[i]) != {" "}]
    legend = f"{picture.title}: {_GOT} yours, {_WANT} ours, {_BOTH} both"
    return [legend, *kept, *_axis(picture, shown)]


def _thinned(steps: int, keep: int | None) -> list[int]:
    """At most _COLUMNS steps, the ends and the wrong one among them."""
    if steps <= _COLUMNS:
        return list(range(steps))
    chosen = {round(i * (steps - 1) / (_COLUMNS - 1)) for i in range(_COLUMNS)}
    return sorted(chosen | ({keep} if keep is not None else set()))


def _row(value: float, top: float, step: float) -> int:
    """The row of a logarithm: 0 for infinities and NaN, 1 to _ROWS for numbers, one more for zeros."""
    if value == -math.inf:
        return _ROWS + 1
    return 1 + round((top - value) / step) if math.isfinite(value) else 0


def _axis(picture: Picture, shown: Sequence[int]) -> list[str]:
    axis = f"{'':7} └{'─' * len(shown)} {picture.counts} = {shown[0]} … {shown[-1]}"
    if picture.first_wrong is None:
        return [axis]
    at = picture.first_wrong
    way = " on the way back" if picture.backward else ""
    alike = abs(picture.got[at] - picture.want[at]) < _ALIKE
    why = "the entries part here, the norm does not yet" if alike else f"the first wrong step{way}"
    text, column = f"{picture.counts} = {at}, {why}", shown.index(at)
    if column + len(text) + 2 <= _COLUMNS:
        arrow = f"{' ' * column}↑ {text}"
    else:  # to the left of the arrow, or, where that is too narrow as well, the step alone
        arrow = f"{text} ↑".rjust(column + 1) if column > len(text) else f"{' ' * column}↑ {picture.counts} = {at}"
    return [axis, f"{'':9}{arrow}"]
