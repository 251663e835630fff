"""What people believe about backpropagation through time. Rows G of the bug catalogue, and what reviews showed.

The right walk is written once, below, with one opening per line that ideas get wrong; an idea fills one opening.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from grader.misconceptions.misconception import misconception

Array = np.ndarray
Gradients = tuple[Array, Array, Array, Array]


class _Step:
    """What is known at step t of the walk, for the openings below."""

    def __init__(self, t: int, carry: Array, xs: Array, hs: Array, dhs: Array, W_hh: Array) -> None:
        self.t, self.carry, self.xs, self.hs, self.dhs, self.W_hh = t, carry, xs, hs, dhs, W_hh
        self.dh: Array = dhs[t] + carry
        self.slope: Array = 1 - hs[t + 1] ** 2
        self.da: Array = self.dh * self.slope


def _walk(
    xs: Array,
    hs: Array,
    dhs: Array,
    W_xh: Array,
    W_hh: Array,
    *,
    da: Callable[[_Step], Array] = lambda step: step.da,
    pair: Callable[[_Step], Array] = lambda step: step.hs[step.t],
    carry: Callable[[_Step], Array] = lambda step: step.W_hh.T @ step.da,
    first: Callable[[Array], Array] = np.zeros_like,
    steps: Callable[[int], Any] = range,
    keep: float = 1.0,
) -> Gradients:
    """The walk with openings: da, the state paired with it, the carry, the carry's start, the steps, the sums."""
    dW_xh, dW_hh, db = np.zeros(W_xh.shape), np.zeros(W_hh.shape), np.zeros(len(W_hh))
    carried = first(np.zeros(len(W_hh)))
    for t in reversed(steps(len(xs))):
        step = _Step(t, carried, xs, hs, dhs, W_hh)
        step.da = da(step)
        dW_xh = keep * dW_xh + np.outer(step.da, xs[t])
        dW_hh = keep * dW_hh + np.outer(step.da, pair(step))
        db = db + step.da
        carried = carry(step)
    return dW_xh, dW_hh, db, carried


# The carry


@misconception(
    "bptt",
    says="the carry from later steps never changes",
    ask="How does the loss at step 5 reach step 3?",
    looks="all four differ; right with one step or W_hh = 0",
    tempting="the line that updates it is easy to forget: nothing breaks without it",
    source="catalogue G1, seen in public code",
)
def no_carry(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array) -> Gradients:
    dW_xh, dW_hh, db, _ = _walk(xs, hs, dhs, W_xh, W_hh, carry=lambda step: np.zeros(len(W_hh)))
    return dW_xh, dW_hh, db, np.zeros(len(W_hh))


@misconception(
    "bptt",
    says="later steps send nothing back, and dh0 hears from the first step only",
    ask="After the loop, whose blame does dh0 hold: the first step's alone, or that of every step?",
    looks="all four differ; right with one step",
    tempting="each step's backward is right by itself",
    source="catalogue G1, second form",
)
def no_carry_but_dh0(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array) -> Gradients:
    dW_xh, dW_hh, db, _ = _walk(xs, hs, dhs, W_xh, W_hh, carry=lambda step: np.zeros(len(W_hh)))
    if len(xs) == 0:
        return dW_xh, dW_hh, db, np.zeros(len(W_hh))
    return dW_xh, dW_hh, db, np.asarray(W_hh.T @ (dhs[0] * (1 - hs[1] ** 2)))


@misconception(
    "bptt",
    says="the carry goes back through W_hh, as it came forward",
    ask="If a_t = W h_{t-1}, which of W and its transpose sends blame backwards?",
    looks="db and the newest step are right, everything earlier is not; right for a symmetric W_hh",
    tempting="the forward pass says W_hh @ h, and a paper that writes rows as columns seems to agree",
    source="catalogue G5, seen in a tutorial",
)
def carry_without_transpose(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array) -> Gradients:
    return _walk(xs, hs, dhs, W_xh, W_hh, carry=lambda step: W_hh @ step.da)


@misconception(
    "bptt",
    says="what you carry back has not been through the tanh",
    ask="Is the value you pass back taken before or after the nonlinearity?",
    looks="the newest step is right, earlier ones are too large",
    tempting="dh is at hand when the line is written, and has the right shape",
    source="catalogue G6c",
)
def carry_skips_tanh(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array) -> Gradients:
    return _walk(xs, hs, dhs, W_xh, W_hh, carry=lambda step: W_hh.T @ step.dh)


