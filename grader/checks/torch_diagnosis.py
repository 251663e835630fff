"""`torch_diagnosis`: norms at every hidden state, clipping in place, truncation by detaching, and a verdict.

The functions run in the worker, called by grader.inside.drivers_diagnosis with tensors made from the arrays below. What
comes back are arrays and facts. The stand-ins at the end say in numpy what the solution returns through those drivers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from grader.checks.check import ANSWERS, HARDER_VALUES, UNCHANGED, Case, Check, Given, Steps, Subject
from grader.checks.facts import reports
from grader.checks.reading import Arrays
from grader.checks.rungs import agrees, answers, refuses
from grader.numeric.cases import contraction, dense

Array = np.ndarray
Arguments = tuple[Any, ...]

PRELOADS = ("torch",)
# Importing torch takes 1 to 2 s, and much longer from a cold disk. Memory as always: 64 MiB beside torch are enough.
LIMITS = {"load_wall_seconds": 60.0, "file_wall_seconds": 90.0, "call_wall_seconds": 5.0}


# Inputs


def _cell(
    rng: np.random.Generator, D: int, H: int, norm: float = 1.2, keep: float = 0.0, spread: float = 0.5
) -> Arguments:
    """(W_xh, W_hh, b, keep) of a cell that no input below saturates."""
    return dense(rng, H, D, scale=0.4), contraction(rng, H, norm, spread), dense(rng, H, scale=0.3), keep


def _run(rng: np.random.Generator, T: int, N: int, D: int, H: int, **cell: float) -> Arguments:
    """(W_xh, W_hh, b, keep, xs, h0): a cell and what it reads."""
    return *_cell(rng, D, H, **cell), dense(rng, T, N, D, scale=0.6), 0.6 * np.tanh(dense(rng, N, H))


def _norms_of(tensors: str, single: bool = False, **sizes: Any) -> Callable[[np.random.Generator], Arguments]:
    def make(rng: np.random.Generator) -> Arguments:
        made = (*_run(rng, **sizes), tensors)
        return tuple(_as_float32(one) for one in made) if single else made

    return make


def _as_float32(value: Any) -> Any:
    return value.astype(np.float32) if isinstance(value, np.ndarray) else value


def _truncated(window: int, **sizes: Any) -> Callable[[np.random.Generator], Arguments]:
    """A run, a window, and a loss with a coefficient of its own for every entry of the last state."""
    return lambda rng: (*_run(rng, **sizes), window, dense(rng, sizes["N"], sizes["H"]))


SHAPES = ((4, 3), (5,), (2, 2, 3))


def _clipped(
    *norms: float | None, max_norm: float, given: str = "list", single: bool = False
) -> Callable[[np.random.Generator], Arguments]:
    """Parameters whose gradients are as long as they are told to be; None for a parameter without one."""

    def make(rng: np.random.Generator) -> Arguments:
        weights, grads = [], []
        for shape, norm in zip(SHAPES * 2, norms, strict=False):
            weight, grad = dense(rng, *shape), dense(rng, *shape)
            weights.append(_as_float32(weight) if single else weight)
            scaled = None if norm is None else grad * (norm / np.linalg.norm(grad))
            grads.append(_as_float32(scaled) if single else scaled)
        return weights, grads, max_norm, given

    return make


def _triangle(rng: np.random.Generator) -> Arguments:
    """Gradients of the norm 7, which is 2**2 + 3**2 + 6**2 without rounding."""
    grads = [np.array([[2.0, -3.0]]), np.array([-6.0])]
    return [dense(rng, 1, 2), dense(rng, 1)], grads, 7.0, "list"


def _rate(factor: float, T: int, size: float = 1.0) -> Callable[[np.random.Generator], Arguments]:
    """T + 1 norms that change by `factor` with every step back, with some noise between the ends."""

    def make(rng: np.random.Generator) -> Arguments:
        norms = size * factor ** np.arange(T, -1.0, -1.0)
        norms[1:-1] *= np.exp(0.3 * rng.standard_normal(T - 1))
        return (norms,)

    return make


def _norms(*values: float) -> Callable[[np.random.Generator], Arguments]:
    return lambda rng: (np.array(values),)


# Checks of what only these drivers report


def _plainly(check: Check, note: bool = True) -> Check:
    """Ask the same, and say nothing of the driver's other facts; without `note`, nothing of float32 either."""

    def steps(given: Given) -> Steps:
        finding = yield from check.steps(given)
        return replace(finding, others="", note=finding.note if note else "")

    return replace(check, steps=steps)


