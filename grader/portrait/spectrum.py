"""Where the eigenvalues and the singular values lie, of the weights and of what one step makes of them."""

from __future__ import annotations

import math

import numpy as np

from grader.course.load import load_solution
from grader.course.model import Course
from grader.portrait.curves import Axis, Curve, Look, Panel, Portrait, counted, steps_curve
from grader.portrait.journey import journey, step_jacobian
from grader.portrait.weights import Weights

_SETTLED = 50  # steps after which nothing reminds of the zeros that the states began with
_MEANING = "a radius is the factor per step in the long run, a norm the most that one step can do"
_CIRCLE = [2 * math.pi * k / 120 for k in range(121)]


def spectrum(course: Course, weights: Weights, activation: str, seed: int, gate_bias: float) -> Portrait:
    """Return the eigenvalues in the complex plane, and the singular values in order of size."""
    run = journey(course, weights, activation, _SETTLED, seed, gate_bias)
    matrices = {"one step's Jacobian": step_jacobian(run.pulls[-1], run.size)}
    if weights.cell == "rnn":
        matrices = {"W_hh": weights.matrix, **matrices}
    network = f"{activation} network" if weights.cell == "rnn" else weights.cell.upper()
    title = f"Eigenvalues and singular values: {network}, {counted(weights.hidden, 'unit')}, {weights.name}"
    sizes = tuple(_sizes(course, name, matrix) for name, matrix in matrices.items())
    return Portrait(title, (_plane(matrices), _in_order(matrices)), (*sizes, _MEANING))


def _plane(matrices: dict[str, np.ndarray]) -> Panel:
    curves = [Curve(name, *_points(np.linalg.eigvals(matrix)), Look.DOTS) for name, matrix in matrices.items()]
    circle = Curve("|λ| = 1", tuple(map(math.cos, _CIRCLE)), tuple(map(math.sin, _CIRCLE)), Look.GUIDE)
    return Panel("eigenvalues", Axis("real part"), Axis("imaginary part"), (*curves, circle), same_scale=True)


def _points(values: np.ndarray) -> tuple[tuple[float, ...], tuple[float, ...]]:
    return tuple(values.real.tolist()), tuple(values.imag.tolist())


def _in_order(matrices: dict[str, np.ndarray]) -> Panel:
    sizes = {name: np.linalg.svd(matrix, compute_uv=False) for name, matrix in matrices.items()}
    curves = [_ranked(name, values) for name, values in sizes.items()]
    longest = max(map(len, sizes.values()))
    one = Curve("length kept", (1.0, max(2.0, longest)), (1.0, 1.0), Look.GUIDE)
    return Panel("singular values", Axis("rank", whole=True), Axis("factor"), (*curves, one))


def _ranked(name: str, values: np.ndarray) -> Curve:
    curve = steps_curve(name, values.tolist(), Look.DOTS)
    return Curve(name, tuple(k + 1 for k in curve.x), curve.y, Look.DOTS)


def _sizes(course: Course, name: str, matrix: np.ndarray) -> str:
    """Both sizes of a matrix, as the course's own functions measure them."""
    solution = load_solution(course, "spectrum")
    radius, norm = solution.spectral_radius(matrix), solution.spectral_norm(matrix)
    return f"{name}: spectral radius {radius:.3g}, spectral norm {norm:.3g}"
