"""Is this answer that answer? Relative, per array and per time step, and never with an absolute tolerance.

`np.allclose` accepts all zeros for every gradient below 1e-8. Here small is relative: a step's error is measured
against that step. An absolute floor is allowed in one case only, where the natural formula's own rounding demands
it (8 ulp of 1 for 1 - tanh(z)**2), and the caller must say so with `floor`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

LIMIT = 1e-9  # float64 in another order of summation: 1.4e-14 measured at T = 60, 1.7e-12 at T = 200
SINGLE_LIMIT = 1e-5  # float32: 5.8e-6 measured at T = 60

_FLOAT = np.finfo(np.float64)
# Below tiny / eps = 1e-292 float64 itself loses digits: where the number format ends, not a tolerance.
_END_OF_FLOAT = float(_FLOAT.tiny / _FLOAT.eps)


@dataclass(frozen=True)
class Difference:
    """Where two arrays of one shape part.

    Attributes:
        index: The entry to show: the worst of the step to look at.
        got: The learner's entry.
        want: Ours.
        step: The first wrong step in the walking direction; None when the array has no steps.
        error: That step's relative error: 1 is a step of zeros, 2 one of opposite sign.
        ratio: got / want when it is the same for all entries; else None.
    """

    index: tuple[int, ...]
    got: float
    want: float
    step: int | None
    error: float
    ratio: float | None


def step_errors(got: np.ndarray, want: np.ndarray, axis: int = 0, floor: float | np.ndarray = 0.0) -> np.ndarray:
    """Relative error of every step along `axis`.

    For step t, with max over all other axes::

        error[t] = max(|got[t] - want[t]| - floor) / max(max|got[t]|, max|want[t]|)

    0 is a perfect step, 1 a step of zeros, 2 a step of opposite sign. Two steps of zeros agree, and so do equal
    infinities and two NaNs.

    Args:
        got: The learner's array.
        want: Ours.
        axis: Which axis counts the steps.
        floor: Absolute slack that the formula's own rounding takes, 0 unless there is a reason.

    Shapes:
        got, want: the same
        floor: any that broadcasts to it
        returns: (got.shape[axis],)

    Raises:
        ValueError: The shapes differ. Ask about shapes before asking about values.

    Source:
        https://cs231n.github.io/neural-networks-3/#gradcheck, taken per step and with no 1e-8.

    >>> step_errors(np.array([0.0, 0.0, 1e-20]), np.array([0.0, 3e-25, 2e-20]))
    array([0. , 1. , 0.5])
    """
    if got.shape != want.shape:
        raise ValueError(f"shapes {got.shape} and {want.shape} differ")
    got, want = np.asarray(got, np.float64), np.asarray(want, np.float64)
    distance = _distance(got, want)
    size = np.maximum(_finite_sizes(got), _finite_sizes(want))
    if np.any(floor):
        distance = np.maximum(distance - floor, 0.0)
    others = tuple(other for other in range(got.ndim) if other != axis % got.ndim)
    worst = distance.max(axis=others, initial=0.0)
    with np.errstate(over="ignore"):
        return np.asarray(worst / np.maximum(size.max(axis=others, initial=0.0), _END_OF_FLOAT))


def first_difference(
    got: np.ndarray,
    want: np.ndarray,
    *,
    limit: float = LIMIT,
    axis: int | None = None,
    backward: bool = True,
    each: bool = False,
    floor: float | np.ndarray = 0.0,
) -> Difference | None:
    """Return where two arrays part, or None when they agree.

    Args:
        got: The learner's array.
        want: Ours, of the same shape.
        limit: The relative error that still counts as equal.
        axis: The time axis; None compares the array as one step.
        backward: Report the latest wrong step (a gradient's walk), else the earliest.
        each: Every entry is a step of its own (independent numbers, as in an element-wise function).
        floor: As in `step_errors`.
    """
    errors = _errors(got, want, axis, each, floor)
    wrong = np.flatnonzero(errors > limit)
    if wrong.size == 0:
        return None
    if each:
        index = tuple(int(i) for i in np.unravel_index(int(wrong[0]), got.shape))
        return _difference(got, want, index, None, float(errors[wrong[0]]))
    walked, wanted = _walked(got, axis), _walked(want, axis)
    step = int(wrong[-1] if backward else wrong[0])
    inner = np.unravel_index(int(np.argmax(_distance(walked[step], wanted[step]))), walked.shape[1:])
    entry = [int(i) for i in inner]
    if axis is not None:
        entry.insert(axis % got.ndim, step)
    return _difference(got, want, tuple(entry), None if axis is None else step, float(errors[step]))


def agree(
    got: np.ndarray,
    want: np.ndarray,
    *,
    limit: float = LIMIT,
    axis: int | None = None,
    each: bool = False,
    floor: float | np.ndarray = 0.0,
) -> bool:
    """Return whether `first_difference` finds none, in half its time."""
    return not bool((_errors(got, want, axis, each, floor) > limit).any())


def _errors(got: np.ndarray, want: np.ndarray, axis: int | None, each: bool, floor: float | np.ndarray) -> np.ndarray:
    """The error of every step, of the one there is without an axis, or of each entry in order."""
    if each:
        return step_errors(got.reshape(-1), want.reshape(-1), 0, np.broadcast_to(floor, want.shape).reshape(-1))
    return step_errors(_walked(got, axis), _walked(want, axis), 0, floor)


def _walked(array: np.ndarray, axis: int | None) -> np.ndarray:
    """The array with its steps along the first axis."""
    return array[np.newaxis] if axis is None else np.moveaxis(array, axis, 0)


def step_norms(array: np.ndarray, axis: int) -> np.ndarray:
    """Return the Euclidean norm of every step along `axis`, safe where squares underflow.

    Shapes:
        returns: (array.shape[axis],)
    """
    rows = np.moveaxis(np.asarray(array, np.float64), axis, 0).reshape(array.shape[axis], -1)
    scale = np.abs(rows).max(axis=1, initial=0.0)
    safe = np.where(scale > 0, scale, 1.0)
    with np.errstate(over="ignore"):  # hostile answers reach 1.8e308: an infinite norm says so
        return np.asarray(scale * np.sqrt(((rows / safe[:, np.newaxis]) ** 2).sum(axis=1)))


def _finite_sizes(array: np.ndarray) -> np.ndarray:
    """An infinity that agrees must not make its whole step look small beside it: finite entries give the size."""
    sizes = np.abs(array)
    finite = np.isfinite(sizes)
    return sizes if finite.all() else np.where(finite, sizes, 0.0)


def _distance(got: np.ndarray, want: np.ndarray) -> np.ndarray:
    """|got - want|, 0 between equal infinities or NaNs and infinite beside a NaN that only one side has."""
    with np.errstate(invalid="ignore", over="ignore"):
        distance = np.abs(np.asarray(got, np.float64) - np.asarray(want, np.float64))
    if np.isfinite(distance).all():  # so was everything
        return np.asarray(distance)
    same = (got == want) | (np.isnan(got) & np.isnan(want))
    return np.where(same, 0.0, np.where(np.isnan(distance), np.inf, distance))


def _difference(
    got: np.ndarray, want: np.ndarray, index: tuple[int, ...], step: int | None, error: float
) -> Difference:
    return Difference(index, float(got[index]), float(want[index]), step, error, _constant_ratio(got, want))


def _constant_ratio(got: np.ndarray, want: np.ndarray) -> float | None:
    """Return got / want when all entries share it: T, 1/T, 2, 1/2, -1 are diagnoses."""
    got, want = np.asarray(got, np.float64).reshape(-1), np.asarray(want, np.float64).reshape(-1)
    known = want != 0
    if known.sum() < 2 or np.any(got[~known] != 0) or not np.all(np.isfinite(got)):
        return None
    with np.errstate(all="ignore"):  # hostile answers reach 1.8e308
        ratios = got[known] / want[known]
        same = bool(np.ptp(ratios) <= 1e-6 * np.abs(ratios).max()) and np.all(np.isfinite(ratios))
    return float(ratios[0]) if same else None


# The natural formula 1 - tanh(z)**2 cancels: its rounding is 8 ulp of 1, whatever small number is left.
TANH_PRIME_SLACK = 8 * float(_FLOAT.eps)