@misconception(
    "bptt",
    says="the carry holds what later steps said, without this step's own loss",
    ask="Does the loss at step 5 only ever move step 5's weights, or does it travel on?",
    looks="right for a loss at the last step only",
    tempting="the direct and the carried part are handled in separate lines",
    source="seen in review",
)
def carry_forgets_own_loss(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array) -> Gradients:
    def carry(step: _Step) -> Array:
        if step.t == len(xs) - 1:
            return np.asarray(W_hh.T @ step.da)
        return np.asarray(W_hh.T @ (step.carry * step.slope))

    return _walk(xs, hs, dhs, W_xh, W_hh, carry=carry)


@misconception(
    "bptt",
    says="the carry starts as ones",
    ask="After the last step, who sends blame back?",
    looks="an answer that is not 0 even when dhs is",
    tempting="a gradient often starts as ones, when there is a scalar loss to start from",
    source="catalogue G19",
)
def carry_starts_as_ones(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array) -> Gradients:
    return _walk(xs, hs, dhs, W_xh, W_hh, first=np.ones_like)


@misconception(
    "bptt",
    says="carries add up instead of replacing each other",
    ask="Is the blame for hs[3] also part of the blame for hs[1], a second time?",
    looks="the two newest steps are right, earlier ones too large",
    tempting="gradients are accumulated everywhere else in this function",
    source="seen in review",
)
def carry_accumulates(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array) -> Gradients:
    return _walk(xs, hs, dhs, W_xh, W_hh, carry=lambda step: step.carry + W_hh.T @ step.da)


# The upstream gradient


@misconception(
    "bptt",
    says="you take the loss of the last step only",
    ask="Which losses depend directly on h_t?",
    looks="too small; right for a loss at the last step only",
    tempting="the pictures in most texts show one loss, at the end",
    source="catalogue G2, seen in public code",
)
def last_loss_only(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array) -> Gradients:
    kept = np.zeros(dhs.shape)
    kept[-1:] = dhs[-1:]
    return _walk(xs, hs, kept, W_xh, W_hh)


@misconception(
    "bptt",
    says="this step's own loss joins after the tanh",
    ask="dhs[t] is the gradient at which point: before the tanh, or after it?",
    looks="too large, by different factors",
    tempting="adding it to da reads as well as adding it to dh",
    source="seen in review",
)
def upstream_after_tanh(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array) -> Gradients:
    return _walk(xs, hs, dhs, W_xh, W_hh, da=lambda step: step.carry * step.slope + dhs[step.t])


@misconception(
    "bptt",
    says="you add the carry into the caller's dhs",
    ask="Run it twice on the same dhs: does it get the same numbers?",
    looks="right numbers, and the caller's dhs is another array afterwards",
    tempting="`dhs[t] += carry` is the shortest way to write the sum",
    source="catalogue G16; 59 % of otherwise right LSTM backwards in public code do its like",
)
def writes_into_dhs(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array) -> Gradients:
    def da(step: _Step) -> Array:
        dhs[step.t] += step.carry
        return np.asarray(dhs[step.t] * step.slope)

    return _walk(xs, hs, dhs, W_xh, W_hh, da=da)


# The tanh


@misconception(
    "bptt",
    says="the slope of the tanh is left out",
    ask="What happens to the error when a unit is saturated?",
    looks="too large, the more so the further back",
    tempting="the linear part has all the matrices, and looks like the whole of it",
    source="catalogue G6",
)
def no_tanh_prime(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array) -> Gradients:
    return _walk(xs, hs, dhs, W_xh, W_hh, da=lambda step: step.dh)


@misconception(
    "bptt",
    says="the slope 1 - h**2 is taken one step too early",
    ask="Which state did this tanh produce?",
    looks="the right size and wrong in every digit, from the newest step on",
    tempting="texts that call the first state h_{-1} write 1 - h_t**2 at step t",
    source="catalogue G7",
)
def tanh_prime_of_previous_state(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array) -> Gradients:
    return _walk(xs, hs, dhs, W_xh, W_hh, da=lambda step: step.dh * (1 - hs[step.t] ** 2))