_BITS = {16: "float16", 32: "float32", 64: "float64"}


def _form(got: Arrays, want: Arrays) -> str:
    bits, wanted = int(got["bits"]), int(want["bits"])
    if bits == 0:
        return "norms is no tensor"
    if bits != wanted:
        return f"norms is {_BITS.get(bits, f'a tensor of {bits} bits')}, and h0 is {_BITS[wanted]}"
    return "norms still requires a gradient" if got["attached"] else ""


_WATCHED = ("the cell's W_xh", "the cell's W_hh", "the cell's b", "xs", "h0")
_BECAME = ("", "was None before the call and is a gradient after it", "has other numbers after the call", "is gone")


def _traces(got: Arrays, want: Arrays) -> str:
    for name, (changed, grad, turned) in zip(_WATCHED, got["left"].tolist(), strict=True):
        if changed:
            return f"{name} has other numbers after the call"
        if grad:
            return f"{name}.grad {_BECAME[int(grad) % len(_BECAME)] or 'is another after the call'}"
        if turned:
            return f"{name}.requires_grad is another after the call"
    return ""


def _borrowed(got: Arrays, want: Arrays) -> str:
    return "torch.nn.utils does the work" if got["used"] else ""


def _in_place(got: Arrays, want: Arrays) -> str:
    for number, (same, numbers, requires) in enumerate(got["kept"].tolist()):
        if not same:
            return f"parameters[{number}].grad is another tensor after the call"
        if not numbers:
            return f"parameters[{number}] itself has other numbers after the call"
        if not requires:
            return f"parameters[{number}].requires_grad is another after the call"
    return ""


# hidden_gradient_norms

HIDDEN = Subject("hidden_gradient_norms", ("norms", "bits", "attached", "left"))


def _hidden(name: str, tensors: str = "new", **sizes: Any) -> Case:
    return Case(name, _norms_of(tensors, **sizes), {"norms": 0}, driver="hidden_gradient_norms")


TANH = _hidden("a tanh cell", T=7, N=2, D=3, H=5)
LEAKY = _hidden("a cell that keeps 0.8 of its state", T=6, N=3, D=2, H=4, keep=0.8)
USED = _hidden("tensors that hold gradients from before", "used", T=7, N=2, D=3, H=4)
FROZEN = _hidden("a frozen cell", "frozen", T=5, N=3, D=2, H=4, keep=0.3)
LONG = _hidden("30 steps", T=30, N=2, D=3, H=4, norm=0.25, spread=0.3)
SINGLE = _hidden("float32", T=6, N=3, D=2, H=4, norm=0.9, single=True)
HIDDEN_EDGES = (
    _hidden("no steps", T=0, N=2, D=3, H=4),
    _hidden("one step", T=1, N=3, D=2, H=4),
    _hidden("one unit and one sequence", T=4, N=1, D=2, H=1, norm=0.7),
)

# clip_grad_norm_

CLIP = Subject("clip_grad_norm_", ("norm", "grads", "kept", "used"))


def _clip(name: str, make: Callable[[np.random.Generator], Arguments]) -> Case:
    return Case(name, make, driver="clip_grad_norm_")


THREE = _clip("a norm above max_norm", _clipped(4.0, 0.9, 2.0, max_norm=1.3))
ITERATOR = _clip(
    "an iterator over parameters, two of them without a gradient",
    _clipped(None, 3.0, 0.7, 5.0, None, max_norm=2.0, given="iterator"),
)
FAR = _clip("a norm far above max_norm", _clipped(30.0, 2.0, max_norm=0.05))
# 1.5, 1.2 and 0.83 together have the norm 2.1; their sum, and the norm's square, lie above max_norm.
BELOW = _clip("a norm below max_norm", _clipped(1.5, 1.2, 0.83, max_norm=2.6, given="iterator"))
WELL_BELOW = _clip("a norm well below max_norm", _clipped(0.1, 0.2, 0.15, max_norm=0.8))
CLIP_EDGES = (
    _clip("a norm exactly at max_norm", _triangle),
    _clip("zeros as gradients", _clipped(0.0, 0.0, max_norm=0.5)),
    _clip("no gradient at all", _clipped(None, None, max_norm=1.5, given="iterator")),
    _clip("no parameters", _clipped(max_norm=1.5)),
    _clip("float32", _clipped(2.0, None, 3.0, max_norm=1.7, single=True)),
)

