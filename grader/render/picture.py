"""A Picture as lines of text: one column per step, one row per few powers of ten."""

from __future__ import annotations

import math
from collections.abc import Sequence

from grader.verdict import Picture

_ROWS = 7
_COLUMNS = 64
_BOTH, _GOT, _WANT = "•", "x", "o"


def picture_lines(picture: Picture) -> list[str]:
    """Return the picture's lines: a legend, the curves over log10, and an arrow at the first wrong step."""
    shown = _thinned(len(picture.want), picture.first_wrong)
    finite = [value for value in (*picture.got, *picture.want) if math.isfinite(value)]
    if not finite:
        return []
    top, bottom = max(finite), min(finite)
    step = max((top - bottom) / (_ROWS - 1), 1e-9)
    rows = [[" "] * len(shown) for _ in range(_ROWS)]
    for column, at in enumerate(shown):
        got, want = _row(picture.got[at], top, step), _row(picture.want[at], top, step)
        rows[want][column] = _WANT
        rows[got][column] = _BOTH if got == want else _GOT
    labels = [f"{top - step * row:7.1f}" for row in range(_ROWS)]
    body = [f"{label} │{''.join(row).rstrip()}" for label, row in zip(labels, rows, strict=True)]
    legend = f"{picture.title}: {_GOT} yours, {_WANT} ours, {_BOTH} both"
    return [legend, *body, *_arrow(picture, shown)]


def _thinned(steps: int, keep: int | None) -> Sequence[int]:
    """At most _COLUMNS steps, the ends and the wrong one among them."""
    if steps <= _COLUMNS:
        return range(steps)
    chosen = {round(i * (steps - 1) / (_COLUMNS - 1)) for i in range(_COLUMNS)}
    return sorted(chosen | ({keep} if keep is not None else set()))


def _row(value: float, top: float, step: float) -> int:
    """The row of a value; zeros and infinities go to the edge."""
    if math.isinf(value) or math.isnan(value):
        return _ROWS - 1 if value < 0 else 0
    return min(_ROWS - 1, max(0, round((top - value) / step)))


def _arrow(picture: Picture, shown: Sequence[int]) -> list[str]:
    first, last = shown[0], shown[-1]
    axis = f"{'':7} └{'─' * len(shown)} t = {first} … {last}"
    if picture.first_wrong is None:
        return [axis]
    way = "the first wrong step on the way back" if picture.backward else "the first wrong step"
    column = list(shown).index(picture.first_wrong)
    return [axis, f"{'':9}{' ' * column}↑ t = {picture.first_wrong}, {way}"]