@misconception(
    "bptt",
    says="the slope is computed from the gradient instead of from the state",
    ask="Which array is the tanh's output and which is the gradient?",
    looks="wild, and soon astronomically large",
    tempting="1 - dh**2 and 1 - h**2 differ by one letter",
    source="catalogue G11, seen in public code",
)
def tanh_prime_of_gradient(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array) -> Gradients:
    return _walk(xs, hs, dhs, W_xh, W_hh, da=lambda step: step.dh * (1 - step.dh**2))


@misconception(
    "bptt",
    says="the slope of the tanh is applied twice",
    ask="Count the nonlinearities of one forward step: how many slopes does one step back have?",
    looks="too small, the more so the further back",
    tempting="once when dh becomes da, once more when the weights' gradient is formed",
    source="catalogue G17",
)
def tanh_prime_twice(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array) -> Gradients:
    return _walk(xs, hs, dhs, W_xh, W_hh, da=lambda step: step.da * step.slope)


@misconception(
    "bptt",
    says="tanh is applied once more to a state that has already been through it",
    ask="How many times has tanh been applied to hs[t+1] before you get it?",
    looks="a little too large, by 3 to 18 %, at every step",
    tempting="the formula says 1 - tanh(a)**2, and hs is taken for a",
    source="catalogue A2",
)
def tanh_of_state(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array) -> Gradients:
    return _walk(xs, hs, dhs, W_xh, W_hh, da=lambda step: step.dh * (1 - np.tanh(hs[step.t + 1]) ** 2))


@misconception(
    "bptt",
    says="the slope is 1 - h instead of 1 - h**2",
    ask="Take h = -0.5: can the slope of tanh be above 1?",
    looks="too large where the state is negative, too small where it is positive",
    tempting="h (1 - h) is the sigmoid's, and the square gets lost on the way",
    source="catalogue A3",
)
def tanh_prime_without_square(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array) -> Gradients:
    return _walk(xs, hs, dhs, W_xh, W_hh, da=lambda step: step.dh * (1 - hs[step.t + 1]))


@misconception(
    "bptt",
    says="you use the sigmoid's slope h (1 - h)",
    ask="Which function made hs[t+1], and what is its slope in terms of its own output?",
    looks="too small, and of the wrong sign where the state is negative",
    tempting="it is the derivative everybody learns first",
    source="catalogue A6",
)
def sigmoid_prime(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array) -> Gradients:
    def da(step: _Step) -> Array:
        h = hs[step.t + 1]
        return np.asarray(step.dh * h * (1 - h))

    return _walk(xs, hs, dhs, W_xh, W_hh, da=da)


# What the step's error is paired with


@misconception(
    "bptt",
    says="you pair da_t with h_t",
    ask="Which state did W_hh multiply at step t?",
    looks="only dW_hh differs",
    tempting="da and hs[t+1] belong to the same moment; W_hh's input belongs to the one before",
    source="catalogue G8",
)
def pairs_da_with_h_t(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array) -> Gradients:
    return _walk(xs, hs, dhs, W_xh, W_hh, pair=lambda step: hs[step.t + 1])


@misconception(
    "bptt",
    says="you pair da_t with hs[t-1], which at t = 0 is the last state",
    ask="hs[0] is the initial state: which row did step 0 start from, and what does index -1 mean in numpy?",
    looks="only dW_hh differs",
    tempting="a text's h_{t-1} is written hs[t-1], although hs has one row more",
    source="catalogue G10",
)
def wraps_around(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array) -> Gradients:
    return _walk(xs, hs, dhs, W_xh, W_hh, pair=lambda step: hs[step.t - 1])


@misconception(
    "bptt",
    says="the weights' gradients are transposed",
    ask="W_xh is (H, D): which index of its gradient belongs to the unit, and which to the input?",
    looks="dW_hh is ours transposed; dW_xh has the shape (D, H)",
    tempting="batch-first code writes x.T @ da, and its layout comes along",
    source="seen in review",
)
def transposed_weights(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array) -> Gradients:
    dW_xh, dW_hh, db, dh0 = _walk(xs, hs, dhs, W_xh, W_hh)
    return dW_xh.T, dW_hh.T, db, dh0