# run_truncated

TRUNCATED = Subject("run_truncated", ("last", "xs.grad"))


def _window(name: str, window: int, T: int, keep: float = 0.0) -> Case:
    return Case(name, _truncated(window, T=T, N=2, D=3, H=5, keep=keep), {"xs.grad": 0}, driver="run_truncated")


RAGGED = _window("windows of 4 in 11 steps", 4, 11)
EVEN = _window("windows of 4 in 12 steps", 4, 12)
KEEPING = _window("windows of 3 in 8 steps, a cell that keeps 0.6", 3, 8, keep=0.6)
TRUNCATED_EDGES = (
    _window("windows of one step", 1, 6),
    _window("two windows of one step", 1, 2),
    _window("a window of all 6 steps", 6, 6),
    _window("a window longer than the sequence", 9, 5),
    _window("no steps", 2, 0),
)
REFUSED = (_window("a window of 0", 0, 5), _window("a window of -2", -2, 5))

# diagnose

VERDICT = Subject("diagnose", ("verdict",), exact=True)


def _curve(name: str, make: Callable[[np.random.Generator], Arguments]) -> Case:
    return Case(name, make, driver="diagnose")


FALLING = _curve("norms that halve with every step back", _rate(0.5, 20))
# (factor per step back, steps, norm at the last state). Beside the thresholds, never on them: 0.9 has no exact float.
CHANGES = (
    *((0.89, 12, 1.0), (0.91, 30, 1.0), (0.97, 50, 1.0), (1.0, 6, 1.0), (1.03, 50, 1.0), (1.09, 30, 1.0)),
    *((1.11, 12, 1.0), (1.5, 20, 1.0), (0.88, 2, 1.0), (1.12, 2, 1.0), (0.87, 1, 1.0), (1.2, 1, 1.0)),
    *((1.0, 1, 1.0), (0.8, 12, 1e6), (1.25, 12, 1e-9)),
)
RATES = (
    FALLING,
    *(
        _curve(f"norms that change by {factor} with every step back, {T} steps", _rate(factor, T, size))
        for factor, T, size in CHANGES
    ),
    _curve("tiny norms that hardly change", _rate(0.99, 10, 1e-12)),
    _curve("huge norms that hardly change", _rate(1.01, 10, 1e12)),
    _curve("a hump between ends alike", _norms(1.0, 1e3, 1e6, 1e3, 1.0)),
    _curve("a dip between ends alike", _norms(1.0, 1e-8, 1e-9, 1e-4, 1.0)),
    _curve("one large step back at the end", _norms(1e-8, 1.0, 1.0, 1.0, 1.0, 1.0)),
)
SPECIAL = (
    _curve("a NaN between sound norms", _norms(1.0, np.nan, 1.0)),
    _curve("a NaN at h0", _norms(np.nan, 0.5, 1.0)),
    _curve("an infinity at h0", _norms(np.inf, 1e200, 1.0)),
    _curve("an infinity at the last state", _norms(1e-9, 1e-3, np.inf)),
    _curve("a zero at h0", _norms(0.0, 1e-30, 1.0)),
    _curve("a zero at the last state", _norms(1.0, 0.5, 0.0)),
    _curve("zeros only", _norms(0.0, 0.0, 0.0)),
    _curve("a zero in the middle", _norms(1.0, 0.0, 1.0)),
    _curve("a zero at h0 and a NaN", _norms(0.0, np.nan, 1.0)),
    _curve("a zero at h0 and an infinity", _norms(0.0, 1.0, np.inf)),
    _curve("a ratio that overflows", _norms(1e200, 1.0, 1e-200)),
    _curve("a ratio that underflows", _norms(1e-200, 1.0, 1e200)),
)

