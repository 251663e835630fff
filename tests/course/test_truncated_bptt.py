"""`truncated_bptt` against torch, which detaches; against full backpropagation of each window; against 60 digits."""

from __future__ import annotations

from typing import Any

import mpmath
import numpy as np
import pytest
import torch
from helpers import rubric_of
from hypothesis import given
from hypothesis import strategies as st

from grader.checks.truncated_bptt import CUT_LOSSES, FADING, LAGS, LONE_LOSS
from grader.course.find import course_root
from grader.course.load import load_course, load_solution
from grader.numeric.cases import contraction, dense, generator
from grader.numeric.compare import first_difference, step_errors

COURSE = load_course(course_root())
truncated_bptt = load_solution(COURSE, "truncated_bptt").truncated_bptt
bptt = load_solution(COURSE, "bptt").bptt

Arrays = tuple[np.ndarray, ...]
SIZES = st.tuples(*[st.integers(low, high) for low, high in ((0, 9), (1, 4), (1, 5), (1, 11), (0, 10_000))])


def network(T: int, D: int, H: int, seed: int, norm: float = 1.1) -> tuple[Arrays, np.ndarray]:
    """(xs, hs, dhs, W_xh, W_hh) of a forward pass, and its bias."""
    rng = np.random.default_rng(seed)
    W_xh, W_hh, b = dense(rng, H, D, scale=0.4), contraction(rng, H, norm), dense(rng, H, scale=0.3)
    xs, hs = dense(rng, T, D), [np.tanh(dense(rng, H))]
    for x in xs:
        hs.append(np.tanh(W_xh @ x + W_hh @ hs[-1] + b))
    return (xs, np.array(hs), dense(rng, T, H), W_xh, W_hh), b


def agree(got: Any, want: Any) -> None:
    assert len(got) == len(want) == 4
    for one, other in zip(got, want, strict=True):
        assert first_difference(np.asarray(one), np.asarray(other)) is None


# Laws


@given(SIZES)
def test_detaching_the_state_at_each_cut_gives_the_same_gradients(sizes: tuple[int, ...]) -> None:
    T, D, H, window, seed = sizes
    arguments, b = network(T, D, H, seed)
    xs, hs, dhs, W_xh, W_hh = (torch.tensor(a) for a in arguments)
    leaves = [leaf.clone().requires_grad_() for leaf in (W_xh, W_hh, torch.tensor(b), hs[0])]
    U, W, bias, h = leaves
    loss = sum(leaf.sum() * 0 for leaf in leaves)
    for t in range(T):
        if t % window == 0 and t > 0:
            h = h.detach()
        h = torch.tanh(U @ xs[t] + W @ h + bias)
        loss = loss + dhs[t] @ h

    wanted = torch.autograd.grad(loss, leaves)

    agree(truncated_bptt(*arguments, window), [one.numpy() for one in wanted])


@given(SIZES)
def test_each_window_is_full_backpropagation_of_its_own_slice(sizes: tuple[int, ...]) -> None:
    T, D, H, window, seed = sizes
    xs, hs, dhs, W_xh, W_hh = network(T, D, H, seed)[0]
    parts = [
        bptt(xs[a : a + window], hs[a : a + window + 1], dhs[a : a + window], W_xh, W_hh)
        for a in range(0, max(T, 1), window)
    ]

    summed = [sum(part[i] for part in parts) for i in range(3)]

    agree(truncated_bptt(xs, hs, dhs, W_xh, W_hh, window), [*summed, parts[0][3]])


@given(SIZES)
def test_a_window_of_the_whole_sequence_or_more_is_full_backpropagation(sizes: tuple[int, ...]) -> None:
    T, D, H, more, seed = sizes
    arguments, _ = network(T, D, H, seed)

    agree(truncated_bptt(*arguments, max(T, 1)), bptt(*arguments))
    agree(truncated_bptt(*arguments, T + more), bptt(*arguments))


@given(SIZES)
def test_the_gradients_are_linear_in_the_direct_gradients(sizes: tuple[int, ...]) -> None:
    T, D, H, window, seed = sizes
    xs, hs, dhs, W_xh, W_hh = network(T, D, H, seed)[0]
    other = dense(np.random.default_rng(seed + 1), T, H)

    def gradients(d: np.ndarray) -> Any:
        return truncated_bptt(xs, hs, d, W_xh, W_hh, window)

    both = [2 * one - 3 * two for one, two in zip(gradients(dhs), gradients(other), strict=True)]
    scale = [
        np.abs(one).max(initial=0) + np.abs(two).max(initial=0) for one, two in zip(gradients(dhs), both, strict=True)
    ]
    for got, want, size in zip(gradients(2 * dhs - 3 * other), both, scale, strict=True):
        assert np.abs(got - want).max(initial=0) <= 1e-13 * (1 + T) * size


@given(SIZES)
def test_a_loss_moves_its_own_window_and_nothing_before_it(sizes: tuple[int, ...]) -> None:
    T, _, H, window, seed = sizes
    if T == 0:
        return
    (xs, hs, dhs, W_xh, W_hh), _ = network(T, T, H, seed)
    xs = np.diag(np.random.default_rng(seed).uniform(0.5, 1.5, T))  # column t of dW_xh is step t's
    last_loss = np.zeros((T, H))
    last_loss[-1] = dhs[-1]

    dW_xh, _, _, dh0 = truncated_bptt(xs, hs, last_loss, W_xh, W_hh, window)

    heard = [bool(column.any()) for column in dW_xh.T]
    first = (T - 1) // window * window
    assert heard == [t >= first for t in range(T)]
    assert dh0.any() == (first == 0)