@misconception(
    "bptt",
    says="dW_hh is transposed",
    ask="Which index of W_hh names the unit that receives, and which the unit that sends?",
    looks="only dW_hh differs, and its transpose is right",
    tempting="W_hh is square, so nothing complains",
    source="seen in review",
)
def transposed_dW_hh(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array) -> Gradients:
    dW_xh, dW_hh, db, dh0 = _walk(xs, hs, dhs, W_xh, W_hh)
    return dW_xh, dW_hh.T, db, dh0


# The sums


@misconception(
    "bptt",
    says="each step overwrites the weights' gradients instead of adding to them",
    ask="The same matrix is used at every step: what does that do to its gradient?",
    looks="dW_xh and dW_hh hold step 0's share only; db and dh0 are right",
    tempting="`=` and `+=` differ by one character",
    source="catalogue G3",
)
def overwrites_weight_gradients(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array) -> Gradients:
    return _walk(xs, hs, dhs, W_xh, W_hh, keep=0.0)


@misconception(
    "bptt",
    says="each step overwrites all three gradients instead of adding to them",
    ask="W_xh, W_hh and b are used at every step: is any step's share the whole gradient?",
    looks="dW_xh, dW_hh and db hold step 0's share only; dh0 is right",
    tempting="`=` and `+=` differ by one character",
    source="catalogue G3 and G4c together",
)
def overwrites_all_gradients(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array) -> Gradients:
    dW_xh, dW_hh, _, dh0 = _walk(xs, hs, dhs, W_xh, W_hh, keep=0.0)
    return dW_xh, dW_hh, _da_at(0, xs, hs, dhs, W_xh, W_hh), dh0


@misconception(
    "bptt",
    says="db is what one step adds, not the sum over steps",
    ask="At how many steps is b added?",
    looks="only db differs; right with one step",
    tempting="b has no index t, so its gradient seems to need no sum",
    source="catalogue G4c",
)
def db_of_first_step(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array) -> Gradients:
    dW_xh, dW_hh, _, dh0 = _walk(xs, hs, dhs, W_xh, W_hh)
    return dW_xh, dW_hh, _da_at(0, xs, hs, dhs, W_xh, W_hh), dh0


@misconception(
    "bptt",
    says="db is the sum of dh: it has not been back through the tanh",
    ask="Is b added before or after the tanh?",
    looks="only db differs, too large",
    tempting="b is a sum over time of something of length H, and dh is one",
    source="seen in review",
)
def db_skips_tanh(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array) -> Gradients:
    total = np.zeros(len(W_hh))

    def da(step: _Step) -> Array:
        nonlocal total
        total = total + step.dh
        return step.da

    dW_xh, dW_hh, _, dh0 = _walk(xs, hs, dhs, W_xh, W_hh, da=da)
    return dW_xh, dW_hh, total, dh0


@misconception(
    "bptt",
    says="db has an axis more than b",
    ask="Which shape has b, and which has your db?",
    looks="the numbers are right and the shape is (1, H)",
    tempting="keepdims=True is how batch code keeps broadcasting right",
    source="catalogue G4, seen five times in public code",
)
def db_keeps_an_axis(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array) -> Gradients:
    dW_xh, dW_hh, db, dh0 = _walk(xs, hs, dhs, W_xh, W_hh)
    return dW_xh, dW_hh, db[np.newaxis], dh0


@misconception(
    "bptt",
    says="the weights' gradients are divided by the number of steps",
    ask="Does the loss you were given average or sum over time?",
    looks="dW_xh, dW_hh and db are ours divided by T; dh0 is right",
    tempting="losses are often averaged, and then somebody has to divide",
    source="catalogue G14",
)
def divides_by_steps(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array) -> Gradients:
    dW_xh, dW_hh, db, dh0 = _walk(xs, hs, dhs, W_xh, W_hh)
    T = len(xs) or 1
    return dW_xh / T, dW_hh / T, db / T, dh0


# The ends of the walk


@misconception(
    "bptt",
    says="the walk stops before step 0",
    ask="Print every t your loop visits: how many are there?",
    looks="step 0's share is missing from every sum",
    tempting="range(T-1, 0, -1) looks as if it ended at 0",
    source="catalogue G9, seen in public code",
)
def stops_before_step_0(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array) -> Gradients:
    return _walk(xs, hs, dhs, W_xh, W_hh, steps=lambda T: range(1, T))