CHECKS = (
    answers(HIDDEN, TANH, id="torch_diagnosis.norms_returns", title="returns T + 1 norms", points=0.5),
    _plainly(
        agrees(
            HIDDEN,
            (TANH, LEAKY),
            output="norms",
            id="torch_diagnosis.norms_match",
            title="the norm agrees at every step, h0 included",
            points=2,
        )
    ),
    _plainly(
        agrees(
            HIDDEN,
            (LONG,),
            output="norms",
            rung=HARDER_VALUES,
            id="torch_diagnosis.norms_after_30_steps",
            title="the norms agree after 30 steps, below 1e-20",
            points=1,
        )
    ),
    _plainly(
        agrees(
            HIDDEN,
            (USED, FROZEN),
            output="norms",
            rung=HARDER_VALUES,
            id="torch_diagnosis.norms_of_used_tensors",
            title="old gradients and frozen cells do not matter",
            points=0.75,
        )
    ),
    _plainly(
        agrees(
            HIDDEN,
            HIDDEN_EDGES,
            output="norms",
            rung=HARDER_VALUES,
            id="torch_diagnosis.norms_edges",
            title="no steps, one step, one unit work",
            points=0.5,
        )
    ),
    reports(
        HIDDEN,
        (TANH, SINGLE, USED),
        "bits",
        _form,
        id="torch_diagnosis.norms_form",
        title="the result is a tensor of h0's dtype that requires no gradient",
        points=0.75,
        rung=HARDER_VALUES,
    ),
    reports(
        HIDDEN,
        (TANH, USED, FROZEN),
        "left",
        _traces,
        id="torch_diagnosis.norms_leave_no_trace",
        title="every .grad and requires_grad is as before",
        points=1,
        rung=UNCHANGED,
    ),
    answers(
        CLIP,
        THREE,
        id="torch_diagnosis.clip_returns",
        title="returns a number and keeps the gradients' shapes",
        points=0.5,
    ),
    reports(
        CLIP,
        (THREE, ITERATOR),
        "used",
        _borrowed,
        id="torch_diagnosis.clip_is_its_own",
        title="works without torch.nn.utils",
        points=0.5,
        rung=ANSWERS,
    ),
    _plainly(
        agrees(
            CLIP,
            (THREE, ITERATOR, BELOW),
            output="norm",
            id="torch_diagnosis.clip_norm_matches",
            title="the norm is the one before clipping, of all gradients together",
            points=1,
        ),
        note=False,
    ),
    _plainly(
        agrees(
            CLIP,
            (THREE, ITERATOR, FAR, BELOW, WELL_BELOW),
            output="grads",
            id="torch_diagnosis.clip_gradients_match",
            title="long gradients get the length max_norm, short ones stay",
            points=1.5,
        ),
        note=False,
    ),
    _plainly(
        agrees(
            CLIP,
            CLIP_EDGES,
            rung=HARDER_VALUES,
            id="torch_diagnosis.clip_edges",
            title="a norm at max_norm, zeros, no gradient, no parameters and float32 work",
            points=0.5,
        ),
        note=False,
    ),
    reports(
        CLIP,
        (THREE, ITERATOR),
        "kept",
        _in_place,
        id="torch_diagnosis.clip_in_place",
        title="the gradient tensors are the same objects, and nothing else has changed",
        points=0.5,
        rung=UNCHANGED,
    ),
    answers(TRUNCATED, RAGGED, id="torch_diagnosis.truncated_returns", title="returns the last state", points=0.25),
    agrees(
        TRUNCATED,
        (RAGGED, EVEN, KEEPING),
        output="last",
        id="torch_diagnosis.truncated_state_matches",
        title="the last state is that of an uncut run",
        points=0.5,
    ),
    agrees(
        TRUNCATED,
        (RAGGED, EVEN, KEEPING),
        output="xs.grad",
        id="torch_diagnosis.truncated_gradient_matches",
        title="its gradient reaches the last window, and no further",
        points=1.25,
    ),
    agrees(
        TRUNCATED,
        TRUNCATED_EDGES,
        rung=HARDER_VALUES,
        id="torch_diagnosis.truncated_edges",
        title="windows of 1, of T, of more than T, and no steps work",
        points=0.5,
    ),
    refuses(
        TRUNCATED,
        REFUSED,
        "ValueError",
        id="torch_diagnosis.truncated_refuses",
        title="a window below 1 is refused",
        points=0.5,
    ),
    answers(
        VERDICT, FALLING, id="torch_diagnosis.diagnose_returns", title="calls norms that halve “vanishing”", points=0.25
    ),
    agrees(
        VERDICT,
        RATES,
        id="torch_diagnosis.diagnose_rates",
        title="the mean factor per step decides",
        points=1,
    ),
    agrees(
        VERDICT,
        SPECIAL,
        rung=HARDER_VALUES,
        id="torch_diagnosis.diagnose_special",
        title="NaN, infinities and zeros get their verdict",
        points=0.75,
    ),
)


