"""A portrait as PNG or SVG. The only place that imports matplotlib; no window, no display, no user's settings."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Sequence
from itertools import count, cycle
from textwrap import fill
from typing import Any

import matplotlib
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from grader.portrait.curves import Curve, Look, Panel, Portrait

# Okabe and Ito's colours: told apart with every kind of colour vision. Markers and dashes tell curves apart without.
_COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")
_MARKERS = "os^Dv*"
_DASHES = ("--", "-.")
_INK, _GREY, _PALE = "#1A1A1A", "#5A5A5A", "#E3E3E3"
_ROUND = [1, 2, 5, 10]  # what ticks are multiples of
_MOST_TRIANGLES = 40
_HEIGHT, _WIDTHS = 5.4, {1: 8.4, 2: 11.6}  # inches
_DPI = 160
_SETTINGS: dict[Any, Any] = {
    "font.family": ["DejaVu Sans"],
    "font.size": 10.5,
    "svg.hashsalt": "grader",  # ids of clips and markers: the same in every run
    "svg.fonttype": "none",  # text stays text: to be found, copied, read aloud
    "axes.edgecolor": _GREY,
    "axes.labelcolor": _INK,
    "xtick.color": _GREY,
    "ytick.color": _GREY,
    "axes.unicode_minus": True,
}


def drawn(portrait: Portrait, form: str) -> bytes:
    """Return the portrait as a file's content; the same portrait gives the same bytes.

    Args:
        portrait: What to draw.
        form: "png" or "svg".
    """
    with matplotlib.rc_context():
        matplotlib.rcdefaults()  # whatever a matplotlibrc on this machine says
        matplotlib.rcParams.update(_SETTINGS)
        figure = _figure(portrait)
        content = io.BytesIO()
        figure.savefig(content, format=form, dpi=_DPI, metadata=_metadata(portrait, form))
    return content.getvalue()


def _metadata(portrait: Portrait, form: str) -> dict[str, Any]:
    """A title and a description for readers that see no picture; no date."""
    words = {"Title": portrait.title, "Description": "; ".join(portrait.notes)}
    return words | ({"Date": None, "Creator": "grader"} if form == "svg" else {"Software": "grader"})


def _figure(portrait: Portrait) -> Figure:
    width = _WIDTHS.get(len(portrait.panels), 11.6)
    notes = "\n".join(portrait.notes)
    title = fill(portrait.title, int(width * 9.5))
    height = _HEIGHT + 0.2 * (len(portrait.notes) + title.count("\n"))
    figure = Figure(figsize=(width, height), facecolor="white")
    FigureCanvasAgg(figure)
    left, head = 0.35 / width, 1 - 0.28 / height
    figure.text(left, head, title, size=13.5, weight="bold", color=_INK, va="top", parse_math=False)
    under = head - (0.34 + 0.22 * title.count("\n")) / height
    figure.text(left, under, notes, size=10, color=_GREY, va="top", linespacing=1.45, parse_math=False)
    bottom = 1.05 if any(panel.same_scale for panel in portrait.panels) else 0.68
    top = under - (0.21 * len(portrait.notes) + 0.45) / height
    widest = [1.0 if panel.same_scale else 1.15 for panel in portrait.panels]
    grid = figure.add_gridspec(
        1, len(portrait.panels), width_ratios=widest, left=0.95 / width, right=1 - 0.35 / width,
        bottom=bottom / height, top=top, wspace=0.24,
    )  # fmt: skip
    for column, panel in enumerate(portrait.panels):
        _draw(figure.add_subplot(grid[0, column]), panel)
    return figure


def _draw(axes: Axes, panel: Panel) -> None:
    axes.set_title(panel.title, loc="left", size=10.5, color=_INK, pad=8, parse_math=False)
    for curve, style in zip(panel.curves, _styles(panel.curves), strict=True):
        _curve(axes, curve, style)
    for axis, drawn_axis in ((panel.x, axes.xaxis), (panel.y, axes.yaxis)):
        drawn_axis.set_label_text(axis.title)
        if axis.whole:
            drawn_axis.set_major_locator(MaxNLocator(8, integer=True, steps=_ROUND))
        if axis.powers_of_ten:
            drawn_axis.set_major_locator(MaxNLocator(8, integer=True, steps=_ROUND))
            drawn_axis.set_major_formatter(FuncFormatter(_power))
    if panel.same_scale:
        axes.set_aspect("equal", adjustable="datalim")
        axes.xaxis.set_major_locator(MaxNLocator(5, steps=_ROUND))
        axes.yaxis.set_major_locator(MaxNLocator(5, steps=_ROUND))
    else:
        axes.margins(x=0.02)
    if panel.mark is not None:
        _mark(axes, panel)
    _plain(axes)
    _legend(axes, below=panel.same_scale)


def _styles(curves: Sequence[Curve]) -> Iterator[dict[str, Any]]:
    """Colour, line and marker for each curve."""
    colours, markers, dashes, phase = cycle(_COLOURS), cycle(_MARKERS), cycle(_DASHES), count()
    for curve in curves:
        if curve.look is Look.GUIDE:
            yield {"color": _GREY, "ls": ":", "lw": 1.4, "zorder": 1.5}
        elif curve.look is Look.BOUND:
            yield {"color": next(colours), "ls": next(dashes), "lw": 1.9, "zorder": 3.5}  # over a line it equals
        elif curve.look is Look.DOTS:
            yield {"color": next(colours), "ls": "", "marker": next(markers), "ms": 5.5, "alpha": 0.75, "zorder": 3,
                   "mec": "white", "mew": 0.5}  # fmt: skip
        else:
            every = max(1, len(curve.x) // 12)
            start = next(phase) * every // 3 % every
            yield {"color": next(colours), "ls": "-", "lw": 2, "marker": next(markers), "ms": 6, "zorder": 3,
                   "markevery": (start, every), "mec": "white", "mew": 0.6}  # fmt: skip


def _curve(axes: Axes, curve: Curve, style: dict[str, Any]) -> None:
    """The curve where it is finite; at the edge, triangles for zeros of a logarithmic axis and for infinities."""
    shown = [y if math.isfinite(y) else math.nan for y in curve.y]
    axes.plot(curve.x, shown, label=curve.label, **style)
    if curve.look is Look.GUIDE:
        return
    points = list(zip(curve.x, curve.y, strict=True))
    _at_the_edge(axes, [x for x, y in points if y == -math.inf], 0.0, "v", f"{curve.label}: exactly 0", style)
    strange = [x for x, y in points if math.isnan(y) or y == math.inf]
    _at_the_edge(axes, strange, 1.0, "^", f"{curve.label}: not finite", style)


def _at_the_edge(
    axes: Axes, xs: Sequence[float], height: float, marker: str, label: str, style: dict[str, Any]
) -> None:
    if not xs:
        return
    few = xs[:: math.ceil(len(xs) / _MOST_TRIANGLES)]
    axes.plot(few, [height] * len(few), transform=axes.get_xaxis_transform(), clip_on=False, ls="", zorder=4,
              color=style["color"], marker=marker, ms=6, label=label)  # fmt: skip


def _mark(axes: Axes, panel: Panel) -> None:
    assert panel.mark is not None  # noqa: S101  asked by the caller
    xs = [x for curve in panel.curves for x in curve.x]
    late = panel.mark.x > (min(xs) + max(xs)) / 2
    axes.axvline(panel.mark.x, color=_GREY, lw=1, ls=(0, (2, 2)), zorder=1)
    axes.annotate(
        panel.mark.label, (panel.mark.x, 0.0), xycoords=("data", "axes fraction"), xytext=(-6 if late else 6, 8),
        textcoords="offset points", ha="right" if late else "left", size=10, color=_INK,
    )  # fmt: skip


def _plain(axes: Axes) -> None:
    axes.grid(color=_PALE, lw=0.8)
    axes.set_axisbelow(True)
    axes.spines[["top", "right"]].set_visible(False)
    axes.tick_params(length=3.5, labelcolor=_INK)


def _legend(axes: Axes, below: bool) -> None:
    """Where the curves leave room; below a plane, whose points may lie anywhere."""
    place = {"loc": "upper center", "bbox_to_anchor": (0.5, -0.13), "ncols": 3} if below else {"loc": "best"}
    legend = axes.legend(frameon=True, framealpha=0.9, edgecolor="none", fontsize=10, handlelength=2.4, **place)
    for text in legend.get_texts():
        text.set_parse_math(False)


def _power(exponent: float, _: int | None = None) -> str:
    return "1" if exponent == 0 else f"$10^{{{exponent:.0f}}}$"