@misconception(
    "bptt",
    says="the walk leaves out the last step",
    ask="Which step made the last state, and does your loop visit it?",
    looks="zeros for a loss at the last step only",
    tempting="range(T-2, -1, -1) is what one writes after handling the last step apart",
    source="seen in review",
)
def leaves_out_last_step(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array) -> Gradients:
    return _walk(xs, hs, dhs, W_xh, W_hh, steps=lambda T: range(T - 1))


@misconception(
    "bptt",
    says="dh0 is all zeros",
    ask="After the loop, what does the carry hold?",
    looks="only dh0 differs",
    tempting="h0 is often a constant nobody trains, and its gradient nobody's business",
    source="catalogue G12",
)
def dh0_zero(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array) -> Gradients:
    dW_xh, dW_hh, db, _ = _walk(xs, hs, dhs, W_xh, W_hh)
    return dW_xh, dW_hh, db, np.zeros(len(W_hh))


@misconception(
    "bptt",
    says="dh0 is missing",
    ask="Four things are asked for. What does the carry hold after the loop?",
    looks="a tuple of three",
    tempting="h0 is often a constant nobody trains",
    source="catalogue G12, second form",
)
def dh0_not_returned(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array) -> tuple[Array, Array, Array]:
    dW_xh, dW_hh, db, _ = _walk(xs, hs, dhs, W_xh, W_hh)
    return dW_xh, dW_hh, db


@misconception(
    "bptt",
    says="dh0 stops before W_hh: it is the error inside step 0's tanh",
    ask="What stands between hs[0] and a_0?",
    looks="only dh0 differs",
    tempting="da_0 is the last thing the loop computes",
    source="seen in review",
)
def dh0_before_W_hh(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array) -> Gradients:
    dW_xh, dW_hh, db, _ = _walk(xs, hs, dhs, W_xh, W_hh)
    return dW_xh, dW_hh, db, _da_at(0, xs, hs, dhs, W_xh, W_hh)


@misconception(
    "bptt",
    says="time runs forward: the walk starts at step 0",
    ask="Which step's gradient has to be known before step 3's can be?",
    looks="all four differ; right with one step",
    tempting="every other loop over a sequence runs that way",
    source="seen in review",
)
def walks_forward(xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array) -> Gradients:
    return _walk(xs, hs, dhs, W_xh, W_hh, steps=lambda T: range(T)[::-1])


def _da_at(t: int, xs: Array, hs: Array, dhs: Array, W_xh: Array, W_hh: Array) -> Array:
    """The error inside the tanh at one step; zeros when there are no steps."""
    found = np.zeros(len(W_hh))

    def da(step: _Step) -> Array:
        nonlocal found
        found = step.da if step.t == t else found
        return step.da

    _walk(xs, hs, dhs, W_xh, W_hh, da=da)
    return found


# numerical_gradient


def _differences(f: Callable[[Array], float], w: Array, quotient: Callable[[Array], float]) -> Array:
    """Fill w's shape with `quotient(e)` for each unit direction e."""
    gradient = np.zeros(w.shape)
    for index in np.ndindex(*w.shape):
        direction = np.zeros(w.shape)
        direction[index] = 1.0
        gradient[index] = quotient(direction)
    return gradient


@misconception(
    "numerical_gradient",
    says="you take the one-sided difference f(w + eps e) - f(w)",
    ask="How fast does the error of your quotient shrink when eps is halved?",
    looks="right to a few digits, and visibly off for a coarse step",
    tempting="it is the definition of the derivative, without its limit",
    source="catalogue D8's neighbour; Nocedal and Wright, section 8.1",
)
def one_sided(f: Callable[[Array], float], w: Array, eps: float = 1e-5) -> Array:
    return _differences(f, w, lambda e: (f(w + eps * e) - f(w)) / eps)


@misconception(
    "numerical_gradient",
    says="the difference is taken from behind: f(w) - f(w - eps e)",
    ask="Is your quotient the same when you walk to the other side?",
    looks="right to a few digits, and visibly off for a coarse step",
    tempting="half of the central difference, written first",
    source="seen in review",
)
def one_sided_from_behind(f: Callable[[Array], float], w: Array, eps: float = 1e-5) -> Array:
    return _differences(f, w, lambda e: (f(w) - f(w - eps * e)) / eps)


