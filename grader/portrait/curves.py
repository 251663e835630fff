"""What a picture is before anybody draws it: curves on axes, and what there is to say about them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Look(StrEnum):
    """What a curve is; whoever draws it decides on colours, markers and line styles."""

    MEASURED = "measured"  # a line with markers
    BOUND = "bound"  # a dashed line: what theory, or the reference, says beside a measurement
    GUIDE = "guide"  # a thin dotted line to compare with; not data
    DOTS = "dots"  # points that no line connects


@dataclass(frozen=True)
class Curve:
    """Points with a name. On an axis of powers of ten a value is its log10: -inf is 0, and 1e-2000 is no problem."""

    label: str
    x: tuple[float, ...]
    y: tuple[float, ...]
    look: Look = Look.MEASURED


@dataclass(frozen=True)
class Axis:
    """One direction: what it shows and in which unit.

    Attributes:
        powers_of_ten: The values are exponents of ten.
        whole: Only whole numbers mean something here: steps, ranks.
    """

    label: str
    unit: str = ""
    powers_of_ten: bool = False
    whole: bool = False

    @property
    def title(self) -> str:
        """The label with its unit."""
        return f"{self.label} [{self.unit}]" if self.unit else self.label


@dataclass(frozen=True)
class Mark:
    """A place on the x axis to look at."""

    x: float
    label: str


@dataclass(frozen=True)
class Panel:
    """Curves on one pair of axes. `same_scale`: a step to the right is as long as a step up, as in a plane."""

    title: str
    x: Axis
    y: Axis
    curves: tuple[Curve, ...]
    mark: Mark | None = None
    same_scale: bool = False


@dataclass(frozen=True)
class Portrait:
    """Panels side by side, and sentences that say what there is to see."""

    title: str
    panels: tuple[Panel, ...]
    notes: tuple[str, ...] = ()


def steps_curve(label: str, values: Sequence[float], look: Look = Look.MEASURED) -> Curve:
    """Return a curve with one value for each of the steps 0, 1, 2, ..."""
    return Curve(label, tuple(map(float, range(len(values)))), tuple(map(float, values)), look)


def counted(number: int, thing: str) -> str:
    """Return "1 step", "2 steps"."""
    return f"{number} {thing}{'s' * (number != 1)}"


def in_words(log: float) -> str:
    """Return a number, given as its log10, in two digits.

    >>> in_words(-4.57), in_words(-512.3), in_words(0.0), in_words(-math.inf)
    ('2.7e-05', '5e-513', '1', '0')
    """
    if not -300 < log < 300:
        if not math.isfinite(log):
            return "0" if log < 0 else str(log)
        return f"{10 ** (log - math.floor(log)):.1g}e{math.floor(log)}"
    return f"{10**log:.2g}"
