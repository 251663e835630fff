"""How a gradient decays on its way back: measured, with what theory says beside it."""

from __future__ import annotations

import numpy as np

from grader.course.load import load_solution
from grader.course.model import Course
from grader.portrait.curves import Axis, Curve, Look, Panel, Portrait, counted, in_words, steps_curve
from grader.portrait.gates import along_the_path
from grader.portrait.journey import STEEPEST, Journey, journey, log_norms, step_jacobian, unit_gradient
from grader.portrait.weights import Weights

STEPS_BACK = Axis("way back from the loss", "steps", whole=True)
_LEFT = Axis("norm of the gradient", "1 at the loss", powers_of_ten=True)
_SAME = 0.01  # a radius that close to the norm draws the same line


def decay(course: Course, weights: Weights, activation: str, steps: int, seed: int, gate_bias: float) -> Portrait:
    """Return the norm of a gradient 0, 1, ..., `steps` steps before the loss, on a logarithmic axis."""
    run = journey(course, weights, activation, steps, seed, gate_bias)
    if weights.cell == "rnn":
        curves, notes = _rnn(course, run, weights, activation, seed)
        network = f"{activation} network"
    elif weights.cell == "gru":
        curves, notes = _gru(course, run, seed)
        network = f"GRU, update bias {gate_bias:g}"
    else:
        curves, notes = _lstm(course, run, seed)
        network = f"LSTM, forget bias {gate_bias:g}"
    title = f"How the gradient decays: {network}, {counted(weights.hidden, 'unit')}"
    return Portrait(title, (Panel(weights.name, STEPS_BACK, _LEFT, curves),), notes)


Drawn = tuple[tuple[Curve, ...], tuple[str, ...]]


def _rnn(course: Course, run: Journey, weights: Weights, activation: str, seed: int) -> Drawn:
    """The measurement, the bound from the norm of W_hh, and what its eigenvalues seem to promise."""
    spectrum, gamma, W_hh = load_solution(course, "spectrum"), STEEPEST[activation], weights.matrix
    steps = np.arange(len(run.pulls) + 1)
    measured = log_norms(run.pulls, unit_gradient(run.size, seed))
    bound = _powers(spectrum.jacobian_bound(W_hh, gamma, 1), steps)
    curves = [steps_curve("measured", measured), steps_curve("bound: (slope × norm)^steps", bound, Look.BOUND)]
    radius, norm = spectrum.spectral_radius(W_hh), spectrum.spectral_norm(W_hh)
    if radius < norm * (1 - _SAME):
        guide = _powers(gamma * radius, steps)
        curves.append(steps_curve("eigenvalues: (slope × radius)^steps", guide, Look.GUIDE))
    return tuple(curves), (_left(measured, "the bound allows", bound), _promise(course, W_hh, gamma))


def _promise(course: Course, W_hh: np.ndarray, gamma: float) -> str:
    """What the bound is good for."""
    spectrum = load_solution(course, "spectrum")
    factor = f"steepest slope {gamma:g} × spectral norm {spectrum.spectral_norm(W_hh):.3g}"
    if spectrum.must_vanish(W_hh, gamma):
        return f"{factor} is below 1: it must vanish on any input"
    return f"{factor} is not below 1: the bound promises nothing"


def _gru(course: Course, run: Journey, seed: int) -> Drawn:
    norm = load_solution(course, "spectrum").spectral_norm
    measured = log_norms(run.pulls, unit_gradient(run.size, seed))
    with np.errstate(divide="ignore"):  # a step that lets nothing through
        logs = np.log10([norm(step_jacobian(pull, run.size)) for pull in reversed(run.pulls)])
    bound = [0.0, *np.cumsum(logs).tolist()]
    curves = (
        steps_curve("measured", measured),
        steps_curve("bound: product of the steps' norms", bound, Look.BOUND),
        steps_curve("update gates alone", along_the_path(course, run.kept), Look.GUIDE),
    )
    return curves, (_left(measured, "the bound allows", bound),)


def _lstm(course: Course, run: Journey, seed: int) -> Drawn:
    """The gradient of h and c for a loss on the last c, and what the forget gates alone bring back."""
    cell = unit_gradient(run.size // 2, seed)
    measured = log_norms(run.pulls, np.concatenate([np.zeros_like(cell), cell]))
    alone = along_the_path(course, run.kept)
    curves = (steps_curve("measured, all ways", measured), steps_curve("forget gates alone", alone, Look.BOUND))
    more = "forget gates alone are no bound: h feeds the gates, and that is a way back, too"
    return curves, (_left(measured, "the forget gates alone bring", alone), more)


def _powers(base: float, steps: np.ndarray) -> list[float]:
    """log10(base**k) for every k, far beyond the smallest float; 0 to the 0th is 1."""
    with np.errstate(divide="ignore"):
        return [0.0, *(steps[1:] * np.log10(base)).tolist()]


def _left(measured: list[float], beside: str, other: list[float]) -> str:
    steps = counted(len(measured) - 1, "step")
    return f"{steps} back, {in_words(measured[-1])} of it is left; {beside} {in_words(other[-1])}"