@misconception(
    "numerical_gradient",
    says="the central difference is divided by eps",
    ask="How far apart are the two points at which you evaluate f?",
    looks="twice ours, everywhere",
    tempting="the one-sided quotient divides by eps",
    source="seen in review",
)
def divides_by_eps(f: Callable[[Array], float], w: Array, eps: float = 1e-5) -> Array:
    return _differences(f, w, lambda e: (f(w + eps * e) - f(w - eps * e)) / eps)


@misconception(
    "numerical_gradient",
    says="the two points are eps apart, and the quotient is divided by 2 eps",
    ask="How far apart are the two points at which you evaluate f?",
    looks="half of ours, for a small step",
    tempting="the 2 of the central formula is remembered, its second half is not",
    source="seen in review",
)
def one_sided_over_two(f: Callable[[Array], float], w: Array, eps: float = 1e-5) -> Array:
    return _differences(f, w, lambda e: (f(w + eps * e) - f(w)) / (2 * eps))


@misconception(
    "numerical_gradient",
    says="all entries are moved at once",
    ask="Which entry's slope do you learn when every entry moves?",
    looks="the same number everywhere",
    tempting="w + eps is a line shorter than a loop",
    source="seen in review",
)
def moves_all_entries(f: Callable[[Array], float], w: Array, eps: float = 1e-5) -> Array:
    return np.full(w.shape, (f(w + eps) - f(w - eps)) / (2 * eps))


@misconception(
    "numerical_gradient",
    says="the sign is the wrong way round",
    ask="If f grows with w, should its gradient be negative?",
    looks="minus ours, everywhere",
    tempting="minus comes first when the loop first steps down",
    source="seen in review",
)
def sign_turned(f: Callable[[Array], float], w: Array, eps: float = 1e-5) -> Array:
    return _differences(f, w, lambda e: (f(w - eps * e) - f(w + eps * e)) / (2 * eps))


@misconception(
    "numerical_gradient",
    says="the eps you are given is not the one you use",
    ask="Which line of yours reads eps?",
    looks="right for the default step, off for a coarse one",
    tempting="a constant at the top of the loop, from a first try",
    source="seen in review",
)
def ignores_eps(f: Callable[[Array], float], w: Array, eps: float = 1e-5) -> Array:
    return _differences(f, w, lambda e: (f(w + 1e-5 * e) - f(w - 1e-5 * e)) / 2e-5)


@misconception(
    "numerical_gradient",
    says="an entry that was moved is not put back",
    ask="When the second entry is moved, where does the first one stand?",
    looks="the first entry is right, later ones drift; w is another array afterwards",
    tempting="w[i] += eps, w[i] -= 2 eps, and the third line is forgotten",
    source="catalogue D8's neighbour, seen in review",
)
def leaves_entries_moved(f: Callable[[Array], float], w: Array, eps: float = 1e-5) -> Array:
    gradient = np.zeros(w.shape)
    for index in np.ndindex(*w.shape):
        w[index] += eps
        above = f(w)
        w[index] -= 2 * eps
        gradient[index] = (above - f(w)) / (2 * eps)
    return gradient


@misconception(
    "numerical_gradient",
    says="w is put back by adding eps again, which is not exactly where it was",
    ask="Is (w + eps) - 2 eps + eps the same number as w, to the last bit?",
    looks="right numbers, and w differs in its last digits afterwards",
    tempting="it is how most notebooks write it, and the difference cannot be printed",
    source="seen in review; CS231n keeps the old value for this reason",
)
def restores_by_arithmetic(f: Callable[[Array], float], w: Array, eps: float = 1e-5) -> Array:
    gradient = np.zeros(w.shape)
    for index in np.ndindex(*w.shape):
        w[index] += eps
        above = f(w)
        w[index] -= 2 * eps
        gradient[index] = (above - f(w)) / (2 * eps)
        w[index] += eps
    return gradient


# step_contributions


def _shares(
    hs: Array,
    dh_last: Array,
    W_hh: Array,
    norm: Callable[[Array, Array], float] = lambda da, h: float(np.linalg.norm(np.outer(da, h))),
    pair: int = 0,
    slope: Callable[[Array], Array] = lambda h: 1 - h**2,
    transpose: bool = True,
) -> Array:
    T = len(hs) - 1
    norms, carry = np.zeros(T), dh_last
    for t in reversed(range(T)):
        da = carry * slope(hs[t + 1])
        norms[t] = norm(da, hs[t + pair])
        carry = (W_hh.T if transpose else W_hh) @ da
    return norms