# What the solution returns through the drivers, in numpy


def _forward(W_xh: Array, W_hh: Array, b: Array, keep: float, xs: Array, h0: Array) -> tuple[Array, Array]:
    """All states (T+1, N, H), and what came out of the tanh at each step, (T, N, H)."""
    states, squashed = [np.asarray(h0, np.float64)], []
    for x in np.asarray(xs, np.float64):
        squashed.append(np.tanh(x @ W_xh.T + states[-1] @ W_hh.T + b))
        states.append(keep * states[-1] + (1 - keep) * squashed[-1])
    return np.array(states), np.array(squashed)


def _back(dh: Array, squashed: Array, W_hh: Array, keep: float) -> tuple[Array, Array]:
    """One step back: (the error inside the tanh, the gradient at the state before)."""
    da = (1 - keep) * dh * (1 - squashed**2)
    return da, keep * dh + da @ W_hh


def hidden_gradient_norms(
    W_xh: Array, W_hh: Array, b: Array, keep: float, xs: Array, h0: Array, tensors: str
) -> tuple[Array, int, bool, Array]:
    """As the driver of that name."""
    _, squashed = _forward(W_xh, W_hh, b, keep, xs, h0)
    dh = np.ones(h0.shape)
    norms = [float(np.linalg.norm(dh))]
    for s in squashed[::-1]:
        _, dh = _back(dh, s, W_hh, keep)
        norms.append(float(np.linalg.norm(dh)))
    return np.array(norms[::-1]), 8 * h0.itemsize, False, np.zeros((5, 3))


def clip_grad_norm_(
    parameters: list[Array], grads: list[Array | None], max_norm: float, given: str
) -> tuple[float, list[Array], Array, bool]:
    """As the driver of that name."""
    present = [np.asarray(grad, np.float64) for grad in grads if grad is not None]
    norm = float(np.sqrt(sum(np.sum(grad**2) for grad in present)))
    factor = max_norm / norm if norm > max_norm else 1.0
    return norm, [factor * grad for grad in present], np.ones((len(parameters), 3), bool), False


def run_truncated(
    W_xh: Array, W_hh: Array, b: Array, keep: float, xs: Array, h0: Array, window: int, dlast: Array
) -> tuple[Array, Array]:
    """As the driver of that name."""
    if window < 1:
        raise ValueError("a window has at least one step")
    states, squashed = _forward(W_xh, W_hh, b, keep, xs, h0)
    dxs, dh = np.zeros(xs.shape), dlast
    T = len(xs)
    for t in reversed(range(max(T - 1, 0) // window * window, T)):
        da, dh = _back(dh, squashed[t], W_hh, keep)
        dxs[t] = da @ W_xh
    return states[-1], dxs


def diagnose(norms: Array) -> str:
    """As the driver of that name."""
    if not np.all(np.isfinite(norms)):
        return "exploding"
    if norms[0] == 0 or norms[-1] == 0:
        return "vanishing" if norms[0] == 0 else "exploding"
    log = (np.log(norms[0]) - np.log(norms[-1])) / (len(norms) - 1)
    return "vanishing" if log < np.log(0.9) else "exploding" if log > np.log(1.1) else "healthy"


STAND_INS: dict[str, Callable[..., Any]] = {
    "hidden_gradient_norms": hidden_gradient_norms,
    "clip_grad_norm_": clip_grad_norm_,
    "run_truncated": run_truncated,
    "diagnose": diagnose,
}
