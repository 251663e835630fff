"""How far each bias of the gate that keeps carries a gradient along the cell's own path."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from grader.course.load import load_solution
from grader.course.model import Course
from grader.portrait.curves import Axis, Panel, Portrait, counted, in_words, steps_curve
from grader.portrait.journey import journey
from grader.portrait.weights import Weights

_STRETCH = 16  # gates are above 1e-18, and 16 of them above the smallest float
_GATE = {"lstm": "forget", "gru": "update"}
_HALF = math.log10(0.5)


def gates(course: Course, weights: Weights, biases: Sequence[float], steps: int, seed: int) -> Portrait:
    """Return what is left of a gradient that goes back through the gates alone, a curve for each bias."""
    runs = {bias: journey(course, weights, "tanh", steps, seed, bias).kept for bias in dict.fromkeys(biases)}
    left = {bias: along_the_path(course, kept) for bias, kept in runs.items()}
    gate = _GATE[weights.cell]
    curves = [steps_curve(f"{gate} bias {bias:g}: {_gate(runs[bias])}", left[bias]) for bias in runs]
    x, y = (
        Axis("way back from the loss", "steps", whole=True),
        Axis("what is left in a typical unit", "", powers_of_ten=True),
    )
    title = f"How far each {gate} bias carries: {weights.cell.upper()} of {counted(weights.hidden, 'unit')}"
    notes = tuple(f"bias {bias:g}: {_reach(logs)}" for bias, logs in left.items())
    return Portrait(title, (Panel(weights.name, x, y, tuple(curves)),), notes)


def along_the_path(course: Course, kept: np.ndarray) -> list[float]:
    """Return log10 of the product of the last 0, 1, 2, ... gates, as its mean over the units.

    A product of thousands of gates is no float any more: stretches are, and they add up as logarithms.

    Shapes:
        kept: (T, H)
        returns: T+1 numbers
    """
    cell_gradient = load_solution(course, "lstm").cell_gradient
    later, logs = np.zeros(kept.shape[1]), [0.0]
    for stop in range(len(kept), 0, -_STRETCH):
        with np.errstate(divide="ignore"):  # a gate that is shut
            stretch = np.log10(cell_gradient(kept[max(0, stop - _STRETCH) : stop])[:-1]) + later
        logs += stretch.mean(axis=1)[::-1].tolist()
        later = stretch[0]
    return logs


def _gate(kept: np.ndarray) -> str:
    return f"gates near {np.median(kept):.2g}"


def _reach(logs: list[float]) -> str:
    """After how many steps less than one half is left."""
    below = next((k for k, log in enumerate(logs) if log < _HALF), None)
    steps = len(logs) - 1
    end = f"{in_words(logs[-1])} is left after {steps}"
    return f"less than half after {counted(below, 'step')}, {end}" if below else f"{end}, more than half"
