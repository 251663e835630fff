"""The comparison: it accepts what is right at every scale and rejects what is wrong at every scale."""

from __future__ import annotations

import functools
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from grader.numeric.compare import (
    LIMIT,
    SINGLE_LIMIT,
    TANH_PRIME_SLACK,
    agree,
    first_difference,
    step_errors,
    step_norms,
)

SCALES = [1.0, 1e-8, 1e-25, 1e-280]
H, T = 8, 60

# The table of style.md: a tanh RNN whose gradient falls from 1.3 to 1e-25 on the way back.


@functools.cache
def network() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(W, hs, dh_last): H = 8, every singular value of W 0.6, 60 steps of a forward pass."""
    rng = np.random.default_rng(7)
    left, _ = np.linalg.qr(rng.standard_normal((H, H)))
    right, _ = np.linalg.qr(rng.standard_normal((H, H)))
    W = 0.6 * left @ right
    hs = [np.zeros(H)]
    for _ in range(T):
        hs.append(np.tanh(W @ hs[-1] + rng.standard_normal(H)))
    return W, np.array(hs), rng.standard_normal(H)


def walk(step: Callable[[int, np.ndarray], np.ndarray], scale: float, dtype: type = np.float64) -> np.ndarray:
    """dh at every step, (T+1, H); step(t, dh) carries it from hs[t+1] to hs[t]."""
    _, _, dh_last = network()
    dh = np.zeros((T + 1, H), dtype)
    dh[T] = dh_last * scale
    for t in reversed(range(T)):
        dh[t] = step(t, dh[t + 1])
    return dh


def right(scale: float) -> np.ndarray:
    W, hs, _ = network()
    return walk(lambda t, dh: W.T @ (dh * (1 - hs[t + 1] ** 2)), scale)


def einsum(scale: float) -> np.ndarray:
    W, hs, _ = network()
    return walk(lambda t, dh: np.einsum("ij,i,i->j", W, 1 - hs[t + 1] ** 2, dh), scale)


def loops_backwards(scale: float) -> np.ndarray:
    W, hs, _ = network()

    def step(t: int, dh: np.ndarray) -> np.ndarray:
        return np.array(
            [sum(float(W[i, j] * (1 - hs[t + 1, i] ** 2) * dh[i]) for i in reversed(range(H))) for j in range(H)]
        )

    return walk(step, scale)


def jacobians(scale: float) -> np.ndarray:
    W, hs, _ = network()
    return walk(lambda t, dh: (np.diag(1 - hs[t + 1] ** 2) @ W).T @ dh, scale)


def zeros_before(t: int) -> Callable[[float], np.ndarray]:
    """Truncated: nothing arrives at step t or before."""

    def answer(scale: float) -> np.ndarray:
        dh = right(scale).copy()
        dh[: t + 1] = 0
        return dh

    return answer


def changed_before(t: int, change: Callable[[np.ndarray], np.ndarray]) -> Callable[[float], np.ndarray]:
    def answer(scale: float) -> np.ndarray:
        dh = right(scale).copy()
        dh[: t + 1] = change(dh[: t + 1])
        return dh

    return answer


def wrong_walk_before(t: int, name: str) -> Callable[[float], np.ndarray]:
    """Right down to step t+1, then a wrong formula for the rest of the way."""
    W, hs, _ = network()
    steps = {
        "no tanh'": lambda s, dh: W.T @ dh,
        "W for W.T": lambda s, dh: W @ (dh * (1 - hs[s + 1] ** 2)),
        "tanh' one step early": lambda s, dh: W.T @ (dh * (1 - hs[s] ** 2)),
    }

    def answer(scale: float) -> np.ndarray:
        return walk(
            lambda s, dh: steps[name](s, dh) if s <= t else W.T @ (dh * (1 - hs[s + 1] ** 2)),
            scale,
        )

    return answer


FROM = [T - 1, 40, 30, 20, 5]  # where the answer begins to be wrong: 1e0, 1e-4, 1e-9, 1e-14, 1e-22 of the start
WRONG = {
    "zeros": zeros_before,
    "sign flipped": lambda t: changed_before(t, np.negative),
    "times 10": lambda t: changed_before(t, lambda dh: 10 * dh),
    **{
        name: functools.partial(wrong_walk_before, name=name)
        for name in ("no tanh'", "W for W.T", "tanh' one step early")
    },
}


def test_the_network_of_the_table_vanishes_as_the_table_says():
    sizes = np.abs(right(1.0)).max(axis=1)

    assert 0.5 < sizes[T] < 5
    assert sizes[40] < 1e-5 and sizes[20] < 1e-13 and 0 < sizes[0] < 1e-20


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("answer", [einsum, loops_backwards, jacobians])
def test_a_right_answer_in_another_order_is_accepted_with_room_to_spare(answer, scale):
    got, want = answer(scale), right(scale)

    assert first_difference(got, want, axis=0) is None
    if scale > 1e-200:  # below tiny / eps the format itself loses digits
        assert step_errors(got, want).max() < LIMIT / 1000


# At 1e-280, float64 has no digits left for the steps before 40.
@pytest.mark.parametrize(
    ("begins", "scale"),
    [(t, scale) for t in FROM for scale in SCALES if t >= 40 or scale > 1e-200],
)
@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_answer_is_rejected_at_the_step_where_it_begins(name, begins, scale):
    got, want = WRONG[name](begins)(scale), right(scale)

    difference = first_difference(got, want, axis=0)

    assert difference is not None
    assert difference.step == difference.index[0] == begins
    assert difference.error > 0.01
    assert (difference.got, difference.want) == (got[difference.index], want[difference.index])


@pytest.mark.parametrize("begins", [20, 5])
@pytest.mark.parametrize("name", WRONG)
def test_popular_rules_accept_the_same_wrong_answers(name, begins):
    """Why the course has a rule of its own: the reason is measured here, not only told."""
    got, want = WRONG[name](begins)(1.0), right(1.0)

    assert np.allclose(got, want)  # noqa: TID251  the defendant
    assert np.abs(got - want).max() / np.abs(want).max() < 1e-9  # one relative error for the whole array


def test_float32_noise_passes_its_own_limit_and_not_float64s():
    W, hs, _ = (np.asarray(one, np.float32) for one in network())
    got = walk(lambda t, dh: W.T @ (dh * (1 - hs[t + 1] ** 2)), 1.0, np.float32)[20:]
    want = right(1.0)[20:]

    assert first_difference(got, want, axis=0, limit=SINGLE_LIMIT) is None
    assert first_difference(got, want, axis=0) is not None


# Landmarks and laws

steps = hnp.arrays(np.float64, (5, 3), elements=st.floats(-1e3, 1e3).map(lambda x: x if abs(x) > 1e-3 else 1.0))


@given(steps, st.sampled_from(SCALES))
def test_0_is_perfect_1_is_zeros_2_is_the_opposite_sign(array, scale):
    array = array * scale

    assert step_errors(array, array).tolist() == [0] * 5
    assert step_errors(0 * array, array).tolist() == [1] * 5
    assert step_errors(-array, array).tolist() == [2] * 5


@given(steps, steps, st.integers(-900, 0))
def test_the_error_does_not_depend_on_the_scale(got, want, exponent):
    factor = 2.0**exponent

    assert step_errors(got * factor, want * factor).tolist() == step_errors(got, want).tolist()


@given(steps, steps)
def test_the_error_is_symmetric(got, want):
    assert step_errors(got, want).tolist() == step_errors(want, got).tolist()


@given(steps, st.integers(0, 4), st.sampled_from(SCALES))
def test_only_the_touched_step_is_wrong(array, step, scale):
    want = array * scale
    got = want.copy()
    got[step] *= 1.001

    assert np.flatnonzero(step_errors(got, want) > LIMIT).tolist() == [step]


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize(("relative", "accepted"), [(0.5e-9, True), (2e-9, False)])
def test_the_limit_lies_between_half_and_twice_a_billionth(scale, relative, accepted):
    want = np.array([1.0, 2.0]) * scale

    assert (first_difference(want * (1 + relative), want) is None) == accepted


@pytest.mark.parametrize("scale", SCALES)
def test_the_first_wrong_step_is_the_latest_on_the_way_back_and_the_earliest_on_the_way_there(scale):
    want = np.ones((6, 2)) * scale
    got = want.copy()
    got[[1, 4]] *= 1.5

    assert first_difference(got, want, axis=0).step == 4
    assert first_difference(got, want, axis=0, backward=False).step == 1


def test_the_time_axis_may_be_any_axis():
    want = np.arange(1.0, 25).reshape(2, 3, 4)
    got = want.copy()
    got[1, 2, 3] = 0

    for axis, step in [(0, 1), (1, 2), (2, 3), (-1, 3), (-2, 2)]:
        difference = first_difference(got, want, axis=axis)

        assert (difference.step, difference.index) == (step, (1, 2, 3))


def test_without_a_time_axis_there_is_no_step_and_the_worst_entry_is_shown():
    want = np.array([[1.0, 1.0], [1.0, 1.0]])
    difference = first_difference(np.array([[1.0, 1.1], [1.5, 1.0]]), want)

    assert (difference.step, difference.index, difference.got, difference.want) == (None, (1, 0), 1.5, 1.0)
    assert difference.error == 0.5 / 1.5


@pytest.mark.parametrize("scale", SCALES)
def test_each_entry_for_itself_finds_a_small_wrong_entry_beside_a_large_right_one(scale):
    want = np.array([[1.0, 1e-12], [1.0, 1.0]]) * scale
    got = want.copy()
    got[0, 1] *= 2

    assert first_difference(got, want) is None  # hidden by its neighbours
    assert first_difference(got, want, each=True).index == (0, 1)


def test_a_number_without_axes_is_one_step():
    assert first_difference(np.array(1.0), np.array(1.0)) is None
    assert first_difference(np.array(1.5), np.array(1.0)).index == ()
    assert first_difference(np.array(1.5), np.array(1.0), each=True).index == ()


# NaN, infinities, zeros, nothing

INF, NAN = np.inf, np.nan


@pytest.mark.parametrize(
    ("got", "want", "error"),
    [
        ([0.0], [0.0], 0),
        ([0.0], [-0.0], 0),
        ([INF], [INF], 0),
        ([NAN], [NAN], 0),
        ([INF], [-INF], INF),
        ([INF], [1.0], INF),
        ([1.0], [INF], INF),
        ([NAN], [1.0], INF),
        ([1.0], [NAN], INF),
        ([NAN], [INF], INF),
        ([NAN, 1.0], [1.0, 1.0], INF),
        ([0.0], [1e-280], 1),
        ([1.7e308], [-1.7e308], INF),
    ],
)
def test_an_infinity_or_nan_agrees_with_itself_and_with_nothing_else(got, want, error):
    got, want = np.array([got]), np.array([want])

    assert step_errors(got, want).tolist() == [error]
    assert (first_difference(got, want) is None) == (error == 0)
    assert (first_difference(got, want, each=True) is None) == (error == 0)


def test_an_infinity_that_agrees_hides_no_wrong_neighbour():
    got, want = np.array([[INF, 1.0]]), np.array([[INF, 2.0]])

    assert first_difference(got, want) is not None


def test_below_the_end_of_the_float_format_nothing_is_told_apart():
    assert first_difference(np.array([3e-308]), np.array([2e-308])) is None
    assert first_difference(np.array([3e-290]), np.array([2e-290])) is not None


@pytest.mark.parametrize("shape", [(0,), (0, 3), (3, 0), (2, 0, 4)])
@pytest.mark.parametrize("each", [True, False])
def test_empty_arrays_agree(shape, each):
    empty = np.zeros(shape)

    assert first_difference(empty, empty, each=each) is None
    assert first_difference(empty, empty, axis=0) is None


def test_steps_without_entries_have_no_error():
    assert step_errors(np.zeros((3, 0)), np.zeros((3, 0))).tolist() == [0, 0, 0]
    assert step_errors(np.zeros((0, 3)), np.zeros((0, 3))).tolist() == []


def test_integers_and_bools_are_compared_as_numbers():
    assert first_difference(np.array([1, 2]), np.array([1.0, 2.0])) is None
    assert first_difference(np.array([True]), np.array([1.0])) is None
    assert first_difference(np.array([2**62]), np.array([2.0**62])) is None
    assert first_difference(np.array([-1], np.int8), np.array([255], np.uint8)) is not None


def test_shapes_that_differ_are_refused():
    with pytest.raises(ValueError, match=r"shapes \(2,\) and \(3,\) differ"):
        step_errors(np.zeros(2), np.zeros(3))


odd = st.sampled_from([0.0, 1.0, 1.0 + 3e-10, 1.0 + 3e-9, 1e-20, -1.0, np.inf, -np.inf, np.nan, 1.8e308])


@given(
    hnp.arrays(np.float64, (3, 2), elements=odd),
    hnp.arrays(np.float64, (3, 2), elements=odd),
    st.sampled_from([{}, {"each": True}, {"axis": 0}, {"axis": 1}]),
    st.sampled_from([0.0, 1e-15, 1.5]),
)
def test_arrays_agree_when_there_is_no_first_difference(got, want, how, floor):
    assert agree(got, want, floor=floor, **how) == (first_difference(got, want, floor=floor, **how) is None)
    assert agree(got, got, floor=floor, **how)


# Floors: only where a caller names one


def test_without_a_floor_no_difference_is_too_small():
    assert first_difference(np.array([1e-30, 0.0]), np.array([2e-30, 0.0])) is not None


def test_a_floor_is_subtracted_from_the_distance_and_not_from_the_size():
    want = np.array([1.0])

    assert first_difference(want + 1e-6, want, floor=1e-6 + 1e-12) is None
    assert first_difference(want + 1e-6, want, floor=1e-7) is not None


@pytest.mark.parametrize("each", [True, False])
def test_a_floor_may_differ_from_entry_to_entry(each):
    want, floor = np.array([[1.0, 1.0]]), np.array([[1e-3, 0.0]])

    assert first_difference(want + np.array([[5e-4, 0]]), want, floor=floor, each=each) is None
    assert first_difference(want + np.array([[0, 5e-4]]), want, floor=floor, each=each).index == (0, 1)


def test_the_slack_of_tanh_prime_takes_the_natural_formulas_rounding_and_no_more():
    z = np.linspace(-20, 20, 401)
    want = 1 / np.cosh(z) ** 2

    assert first_difference(1 - np.tanh(z) ** 2, want, each=True) is not None
    assert first_difference(1 - np.tanh(z) ** 2, want, each=True, floor=TANH_PRIME_SLACK) is None
    assert first_difference(1 - np.tanh(z), want, each=True, floor=TANH_PRIME_SLACK) is not None


# A constant ratio is a diagnosis


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("ratio", [2, 0.5, -1, 10, 60, 1 / 60, 0])
def test_a_ratio_that_all_entries_share_is_reported(ratio, scale):
    want = np.array([[1.0, -2.0], [0.0, 4.0]]) * scale

    assert abs(first_difference(want * ratio, want).ratio - ratio) <= 1e-9 * abs(ratio)


@pytest.mark.parametrize(
    ("got", "want"),
    [
        ([2.0, 5.0], [1.0, 2.0]),  # not the same
        ([2.0, 1.0], [1.0, 0.0]),  # something where there should be nothing
        ([2.0], [1.0]),  # one entry shares its ratio with nobody
        ([INF, 2.0], [1.0, 1.0]),
        ([NAN, 2.0], [1.0, 1.0]),
        ([1e200, 1e200], [1e-200, 1e-200]),  # the ratio overflows
    ],
)
def test_no_ratio_is_reported_where_there_is_none(got, want):
    assert first_difference(np.array(got), np.array(want)).ratio is None


# Norms of steps: what the pictures draw


@pytest.mark.parametrize("scale", [*SCALES, 1e300])
def test_the_norm_of_a_step_neither_underflows_nor_overflows(scale):
    norms = step_norms(np.array([[3.0, 4.0], [0.0, 0.0]]) * scale, 0)

    assert abs(norms[0] - 5 * scale) <= 1e-12 * scale
    assert norms[1] == 0


def test_the_norm_of_a_step_is_taken_over_all_other_axes():
    assert step_norms(np.ones((2, 3, 4)), 1).tolist() == [np.sqrt(8)] * 3
    assert step_norms(np.zeros((3, 0)), 0).tolist() == [0, 0, 0]
