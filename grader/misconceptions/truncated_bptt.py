"""What people believe about truncation. Rows H of the bug catalogue, what reviews showed, and the walk's own slips.

The right walk is written once, below, with one opening per line that ideas get wrong; an idea fills one opening.
Where a cut lies is the opening that most of them fill: `shut(t)` says whether blame stops between step t and step t+1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from grader.misconceptions.misconception import misconception

Array = np.ndarray
Gradients = tuple[Array, Array, Array, Array]
Inputs = tuple[Array, Array, Array, Array, Array]  # xs, hs, dhs, W_xh, W_hh


def _need_a_window(window: int) -> None:
    if window < 1:
        raise ValueError("window must be at least 1")


def _walk(
    inputs: Inputs,
    shut: Callable[[int], bool],
    *,
    steps: Iterable[int] | None = None,
    slope: Callable[[int], Any] | None = None,
    pair: Callable[[int], Array] | None = None,
    back: Callable[[Array, Array], Array] | None = None,
    loss: Callable[[int], Array] | None = None,
) -> Gradients:
    """The walk with openings: where blame stops, the steps, the slope, the state paired, the carry, the losses."""
    xs, hs, dhs, W_xh, W_hh = inputs
    dW_xh, dW_hh, db = np.zeros(W_xh.shape), np.zeros(W_hh.shape), np.zeros(len(W_hh))
    carry = np.zeros(len(W_hh))
    for t in reversed(range(len(xs)) if steps is None else list(steps)):
        if shut(t):
            carry = np.zeros(len(W_hh))
        dh = (dhs[t] if loss is None else loss(t)) + carry
        da = dh * (1 - hs[t + 1] ** 2 if slope is None else slope(t))
        dW_xh += np.outer(da, xs[t])
        dW_hh += np.outer(da, hs[t] if pair is None else pair(t))
        db += da
        carry = W_hh.T @ da if back is None else back(da, dh)
    return dW_xh, dW_hh, db, carry


def _ends(window: int) -> Callable[[int], bool]:
    """The right cuts: behind the last step of each window."""
    _need_a_window(window)
    return lambda t: (t + 1) % window == 0


def _windows(T: int, window: int) -> list[range]:
    _need_a_window(window)
    return [range(start, min(start + window, T)) for start in range(0, T, window)]


def _each_window(inputs: Inputs, windows: Iterable[Iterable[int]]) -> list[Gradients]:
    """One walk per window, on its own."""
    return [_walk(inputs, lambda t: False, steps=steps) for steps in windows]


def _summed(parts: list[Gradients], inputs: Inputs) -> list[Array]:
    """The sums of dW_xh, dW_hh and db over windows; zeros without windows."""
    nothing = _walk(inputs, lambda t: False, steps=[])
    return [np.sum([part[i] for part in [nothing, *parts]], axis=0) for i in range(3)]


# Whether anything is cut


@misconception(
    "truncated_bptt",
    says="nothing is cut: this is full backpropagation",
    ask="Change an input two windows before the last loss: should the gradient notice?",
    looks="all four differ; right when the window is T or longer",
    tempting="the windows are there in the loop, and the carry walks through them all the same",
    source="catalogue H3",
)
def no_truncation(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array, window: int) -> Gradients:
    _need_a_window(window)
    return _walk((xs, hs, dhs, W_xh, W_hh), lambda t: False)


@misconception(
    "truncated_bptt",
    says="every step is cut off from the next",
    ask="How many steps back can one error travel in your version?",
    looks="all four differ; right for a window of one step",
    tempting="the carry is set to zero inside the loop over steps instead of the one over windows",
    source="catalogue H2",
)
def cut_at_every_step(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array, window: int) -> Gradients:
    _need_a_window(window)
    return _walk((xs, hs, dhs, W_xh, W_hh), lambda t: True)


@misconception(
    "truncated_bptt",
    says="only the last window is walked: earlier losses are never asked",
    ask="Which window answers for the loss at step 0?",
    looks="all four differ; right for a loss at the last step only, or when the window is T or longer",
    tempting="`look back k steps` sounds as if there were one place to look back from",
    source="seen in review",
)
def only_the_last_steps(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array, window: int) -> Gradients:
    _need_a_window(window)
    T = len(xs)
    return _walk((xs, hs, dhs, W_xh, W_hh), lambda t: False, steps=range(max(0, T - window), T))


@misconception(
    "truncated_bptt",
    says="only the last window is walked, and dh0 is zero because the walk does not get there",
    ask="Which window answers for the loss at step 0?",
    looks="all four differ; right when the window is T or longer",
    tempting="`look back k steps` sounds as if there were one place to look back from",
    source="seen in review, second form",
)
def only_the_last_steps_and_no_dh0(
    xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array, window: int
) -> Gradients:
    _need_a_window(window)
    T = len(xs)
    *sums, carry = _walk((xs, hs, dhs, W_xh, W_hh), lambda t: False, steps=range(max(0, T - window), T))
    return sums[0], sums[1], sums[2], carry if window >= T else np.zeros(len(W_hh))


@misconception(
    "truncated_bptt",
    says="only the first window is walked",
    ask="Which window answers for the loss at the last step?",
    looks="dh0 is right, the other three are too small",
    tempting="the function returns inside the loop over windows",
    source="seen in review",
)
def only_the_first_window(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array, window: int) -> Gradients:
    inputs = (xs, hs, dhs, W_xh, W_hh)
    return _each_window(inputs, [*_windows(len(xs), window), range(0)])[0]


# Where the cuts lie


@misconception(
    "truncated_bptt",
    says="every window is one step longer than asked for",
    ask="How many steps lie between two of your cuts?",
    looks="all four differ",
    tempting="a window from t to t + window, both ends included",
    source="catalogue H4",
)
def windows_one_longer(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array, window: int) -> Gradients:
    _need_a_window(window)
    return _walk((xs, hs, dhs, W_xh, W_hh), _ends(window + 1))


@misconception(
    "truncated_bptt",
    says="every window is one step shorter than asked for",
    ask="How many steps lie between two of your cuts?",
    looks="all four differ",
    tempting="a window of k steps has k - 1 arrows inside, and one counts arrows",
    source="catalogue H4, second form",
)
def windows_one_shorter(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array, window: int) -> Gradients:
    _need_a_window(window)
    return _walk((xs, hs, dhs, W_xh, W_hh), _ends(max(window - 1, 1)))


@misconception(
    "truncated_bptt",
    says="the first window has one step, and all later cuts lie one step late",
    ask="Print the first and the last t of each of your windows: which one does step 0 share?",
    looks="all four differ",
    tempting="t % window == 0 is where one looks for a window's border, and the line stands before the step's work",
    source="catalogue H4; seen in review",
)
def cut_behind_the_first_step(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array, window: int) -> Gradients:
    _need_a_window(window)
    return _walk((xs, hs, dhs, W_xh, W_hh), lambda t: t % window == 0)


@misconception(
    "truncated_bptt",
    says="the last step of a window is cut off from it: your cuts lie one step early",
    ask="Print the first and the last t of each of your windows: whose is step window - 1?",
    looks="all four differ; a window of one step is right but for dh0",
    tempting="the carry is dropped after the step at which a window ends, instead of before it",
    source="catalogue H4; seen in review",
)
def cut_before_the_last_step(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array, window: int) -> Gradients:
    *sums, carry = _walk((xs, hs, dhs, W_xh, W_hh), lambda t: _ends(window)(t + 1))
    kept = np.zeros(len(W_hh)) if window == 1 else carry
    return sums[0], sums[1], sums[2], kept


@misconception(
    "truncated_bptt",
    says="the windows are counted from the end, so that the first one is the short one",
    ask="With T = 8 and a window of 3, which steps does your first window hold?",
    looks="right when the window divides T",
    tempting="the walk starts at the end, and its counter with it",
    source="catalogue H5; many libraries count this way",
)
def counted_from_the_end(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array, window: int) -> Gradients:
    _need_a_window(window)
    T = len(xs)
    return _walk((xs, hs, dhs, W_xh, W_hh), lambda t: (T - 1 - t) % window == 0)


@misconception(
    "truncated_bptt",
    says="every loss walks back a full window of its own: your windows slide",
    ask="Does every loss get the same number of steps, or does it stop where its window began?",
    looks="all four are too large; right for a loss at the end of each window only",
    tempting="`backpropagate k steps` is how most texts put it, and it is BPTT(1, k)",
    source="catalogue H5",
)
def sliding_windows(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array, window: int) -> Gradients:
    return _sliding((xs, hs, dhs, W_xh, W_hh), window)


@misconception(
    "truncated_bptt",
    says="every loss walks back through a sliding window of its own, and that window is one step too long",
    ask="How many steps does the loss at step 6 walk back, and where does it stop?",
    looks="all four are too large",
    tempting="range(t - k, t + 1) is in a tutorial that many people learned this from",
    source="catalogue H4 and H5; seen in a tutorial",
)
def sliding_windows_one_longer(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array, window: int) -> Gradients:
    return _sliding((xs, hs, dhs, W_xh, W_hh), window + 1 if window > 0 else window)


def _sliding(inputs: Inputs, window: int) -> Gradients:
    """Each loss walks back `window` steps and no further, whatever the others do."""
    _need_a_window(window)
    dhs, W_hh = inputs[2], inputs[4]
    parts = [
        _walk(
            inputs,
            lambda t: False,
            steps=range(max(0, s + 1 - window), s + 1),
            # misc: mypy cannot infer a lambda's bound default; without it every loss would be the last s.
            loss=lambda t, s=s: dhs[t] if t == s else np.zeros(len(W_hh)),  # type: ignore[misc]
        )
        for s in range(len(dhs))
    ]
    reach = [part[3] for part in parts[:window]]
    dW_xh, dW_hh, db = _summed(parts, inputs)
    return dW_xh, dW_hh, db, np.sum([np.zeros(len(W_hh)), *reach], axis=0)


@misconception(
    "truncated_bptt",
    says="windows overlap, and what two of them share is added twice",
    ask="How many times does one use of a weight get counted?",
    looks="about `window` times too large",
    tempting="a window ends at every step, and each one's gradients are added",
    source="catalogue H10",
)
def overlapping_windows(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array, window: int) -> Gradients:
    _need_a_window(window)
    inputs = (xs, hs, dhs, W_xh, W_hh)
    T = len(xs)
    parts = _each_window(inputs, [range(max(0, s + 1 - window), s + 1) for s in range(T)])
    dW_xh, dW_hh, db = _summed(parts, inputs)
    reach = [part[3] for part in parts[:window]]
    return dW_xh, dW_hh, db, np.sum([np.zeros(len(W_hh)), *reach], axis=0)


@misconception(
    "truncated_bptt",
    says="the steps after the last full window are left out",
    ask="With T = 8 and a window of 3, which steps does your loop never visit?",
    looks="too small; right when the window divides T",
    tempting="T // window is the number of windows, in most frameworks that batch them",
    source="catalogue H11's neighbour; seen in review",
)
def drops_the_rest(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array, window: int) -> Gradients:
    _need_a_window(window)
    full = len(xs) // window * window
    return _walk((xs, hs, dhs, W_xh, W_hh), _ends(window), steps=range(full))


@misconception(
    "truncated_bptt",
    says="the last window is taken for a full one",
    ask="What should truncation do when there are fewer steps left than the window has?",
    looks="IndexError, unless the window divides T",
    tempting="range(start, start + window) is the window, when there is one",
    source="catalogue H11",
)
def full_windows_only(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array, window: int) -> Gradients:
    _need_a_window(window)
    inputs = (xs, hs, dhs, W_xh, W_hh)
    windows = [range(start, start + window) for start in range(0, len(xs), window)]
    parts = _each_window(inputs, windows)
    dW_xh, dW_hh, db = _summed(parts, inputs)
    return dW_xh, dW_hh, db, parts[0][3] if parts else np.zeros(len(W_hh))


@misconception(
    "truncated_bptt",
    says="you cut the sequence into `window` windows, instead of windows of that many steps",
    ask="With T = 12 and a window of 4, how many steps should each window have?",
    looks="all four differ; right where T is the window's square",
    tempting="np.array_split(range(T), window) reads well",
    source="seen in review",
)
def that_many_windows(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array, window: int) -> Gradients:
    _need_a_window(window)
    inputs = (xs, hs, dhs, W_xh, W_hh)
    parts = _each_window(inputs, [steps.tolist() for steps in np.array_split(np.arange(len(xs)), window)])
    dW_xh, dW_hh, db = _summed(parts, inputs)
    return dW_xh, dW_hh, db, parts[0][3]


# What happens at a cut


@misconception(
    "truncated_bptt",
    says="the loss at a cut is thrown away together with the carry",
    ask="Two things meet in hs[k]: which of them comes from beyond the cut?",
    looks="all four are too small; right for a loss at the last step when a window does not end there",
    tempting="dh is set to zero where only its second part should be",
    source="seen in review",
)
def loss_lost_at_the_cut(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array, window: int) -> Gradients:
    shut = _ends(window)
    nothing = np.zeros(len(W_hh))
    return _walk((xs, hs, dhs, W_xh, W_hh), shut, loss=lambda t: nothing if shut(t) else dhs[t])


@misconception(
    "truncated_bptt",
    says="in each window you ask only the loss at its end",
    ask="Inside a window, which losses depend directly on h_t?",
    looks="too small; right where losses sit at the cuts only",
    tempting="the walk starts at the window's end with that loss, and the others are not added on the way",
    source="catalogue G2, once per window",
)
def one_loss_per_window(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array, window: int) -> Gradients:
    ends = {steps[-1] for steps in _windows(len(xs), window)}
    nothing = np.zeros(len(W_hh))
    inputs = (xs, hs, dhs, W_xh, W_hh)
    return _walk(inputs, _ends(window), loss=lambda t: dhs[t] if t in ends else nothing)


@misconception(
    "truncated_bptt",
    says="you take the loss of the last step only",
    ask="Which losses depend directly on h_t?",
    looks="zeros in all windows but the last",
    tempting="the pictures in most texts show one loss, at the end",
    source="catalogue G2",
)
def last_loss_only(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array, window: int) -> Gradients:
    nothing = np.zeros(len(W_hh))
    inputs = (xs, hs, dhs, W_xh, W_hh)
    return _walk(inputs, _ends(window), loss=lambda t: dhs[t] if t == len(xs) - 1 else nothing)


@misconception(
    "truncated_bptt",
    says="each window starts from a state of zeros, as if the past had been forgotten on the way forward, too",
    ask="What is truncated: the memory or the blame?",
    looks="only dW_hh differs: the first step of each later window adds nothing to it",
    tempting="a cut is easily taken for a new beginning",
    source="catalogue H1",
)
def memory_cut_too(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array, window: int) -> Gradients:
    shut = _ends(window)
    nothing = np.zeros(len(W_hh))
    inputs = (xs, hs, dhs, W_xh, W_hh)
    return _walk(inputs, shut, pair=lambda t: nothing if t and shut(t - 1) else hs[t])


@misconception(
    "truncated_bptt",
    says="each window, the first one included, starts from a state of zeros",
    ask="What is truncated: the memory or the blame?",
    looks="only dW_hh differs: the first step of each window adds nothing to it",
    tempting="a window is handled as a sequence of its own, whose hs begins with zeros",
    source="catalogue H1, second form",
)
def memory_cut_and_h0_too(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array, window: int) -> Gradients:
    shut = _ends(window)
    nothing = np.zeros(len(W_hh))
    inputs = (xs, hs, dhs, W_xh, W_hh)
    return _walk(inputs, shut, pair=lambda t: nothing if t == 0 or shut(t - 1) else hs[t])


@misconception(
    "truncated_bptt",
    says="each window starts from h0 again, instead of from the state it had arrived at",
    ask="What is truncated: the memory or the blame?",
    looks="only dW_hh differs, at the first step of each later window",
    tempting="a window handed to a function needs an initial state, and h0 is called that",
    source="catalogue H1, third form",
)
def every_window_from_h0(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array, window: int) -> Gradients:
    shut = _ends(window)
    inputs = (xs, hs, dhs, W_xh, W_hh)
    return _walk(inputs, shut, pair=lambda t: hs[0] if t and shut(t - 1) else hs[t])


@misconception(
    "truncated_bptt",
    says="the slice of hs that a window gets ends before its last state",
    ask="How many states does a window of k steps touch?",
    looks="IndexError",
    tempting="xs, dhs and hs are all sliced start:stop, and hs has one row more",
    source="seen in review",
)
def window_without_its_last_state(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array, window: int) -> Gradients:
    parts = [
        _walk(
            (xs[one.start : one.stop], hs[one.start : one.stop], dhs[one.start : one.stop], W_xh, W_hh), lambda t: False
        )
        for one in _windows(len(xs), window)
    ]
    dW_xh, dW_hh, db = _summed(parts, (xs, hs, dhs, W_xh, W_hh))
    return dW_xh, dW_hh, db, parts[0][3] if parts else np.zeros(len(W_hh))


# The sums


@misconception(
    "truncated_bptt",
    says="each window's gradients replace those of the window before it",
    ask="The same matrix is used in every window: what does that do to its gradient?",
    looks="all four are the last window's alone",
    tempting="the sums are started anew in the loop over windows",
    source="catalogue G3, once per window",
)
def last_window_replaces(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array, window: int) -> Gradients:
    inputs = (xs, hs, dhs, W_xh, W_hh)
    return _each_window(inputs, [range(0), *_windows(len(xs), window)])[-1]


@misconception(
    "truncated_bptt",
    says="the weights' gradients are averaged over the windows",
    ask="Does a loss count less because the sequence was cut more often?",
    looks="dW_xh, dW_hh and db are ours divided by the number of windows; dh0 is right",
    tempting="each window is a small batch in training, and batches are averaged",
    source="catalogue G14, once per window",
)
def averages_windows(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array, window: int) -> Gradients:
    dW_xh, dW_hh, db, dh0 = _walk((xs, hs, dhs, W_xh, W_hh), _ends(window))
    count = len(_windows(len(xs), window)) or 1
    return dW_xh / count, dW_hh / count, db / count, dh0


@misconception(
    "truncated_bptt",
    says="the weights' gradients are divided by the window",
    ask="Does the loss you were given average or sum over time?",
    looks="dW_xh, dW_hh and db are ours divided by the window; dh0 is right",
    tempting="training code divides a window's loss by its length",
    source="catalogue G14",
)
def divides_by_window(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array, window: int) -> Gradients:
    dW_xh, dW_hh, db, dh0 = _walk((xs, hs, dhs, W_xh, W_hh), _ends(window))
    return dW_xh / window, dW_hh / window, db / window, dh0


@misconception(
    "truncated_bptt",
    says="the weights' gradients are divided by the number of steps",
    ask="Does the loss you were given average or sum over time?",
    looks="dW_xh, dW_hh and db are ours divided by T; dh0 is right",
    tempting="losses are often averaged, and then somebody has to divide",
    source="catalogue G14",
)
def divides_by_steps(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array, window: int) -> Gradients:
    dW_xh, dW_hh, db, dh0 = _walk((xs, hs, dhs, W_xh, W_hh), _ends(window))
    T = len(xs) or 1
    return dW_xh / T, dW_hh / T, db / T, dh0


# dh0


@misconception(
    "truncated_bptt",
    says="dh0 is all zeros: there is a cut in front of step 0",
    ask="Which window's losses does h0 still reach?",
    looks="only dh0 differs",
    tempting="t % window == 0 is true at t = 0, too",
    source="catalogue G12; seen in review",
)
def cut_in_front_of_step_0(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array, window: int) -> Gradients:
    dW_xh, dW_hh, db, _ = _walk((xs, hs, dhs, W_xh, W_hh), _ends(window))
    return dW_xh, dW_hh, db, np.zeros(len(W_hh))


@misconception(
    "truncated_bptt",
    says="dh0 is what arrives at the start of the last window",
    ask="Of which state is dh0 the gradient?",
    looks="only dh0 differs; right with one window",
    tempting="the windows are walked from the first to the last, and the last one's carry is what remains",
    source="seen in review",
)
def dh0_of_last_window(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array, window: int) -> Gradients:
    inputs = (xs, hs, dhs, W_xh, W_hh)
    dW_xh, dW_hh, db, _ = _walk(inputs, _ends(window))
    return dW_xh, dW_hh, db, _each_window(inputs, [range(0), *_windows(len(xs), window)])[-1][3]


@misconception(
    "truncated_bptt",
    says="dh0 sums what arrives at the start of every window",
    ask="Of which state is dh0 the gradient?",
    looks="only dh0 differs; right with one window",
    tempting="everything else is summed over windows",
    source="seen in review",
)
def dh0_sums_windows(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array, window: int) -> Gradients:
    inputs = (xs, hs, dhs, W_xh, W_hh)
    dW_xh, dW_hh, db, _ = _walk(inputs, _ends(window))
    arrived = [part[3] for part in _each_window(inputs, [range(0), *_windows(len(xs), window)])]
    return dW_xh, dW_hh, db, np.sum(arrived, axis=0)


@misconception(
    "truncated_bptt",
    says="dh0 is missing",
    ask="Four things are asked for. What does the carry hold after step 0?",
    looks="a tuple of three",
    tempting="with truncation, the initial state of most windows is nobody's business",
    source="catalogue G12, second form",
)
def dh0_not_returned(
    xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array, window: int
) -> tuple[Array, Array, Array]:
    return _walk((xs, hs, dhs, W_xh, W_hh), _ends(window))[:3]


# The walk itself: slips that exercise 6 names, made again


@misconception(
    "truncated_bptt",
    says="the carry goes back through W_hh, as it came forward",
    ask="If a_t = W h_{t-1}, which of W and its transpose sends blame backwards?",
    looks="db and the last step of each window are right, everything earlier is not",
    tempting="the forward pass says W_hh @ h",
    source="catalogue G5",
)
def carry_without_transpose(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array, window: int) -> Gradients:
    return _walk((xs, hs, dhs, W_xh, W_hh), _ends(window), back=lambda da, dh: W_hh @ da)


@misconception(
    "truncated_bptt",
    says="what you carry back has not been through the tanh",
    ask="Is the value you pass back taken before or after the nonlinearity?",
    looks="the last step of each window is right, earlier ones are too large",
    tempting="dh is at hand when the line is written, and has the right shape",
    source="catalogue G6c",
)
def carry_skips_tanh(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array, window: int) -> Gradients:
    return _walk((xs, hs, dhs, W_xh, W_hh), _ends(window), back=lambda da, dh: W_hh.T @ dh)


@misconception(
    "truncated_bptt",
    says="the slope of the tanh is left out",
    ask="What happens to the error when a unit is saturated?",
    looks="too large, the more so the further back in a window",
    tempting="the linear part has all the matrices",
    source="catalogue G6",
)
def no_tanh_prime(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array, window: int) -> Gradients:
    return _walk((xs, hs, dhs, W_xh, W_hh), _ends(window), slope=lambda t: 1.0)


@misconception(
    "truncated_bptt",
    says="the slope 1 - h**2 is taken one step too early",
    ask="Which state did this tanh produce?",
    looks="the right size and wrong in every digit",
    tempting="texts that call the first state h_{-1} write 1 - h_t**2 at step t",
    source="catalogue G7",
)
def tanh_prime_of_previous_state(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array, window: int) -> Gradients:
    return _walk((xs, hs, dhs, W_xh, W_hh), _ends(window), slope=lambda t: 1 - hs[t] ** 2)


@misconception(
    "truncated_bptt",
    says="you pair da_t with h_t",
    ask="Which state did W_hh multiply at step t?",
    looks="only dW_hh differs, at every step",
    tempting="da and hs[t+1] belong to the same moment",
    source="catalogue G8",
)
def pairs_da_with_h_t(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array, window: int) -> Gradients:
    return _walk((xs, hs, dhs, W_xh, W_hh), _ends(window), pair=lambda t: hs[t + 1])


@misconception(
    "truncated_bptt",
    says="you add the carry into the caller's dhs",
    ask="Run it twice on the same dhs: does it get the same numbers?",
    looks="right numbers, and the caller's dhs is another array afterwards",
    tempting="`dhs[t] += carry` is the shortest way to write the sum",
    source="catalogue G16",
)
def writes_into_dhs(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array, window: int) -> Gradients:
    shut = _ends(window)

    def back(da: Array, dh: Array) -> Array:
        return np.asarray(W_hh.T @ da)

    carry = np.zeros(len(W_hh))
    dW_xh, dW_hh, db = np.zeros(W_xh.shape), np.zeros(W_hh.shape), np.zeros(len(W_hh))
    for t in reversed(range(len(xs))):
        if not shut(t):
            dhs[t] += carry
        da = dhs[t] * (1 - hs[t + 1] ** 2)
        dW_xh, dW_hh, db = dW_xh + np.outer(da, xs[t]), dW_hh + np.outer(da, hs[t]), db + da
        carry = back(da, dhs[t])
    return dW_xh, dW_hh, db, carry


# A window that means nothing


@misconception(
    "truncated_bptt",
    says="a window of 0 ends in a division by zero, and a negative one in numbers",
    ask="What does a window of -3 steps mean?",
    looks="ZeroDivisionError, where ValueError is asked for",
    tempting="the remainder t % window does not ask whether its window makes sense",
    source="curriculum: ValueError when window < 1",
)
def remainder_of_no_window(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array, window: int) -> Gradients:
    return _walk((xs, hs, dhs, W_xh, W_hh), lambda t: (t + 1) % window == 0)


@misconception(
    "truncated_bptt",
    says="a negative window gives zeros: range() has no steps, and nobody asked",
    ask="What does a window of -3 steps mean?",
    looks="right but for negative windows: range() itself refuses a step of 0 with a ValueError",
    tempting="range(0, T, window) catches the one case that one tries",
    source="curriculum: ValueError when window < 1",
)
def range_of_no_window(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array, window: int) -> Gradients:
    inputs = (xs, hs, dhs, W_xh, W_hh)
    T = len(xs)
    parts = _each_window(inputs, [range(start, min(start + window, T)) for start in range(0, T, window)])
    dW_xh, dW_hh, db = _summed(parts, inputs)
    return dW_xh, dW_hh, db, parts[0][3] if parts else np.zeros(len(W_hh))


@misconception(
    "truncated_bptt",
    says="a window below 1 is quietly taken for a window of one step",
    ask="How would the caller find out that the window was a mistake?",
    looks="an answer, where ValueError is asked for",
    tempting="max(1, window) makes everything run",
    source="curriculum: ValueError when window < 1",
)
def no_window_is_one(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array, window: int) -> Gradients:
    return _walk((xs, hs, dhs, W_xh, W_hh), _ends(max(1, window)))


@misconception(
    "truncated_bptt",
    says="a window below 1 is quietly taken for no truncation at all",
    ask="How would the caller find out that the window was a mistake?",
    looks="an answer, where ValueError is asked for",
    tempting="many interfaces spell `no limit` as 0 or -1",
    source="curriculum: ValueError when window < 1",
)
def no_window_is_no_cut(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array, window: int) -> Gradients:
    inputs = (xs, hs, dhs, W_xh, W_hh)
    return _walk(inputs, (lambda t: False) if window < 1 else _ends(window))


@misconception(
    "truncated_bptt",
    says="a window below 1 ends in an AssertionError",
    ask="Which exception does the docstring promise?",
    looks="right but for the kind of the exception",
    tempting="an assert is one line, and python -O takes it away",
    source="curriculum: ValueError when window < 1",
)
def asserts_a_window(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array, window: int) -> Gradients:
    if window < 1:
        raise AssertionError
    return _walk((xs, hs, dhs, W_xh, W_hh), _ends(window))