@misconception(
    "step_contributions",
    says="you return the size of the error at each step, without the state it is paired with",
    ask="What does step t add to dW_hh: da_t alone, or da_t times something?",
    looks="off by the norm of hs[t]",
    tempting="the error is what decays, and what everybody plots",
    source="seen in review",
)
def norm_of_da(xs: Array, hs: Array, dh_last: Array, W_hh: Array) -> Array:
    return _shares(hs, dh_last, W_hh, norm=lambda da, h: float(np.linalg.norm(da)))


@misconception(
    "step_contributions",
    says="you measure the running sum instead of each step's own share",
    ask="Does entry 3 change when step 5's share does?",
    looks="the last entry is right, and nothing ever gets small",
    tempting="dW_hh is accumulated in the loop, and its norm is right there",
    source="seen in review",
)
def norm_of_running_sum(xs: Array, hs: Array, dh_last: Array, W_hh: Array) -> Array:
    total = np.zeros(W_hh.shape)

    def norm(da: Array, h: Array) -> float:
        nonlocal total
        total = total + np.outer(da, h)
        return float(np.linalg.norm(total))

    return _shares(hs, dh_last, W_hh, norm=norm)


@misconception(
    "step_contributions",
    says="you pair da_t with h_t",
    ask="Which state did W_hh multiply at step t?",
    looks="off by a factor near 1 at every step",
    tempting="da and hs[t+1] belong to the same moment",
    source="catalogue G8",
)
def shares_pair_h_t(xs: Array, hs: Array, dh_last: Array, W_hh: Array) -> Array:
    return _shares(hs, dh_last, W_hh, pair=1)


@misconception(
    "step_contributions",
    says="the entries run from the last step to the first",
    ask="Which entry should be largest for a loss at the end, the first or the last?",
    looks="ours, turned round",
    tempting="they are computed in that order, and appended as they come",
    source="catalogue R7",
)
def shares_turned_round(xs: Array, hs: Array, dh_last: Array, W_hh: Array) -> Array:
    return _shares(hs, dh_last, W_hh)[::-1].copy()


@misconception(
    "step_contributions",
    says="the slope of the tanh is left out",
    ask="What happens to the error when a unit is saturated?",
    looks="too large, the more so the further back",
    tempting="the linear part has all the matrices",
    source="catalogue G6",
)
def shares_without_tanh_prime(xs: Array, hs: Array, dh_last: Array, W_hh: Array) -> Array:
    return _shares(hs, dh_last, W_hh, slope=np.ones_like)


@misconception(
    "step_contributions",
    says="the error goes back through W_hh, as it came forward",
    ask="If a_t = W h_{t-1}, which of W and its transpose sends blame backwards?",
    looks="the last entry is right, earlier ones are not",
    tempting="the forward pass says W_hh @ h",
    source="catalogue G5",
)
def shares_without_transpose(xs: Array, hs: Array, dh_last: Array, W_hh: Array) -> Array:
    return _shares(hs, dh_last, W_hh, transpose=False)


@misconception(
    "step_contributions",
    says="you take the largest entry where the Frobenius norm is asked for",
    ask="Which norm counts every entry of the matrix?",
    looks="too small, by different factors",
    tempting="np.linalg.norm and np.max both answer the question how large",
    source="catalogue E6",
)
def shares_largest_entry(xs: Array, hs: Array, dh_last: Array, W_hh: Array) -> Array:
    return _shares(hs, dh_last, W_hh, norm=lambda da, h: float(np.abs(np.outer(da, h)).max()))


@misconception(
    "step_contributions",
    says="you return squares: the root is missing",
    ask="What are the units of a sum of squares?",
    looks="ours squared: it falls twice as fast",
    tempting="the sum of squares is the norm in all but the last step",
    source="catalogue I4",
)
def shares_squared(xs: Array, hs: Array, dh_last: Array, W_hh: Array) -> Array:
    return _shares(hs, dh_last, W_hh, norm=lambda da, h: float(np.sum(np.outer(da, h) ** 2)))