def test_a_lag_of_d_is_heard_at_k_minus_d_of_every_k_places() -> None:
    """The lesson's sentence: credit over d steps survives at (k - d) / k of all places."""
    T, window, H = 60, 20, 3
    (_, hs, dhs, W_xh, W_hh), _ = network(T, T, H, 5)
    xs = np.eye(T)
    heard = np.zeros((T, T), bool)
    for s in range(T):
        one = np.zeros((T, H))
        one[s] = dhs[s]
        heard[s] = truncated_bptt(xs, hs, one, W_xh, W_hh, window)[0].any(axis=0)

    def share(lag: int) -> tuple[int, int]:
        return sum(bool(heard[t + lag, t]) for t in range(T - lag)), T // window * max(0, window - lag)

    assert [got for got, _ in map(share, (0, 10, 19, 20, 30))] == [want for _, want in map(share, (0, 10, 19, 20, 30))]


@pytest.mark.parametrize("seed", range(3))
def test_short_windows_keep_most_of_the_direction_when_every_step_has_a_loss(seed: int) -> None:
    """The lesson's numbers: 32 units, singular values 0.8, 200 steps; cosines near 0.98 and 0.86."""
    rng = np.random.default_rng(seed)
    W_xh, W_hh = dense(rng, 32, 8, scale=0.3), contraction(rng, 32, 0.8, spread=0.0)
    xs, hs = dense(rng, 200, 8), [np.zeros(32)]
    for x in xs:
        hs.append(np.tanh(W_xh @ x + W_hh @ hs[-1]))
    arguments = (xs, np.array(hs), np.tile(rng.standard_normal(32), (200, 1)), W_xh, W_hh)
    full, ten, one = (truncated_bptt(*arguments, window)[1] for window in (200, 10, 1))

    def cosine(dW: np.ndarray) -> float:
        return float(np.sum(dW * full) / np.linalg.norm(dW) / np.linalg.norm(full))

    assert 0.97 < cosine(ten) < 0.99
    assert 0.84 < cosine(one) < 0.88


# Long horizons


def exact(T: int, window: int, w: float, h: float) -> tuple[Any, Any]:
    """(dW_hh, dh0): one unit whose states are all h, a loss of 1 at the end of each window; sums of powers."""
    state, slope = mpmath.mpf(h), 1 - mpmath.mpf(h) ** 2
    factor = mpmath.mpf(w) * slope
    windows = [min(window, T - start) for start in range(0, T, window)]
    dW_hh = sum(slope * state * factor**k for n in windows for k in range(n))
    return dW_hh, factor ** windows[0]


@pytest.mark.parametrize(("T", "window"), [(40, 20), (90, 40), (200, 70), (300, 100), (120, 500)])
def test_what_reaches_h0_is_right_far_below_1e_minus_30(T: int, window: int) -> None:
    dhs = np.zeros((T, 1))
    dhs[window - 1 :: window] = dhs[-1] = 1.0
    arguments = (np.zeros((T, 1)), np.full((T + 1, 1), 0.75), dhs, np.ones((1, 1)), np.array([[0.3]]))

    _, dW_hh, _, dh0 = truncated_bptt(*arguments, window)

    with mpmath.workdps(60):
        want_dW, want_dh0 = exact(T, window, 0.3, 0.75)
        assert abs(mpmath.mpf(float(dW_hh[0, 0])) / want_dW - 1) < 1e-13
        assert abs(mpmath.mpf(float(dh0[0])) / want_dh0 - 1) < 1e-12
    assert 0 < dh0[0] < (1e-30 if window >= 40 else 1e-15)


def test_states_may_be_strided_views() -> None:
    arguments, _ = network(7, 3, 4, 2)
    strided = [np.asfortranarray(np.repeat(a, 2, axis=-1))[..., ::2] for a in arguments]

    agree(truncated_bptt(*strided, 3), truncated_bptt(*arguments, 3))


@pytest.mark.parametrize("window", [0, -1, -7])
def test_a_window_below_1_is_refused(window: int) -> None:
    arguments, _ = network(5, 3, 4, 2)

    with pytest.raises(ValueError, match=str(window)):
        truncated_bptt(*arguments, window)


def test_arguments_come_back_as_they_were() -> None:
    arguments, _ = network(9, 3, 4, 2)
    before = [a.tobytes() for a in arguments]

    truncated_bptt(*arguments, 4)

    assert [a.tobytes() for a in arguments] == before


# The inputs of the checks


@pytest.mark.parametrize("seed", range(5))
def test_every_lag_that_is_asked_for_is_alive_and_every_other_is_exactly_zero(seed: int) -> None:
    for case, first in ((LAGS, 0), (LONE_LOSS, 18), (CUT_LOSSES, 0)):
        arguments = case.make(generator(seed, "truncated_bptt", case.name))
        columns = np.abs(truncated_bptt(*arguments)[0]).max(axis=0)[:24]
        assert (columns[first:] > 1e-12).all()
        assert (columns[:first] == 0).all()
    dh0 = truncated_bptt(*FADING.make(generator(seed, "truncated_bptt", FADING.name)))[3]
    assert 1e-30 < np.abs(dh0).max() < 1e-20


def test_the_exercise_is_worth_ten_points() -> None:
    assert sum(check.points for check in rubric_of("truncated_bptt").checks) == 10


def test_float32_and_float64_see_the_same_lags() -> None:
    arguments, _ = network(30, 3, 4, 8, norm=0.5)
    single = [a.astype(np.float32) for a in arguments]
    for got, want in zip(truncated_bptt(*single, 10), truncated_bptt(*arguments, 10), strict=True):
        assert (step_errors(np.asarray(got), want) < 1e-4).all()
