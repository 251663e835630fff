"""The class's gradients over time as a bundle: each different curve once, over the reference, by family."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from grader.record import picture_of
from grader.render.svg import BOTTOM, HEIGHT, Plot, drawing, grid, line, plot_of
from grader.verdict import Picture

_ALIKE = 0.02  # decades: 5 %
_TURN = 0.01  # decades per step: what a slope must differ by, to be another slope
_MOST_CURVES = 200

TRUNCATED, NOT_FINITE, LARGER, SMALLER, SHIFTED, SAME = (
    "exactly 0 where something should arrive: truncated, or never carried",
    "not finite",
    "larger with every step back: a factor is missing, or too large",
    "smaller with every step back: a factor too many, or too small",
    "about as steep as the reference, and of another size",
    "as large as the reference: other entries, or another sign",
)
FAMILIES = (TRUNCATED, LARGER, SMALLER, SHIFTED, NOT_FINITE, SAME)


def family_of(picture: Picture) -> str:
    """Return which family of wrong gradients a picture belongs to."""
    pairs = list(zip(picture.got, picture.want, strict=True))
    if any(got == -math.inf and math.isfinite(want) for got, want in pairs):
        return TRUNCATED
    if any(not math.isfinite(got) and math.isfinite(want) for got, want in pairs):
        return NOT_FINITE
    away = [got - want for got, want in pairs if math.isfinite(got) and math.isfinite(want)]
    if not away or max(map(abs, away)) < _ALIKE:
        return SAME
    turn = _slope(away) * (-1 if picture.backward else 1)
    if abs(turn) < _TURN:
        return SHIFTED
    return LARGER if turn > 0 else SMALLER


def _slope(values: Sequence[float]) -> float:
    """Least squares over 0, 1, 2 …; 0 for a single value."""
    middle = (len(values) - 1) / 2
    spread = sum((at - middle) ** 2 for at in range(len(values)))
    mean = sum(values) / len(values)
    return sum((at - middle) * (value - mean) for at, value in enumerate(values)) / spread if spread else 0.0


@dataclass
class Bundle:
    """One check's wrong curves. `curves` counts answers, `says` the ideas behind each family."""

    exercise: str
    function: str
    title: str
    reference: Picture
    curves: Counter[tuple[float, ...]] = field(default_factory=Counter)
    families: dict[tuple[float, ...], str] = field(default_factory=dict)
    says: dict[str, Counter[str]] = field(default_factory=dict)

    def add(self, picture: Picture, says: str) -> None:
        """Add one answer's curve."""
        family = self.families.setdefault(picture.got, family_of(picture))
        self.curves[picture.got] += 1
        self.says.setdefault(family, Counter())[says] += 1

    @property
    def answers(self) -> int:
        """How many answers are drawn."""
        return sum(self.curves.values())

    def counted(self) -> list[tuple[str, int, str]]:
        """Each family with its answers and the idea most of them have ("" where none was recognised)."""
        found = []
        for family in FAMILIES:
            count = sum(number for curve, number in self.curves.items() if self.families[curve] == family)
            said = [(says, number) for says, number in self.says.get(family, Counter()).most_common(2) if says]
            if count:
                found.append((family, count, said[0][0] if said else ""))
        return found


class Bundles:
    """All bundles of a class. Answers to different inputs are never drawn over one reference."""

    def __init__(self) -> None:
        self._found: dict[tuple[Any, ...], Bundle] = {}

    def add(self, exercise: str, check: Mapping[str, Any], says: str) -> None:
        """Add a check that fell short and has a picture."""
        picture = picture_of(check["picture"])
        if not picture.backward:
            return  # a state over time, no gradient
        key = (exercise, check["id"], picture.title, picture.want)
        known = self._found.setdefault(key, Bundle(exercise, check["function"], check["title"], picture))
        known.add(picture, says)

    def largest(self, order: Sequence[str]) -> list[Bundle]:
        """Return the largest bundle of each function that has one, in the order of the exercises."""
        best: dict[tuple[str, str], Bundle] = {}
        for one in self._found.values():
            key = (one.exercise, one.function)
            if key not in best or one.answers > best[key].answers:
                best[key] = one
        return sorted(best.values(), key=lambda one: (order.index(one.exercise), one.function))


def bundle_svg(bundle: Bundle) -> str:
    """Return the bundle as one `<svg>` element; "" when nothing in it is finite."""
    shown = [curve for curve, _ in bundle.curves.most_common(_MOST_CURVES)]
    want = bundle.reference.want
    plot = plot_of([want, *shown], len(want), bundle.reference.counts)
    if plot is None:
        return ""
    parts = [*grid(plot)]
    for curve in reversed(shown):
        number = FAMILIES.index(bundle.families[curve]) + 1
        parts.append(_drawn(plot, curve, number, bundle.curves[curve] / bundle.answers))
    parts.append(f'<path class="reference" d="{line(plot, want)}"/>')
    words = "; ".join(f"{count} {family}" for family, count, _ in bundle.counted())
    return drawing(f"{bundle.function}, {bundle.reference.title}: {words}", parts)


def _drawn(plot: Plot, curve: Sequence[float], number: int, share: float) -> str:
    """A curve, the wider the more answers have it, down to the floor where it is exactly 0."""
    width = 1 + round(3 * math.sqrt(share), 1)
    floor = HEIGHT - BOTTOM - 2
    zeros = "".join(f"M{plot.x(step) - 2} {floor}h4" for step, value in enumerate(curve) if value == -math.inf)
    return f'<path class="family family-{number}" stroke-width="{width}" d="{line(plot, curve)}{zeros}"/>'
