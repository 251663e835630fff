"""What people believe about shortcuts. Rows O and P of the bug catalogue, and what reviews showed.

Each function's right way is written once, with an opening for every line that ideas get wrong; an idea fills one.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from grader.misconceptions.misconception import misconception

Array = np.ndarray
Step = Callable[[Array, list[Array]], Array]


# residual_rnn_forward


def _states(xs: Array, h0: Array, W_xh: Array, W_hh: Array, b: Array, step: Step) -> Array:
    """All states, the next one from z = W_xh x + W_hh h + b and the states so far."""
    hs = [h0]
    for x in xs:
        hs.append(step(W_xh @ x + W_hh @ hs[-1] + b, hs))
    return np.array(hs)


def _residual(xs: Array, h0: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    return _states(xs, h0, W_xh, W_hh, b, lambda z, hs: hs[-1] + np.tanh(z))


@misconception(
    "residual_rnn_forward",
    says="the old state is not added: it is the plain network",
    ask="Set all weights and b to 0: what should hs[5] be?",
    looks="every entry between -1 and 1; row 0 is right",
    tempting="the old state seems to be in there already, through W_hh",
    source="catalogue O1's forward side",
)
def no_shortcut(xs: Array, h0: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    return _states(xs, h0, W_xh, W_hh, b, lambda z, hs: np.tanh(z))


@misconception(
    "residual_rnn_forward",
    says="the old state is added inside the tanh",
    ask="Which signal must survive the step untouched, and does it pass through anything in yours?",
    looks="every entry between -1 and 1",
    tempting="one more term in the sum is the shortest change to the plain step",
    source="seen in review",
)
def shortcut_inside_tanh(xs: Array, h0: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    return _states(xs, h0, W_xh, W_hh, b, lambda z, hs: np.tanh(hs[-1] + z))


@misconception(
    "residual_rnn_forward",
    says="a second tanh goes around the sum",
    ask="What is the factor on the shortcut when the sum goes through one more tanh?",
    looks="every entry between -1 and 1",
    tempting="the first ResNet had a relu after the addition",
    source="seen in review; He and others 2016b moved it away",
)
def tanh_around_sum(xs: Array, h0: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    return _states(xs, h0, W_xh, W_hh, b, lambda z, hs: np.tanh(hs[-1] + np.tanh(z)))


@misconception(
    "residual_rnn_forward",
    says="h0 is added at every step instead of the state before",
    ask="Whose memory is it that step 3 adds to?",
    looks="the first step is right, and states never get far from h0",
    tempting="the shortcut is drawn as a line from the beginning",
    source="seen in review",
)
def shortcut_from_h0(xs: Array, h0: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    return _states(xs, h0, W_xh, W_hh, b, lambda z, hs: h0 + np.tanh(z))


@misconception(
    "residual_rnn_forward",
    says="you add the input instead of the old state",
    ask="Which signal must survive untouched, xs[t] or hs[t]?",
    looks="an error about shapes, unless inputs and units are equally many",
    tempting="in a ResNet the thing that is added is called x",
    source="catalogue O3",
)
def adds_input(xs: Array, h0: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    hs = [h0]
    for x in xs:
        hs.append(np.tanh(W_xh @ x + W_hh @ hs[-1] + b) + x)
    return np.array(hs)


@misconception(
    "residual_rnn_forward",
    says="old state and tanh are averaged",
    ask="After ten steps, how much of h0 is left in your state?",
    looks="too small, and more so at every step",
    tempting="an average keeps states between -1 and 1, which feels safer",
    source="seen in review; it is a GRU with its gate at one half",
)
def averages_both(xs: Array, h0: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    return _states(xs, h0, W_xh, W_hh, b, lambda z, hs: 0.5 * (hs[-1] + np.tanh(z)))


@misconception(
    "residual_rnn_forward",
    says="the old state is added twice",
    ask="Set all weights and b to 0: is hs[1] still h0?",
    looks="doubles at every step",
    tempting="`h += h + tanh(...)` reads like the formula",
    source="seen in review",
)
def adds_state_twice(xs: Array, h0: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    return _states(xs, h0, W_xh, W_hh, b, lambda z, hs: 2 * hs[-1] + np.tanh(z))


@misconception(
    "residual_rnn_forward",
    says="there is no tanh",
    ask="By how much can one step move a unit?",
    looks="soon far too large",
    tempting="the sum is so prominent that the nonlinearity gets lost",
    source="catalogue C1",
)
def no_tanh(xs: Array, h0: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    return _states(xs, h0, W_xh, W_hh, b, lambda z, hs: hs[-1] + z)


@misconception(
    "residual_rnn_forward",
    says="relu stands where tanh should",
    ask="Can a step of your network ever make a unit smaller?",
    looks="no unit ever falls",
    tempting="residual blocks are known from networks that use relu",
    source="seen in review",
)
def relu_for_tanh(xs: Array, h0: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    return _states(xs, h0, W_xh, W_hh, b, lambda z, hs: hs[-1] + np.maximum(z, 0))


@misconception(
    "residual_rnn_forward",
    says="the bias is left out",
    ask="Feed zeros for xs and h0: does anything happen?",
    looks="right when b is 0",
    tempting="the pictures show two arrows and a sum, and b has none",
    source="catalogue C3a",
)
def no_bias(xs: Array, h0: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    return _states(xs, h0, W_xh, W_hh, b, lambda z, hs: hs[-1] + np.tanh(z - b))


@misconception(
    "residual_rnn_forward",
    says="the bias is added after the tanh",
    ask="Where in the formula does the bracket of the tanh close?",
    looks="right when b is 0",
    tempting="with so many terms in a row a bracket closes early",
    source="seen in review",
)
def bias_outside(xs: Array, h0: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    return _states(xs, h0, W_xh, W_hh, b, lambda z, hs: hs[-1] + np.tanh(z - b) + b)


@misconception(
    "residual_rnn_forward",
    says="you multiply W_hh from its other side",
    ask="Compute one entry by hand: which index of W_hh is summed over?",
    looks="right for a symmetric W_hh",
    tempting="half of all tutorials keep W_hh the other way round",
    source="catalogue C2",
)
def h_on_the_left(xs: Array, h0: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    return _residual(xs, h0, W_xh, W_hh.T, b)


@misconception(
    "residual_rnn_forward",
    says="the product with W_hh is left out, since the shortcut already brings the old state",
    ask="What does the shortcut replace: the product with W_hh, or nothing?",
    looks="the state drifts and never reacts to itself",
    tempting="two terms with the old state look like one too many",
    source="seen in review",
)
def no_recurrence(xs: Array, h0: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    return _residual(xs, h0, W_xh, 0 * W_hh, b)


@misconception(
    "residual_rnn_forward",
    says="you store what each step added, not where it arrived",
    ask="Is row 3 the state after three inputs, or the change that the third one made?",
    looks="row 0 is right, later rows are between -1 and 1",
    tempting="the tanh is what the step computes; the sum is done in passing",
    source="seen in review",
)
def stores_increments(xs: Array, h0: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    hs = _residual(xs, h0, W_xh, W_hh, b)
    return np.vstack([hs[:1], np.diff(hs, axis=0)])


@misconception(
    "residual_rnn_forward",
    says="all rows are one and the same array, h0, which you change",
    ask="After `h += ...`, how many arrays are there, and whose was the first?",
    looks="every row equals the last, and the caller's h0 does, too",
    tempting="`h += tanh(...)` is exactly how the formula reads",
    source="catalogue C6 and C8",
)
def one_buffer_and_it_is_h0(xs: Array, h0: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    h, hs = h0, [h0]
    for x in xs:
        h += np.tanh(W_xh @ x + W_hh @ h + b)
        hs.append(h)
    return np.array(hs)


@misconception(
    "residual_rnn_forward",
    says="all rows are one and the same array",
    ask="Print the first and the last stored state: do they share memory?",
    looks="every row equals the last",
    tempting="h0 was copied, so everything seemed safe",
    source="catalogue C6",
)
def one_buffer(xs: Array, h0: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    hs = _residual(xs, h0, W_xh, W_hh, b)
    return np.repeat(hs[-1:], len(hs), axis=0)


@misconception(
    "residual_rnn_forward",
    says="every row but the first is one and the same array",
    ask="Print the second and the last stored state: do they share memory?",
    looks="row 0 is h0, all others equal the last",
    tempting="h0 was copied into the list, and the loop's own array was not",
    source="catalogue C6",
)
def one_buffer_after_h0(xs: Array, h0: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    hs = _residual(xs, h0, W_xh, W_hh, b)
    return np.vstack([h0[np.newaxis], np.repeat(hs[-1:], len(xs), axis=0)])


@misconception(
    "residual_rnn_forward",
    says="you add into the caller's h0",
    ask="Call it twice with the same h0: is it the same h0?",
    looks="right states, and h0 is the last one afterwards",
    tempting="`h = h0` looks like a copy, and each row is copied anyway",
    source="catalogue C8",
)
def writes_into_h0(xs: Array, h0: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    hs = _residual(xs, h0, W_xh, W_hh, b)
    h0[...] = hs[-1]
    return hs


@misconception(
    "residual_rnn_forward",
    says="the initial state is missing",
    ask="T steps have how many states, before the first and after the last included?",
    looks="a row too few",
    tempting="the loop makes T states",
    source="catalogue C7",
)
def without_h0(xs: Array, h0: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    return _residual(xs, h0, W_xh, W_hh, b)[1:]


@misconception(
    "residual_rnn_forward",
    says="only the last state is returned",
    ask="What will the way back need to know about step 2?",
    looks="one row",
    tempting="the last state is what a network's output is made from",
    source="seen in review",
)
def last_state_only(xs: Array, h0: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    return np.asarray(_residual(xs, h0, W_xh, W_hh, b)[-1])


# residual_gradient_norms


def _norms(
    hs: Array,
    W_hh: Array,
    dh_last: Array,
    back: Callable[[Array, Array], Array] | None = None,
    slope: Callable[[Array, int], Array] = lambda hs, t: 1 - (hs[t + 1] - hs[t]) ** 2,
    norm: Callable[[Array], float] = lambda dh: float(np.linalg.norm(dh)),
) -> Array:
    """The walk with openings: one step back from (dh, slope), the slope of step t, and the norm."""
    back = back or (lambda dh, s: dh + W_hh.T @ (dh * s))
    T = len(hs) - 1
    norms, dh = np.zeros(T + 1), dh_last
    norms[T] = norm(dh)
    for t in reversed(range(T)):
        dh = back(dh, slope(hs, t))
        norms[t] = norm(dh)
    return norms


@misconception(
    "residual_gradient_norms",
    says="the gradient takes the way through the tanh only",
    ask="What is the derivative of h + f(h) with respect to h?",
    looks="falls where ours rises: 1.5e-17 against 1e3 after 30 steps",
    tempting="it is the plain network's walk with the new slope put in",
    source="catalogue O1",
)
def norms_without_identity(hs: Array, W_hh: Array, dh_last: Array) -> Array:
    return _norms(hs, W_hh, dh_last, lambda dh, s: W_hh.T @ (dh * s))


@misconception(
    "residual_gradient_norms",
    says="the slope is made of the whole state, as in the plain network",
    ask="What did the tanh of this step return: the new state, or the change to it?",
    looks="wild as soon as a state leaves the box from -1 to 1",
    tempting="1 - h**2 has been the right slope in every exercise so far",
    source="seen in review",
)
def slope_of_state(hs: Array, W_hh: Array, dh_last: Array) -> Array:
    return _norms(hs, W_hh, dh_last, slope=lambda hs, t: 1 - hs[t + 1] ** 2)


@misconception(
    "residual_gradient_norms",
    says="it is the plain network's walk, slope and all",
    ask="Which line of yours would be different if the network had no shortcut?",
    looks="wild as soon as a state leaves the box from -1 to 1",
    tempting="the function with the same arguments is already written",
    source="catalogue O1, second form",
)
def plain_walk(hs: Array, W_hh: Array, dh_last: Array) -> Array:
    return _norms(hs, W_hh, dh_last, lambda dh, s: W_hh.T @ (dh * s), lambda hs, t: 1 - hs[t + 1] ** 2)


@misconception(
    "residual_gradient_norms",
    says="a tanh is applied to the new state before the slope is formed",
    ask="What was inside the tanh of this step, and did you ever have it?",
    looks="near ours for small states",
    tempting="1 - tanh(z)**2 is the slope, and a z has to come from somewhere",
    source="catalogue A2",
)
def slope_of_tanh_of_state(hs: Array, W_hh: Array, dh_last: Array) -> Array:
    return _norms(hs, W_hh, dh_last, slope=lambda hs, t: 1 - np.tanh(hs[t + 1]) ** 2)


@misconception(
    "residual_gradient_norms",
    says="tanh is applied once more to what the tanh returned",
    ask="How many times has tanh been applied to hs[t+1] - hs[t] before you get it?",
    looks="a little off at every step, and in one direction mostly",
    tempting="the formula says 1 - tanh(z)**2, and the difference is taken for z",
    source="catalogue A2",
)
def slope_of_tanh_of_change(hs: Array, W_hh: Array, dh_last: Array) -> Array:
    return _norms(hs, W_hh, dh_last, slope=lambda hs, t: 1 - np.tanh(hs[t + 1] - hs[t]) ** 2)


@misconception(
    "residual_gradient_norms",
    says="the slope is taken one step too early, and at t = 0 from the far end",
    ask="Which two rows of hs lie around step t, if hs[0] is the initial state?",
    looks="off from the first step back",
    tempting="a text's h_t - h_{t-1} is written hs[t] - hs[t-1], although hs has one row more",
    source="catalogue G7 and G10",
)
def slope_one_step_early(hs: Array, W_hh: Array, dh_last: Array) -> Array:
    return _norms(hs, W_hh, dh_last, slope=lambda hs, t: 1 - (hs[t] - hs[t - 1]) ** 2)


@misconception(
    "residual_gradient_norms",
    says="the slope of the tanh is left out",
    ask="What does a unit whose tanh is at its stop pass on through W_hh?",
    looks="too large mostly, the more so the further back",
    tempting="I + W_hh has the shape of the answer",
    source="catalogue D7",
)
def norms_without_slope(hs: Array, W_hh: Array, dh_last: Array) -> Array:
    return _norms(hs, W_hh, dh_last, lambda dh, s: dh + W_hh.T @ dh)


@misconception(
    "residual_gradient_norms",
    says="the slope is 1 - u instead of 1 - u**2",
    ask="Take a tanh that returned -0.5: can its slope be above 1?",
    looks="too large where the state fell, too small where it rose",
    tempting="u (1 - u) is the sigmoid's, and the square gets lost",
    source="catalogue A3",
)
def slope_without_square(hs: Array, W_hh: Array, dh_last: Array) -> Array:
    return _norms(hs, W_hh, dh_last, slope=lambda hs, t: 1 - (hs[t + 1] - hs[t]))


@misconception(
    "residual_gradient_norms",
    says="the error goes back through W_hh, as it came forward",
    ask="If z = W h, which of W and its transpose sends blame backwards?",
    looks="the last entry is right, earlier ones are not; right for a symmetric W_hh",
    tempting="the forward pass says W_hh @ h",
    source="catalogue G5",
)
def norms_without_transpose(hs: Array, W_hh: Array, dh_last: Array) -> Array:
    return _norms(hs, W_hh, dh_last, lambda dh, s: dh + W_hh @ (dh * s))


@misconception(
    "residual_gradient_norms",
    says="the slopes are applied on the wrong side of W_hh",
    ask="Does a slope belong to the unit that receives through W_hh, or to the one that sends?",
    looks="the right size and wrong in every digit",
    tempting="(1 - u**2) * W_hh is stretched along whichever axis numpy likes",
    source="catalogue D1 and D4",
)
def slope_on_the_sender(hs: Array, W_hh: Array, dh_last: Array) -> Array:
    return _norms(hs, W_hh, dh_last, lambda dh, s: dh + s * (W_hh.T @ dh))


@misconception(
    "residual_gradient_norms",
    says="the whole Jacobian is the wrong way round: (I + J) dh where a column goes back",
    ask="J[i, j] says how output i moves with input j: which of the two indices does a gradient at the output have?",
    looks="the right size and wrong in every digit",
    tempting="I + J is built with care, and multiplies from the side that matrices mostly do",
    source="catalogue D3",
)
def jacobian_not_transposed(hs: Array, W_hh: Array, dh_last: Array) -> Array:
    return _norms(hs, W_hh, dh_last, lambda dh, s: dh + s * (W_hh @ dh))


@misconception(
    "residual_gradient_norms",
    says="the shortcut's part goes through the tanh as well",
    ask="What does the shortcut multiply the gradient by?",
    looks="too small, the more so the further back",
    tempting="da is formed first, and then everything is made from da",
    source="seen in review",
)
def slope_on_the_shortcut(hs: Array, W_hh: Array, dh_last: Array) -> Array:
    return _norms(hs, W_hh, dh_last, lambda dh, s: dh * s + W_hh.T @ (dh * s))


@misconception(
    "residual_gradient_norms",
    says="one shortcut runs over all steps: you add I to the product instead of adding it to each factor",
    ask="Expand (1 + a)(1 + b): how many terms are there?",
    looks="stays near the norm of dh_last, whatever happens in between",
    tempting="the identity survives the product, so it can be added at the end",
    source="catalogue O2",
)
def identity_plus_product(hs: Array, W_hh: Array, dh_last: Array) -> Array:
    T = len(hs) - 1
    norms, dh = np.zeros(T + 1), dh_last
    norms[T] = np.linalg.norm(dh_last)
    for t in reversed(range(T)):
        dh = W_hh.T @ (dh * (1 - (hs[t + 1] - hs[t]) ** 2))
        norms[t] = np.linalg.norm(dh_last + dh)
    return norms


@misconception(
    "residual_gradient_norms",
    says="dh_last itself is added at every step",
    ask="What comes along the shortcut into hs[3]: the gradient at the end, or the gradient at hs[4]?",
    looks="the two last entries are right",
    tempting="dh_last is the variable at hand",
    source="seen in review",
)
def shortcut_brings_dh_last(hs: Array, W_hh: Array, dh_last: Array) -> Array:
    return _norms(hs, W_hh, dh_last, lambda dh, s: dh_last + W_hh.T @ (dh * s))


@misconception(
    "residual_gradient_norms",
    says="norms of the steps are multiplied instead of the steps themselves",
    ask="Is the norm of a product equal to the product of the norms?",
    looks="too large, by far, at early steps",
    tempting="a norm per step is all that the answer seems to need",
    source="catalogue E5",
)
def product_of_norms(hs: Array, W_hh: Array, dh_last: Array) -> Array:
    T = len(hs) - 1
    norms = np.full(T + 1, np.linalg.norm(dh_last))
    for t in reversed(range(T)):
        J = np.eye(len(W_hh)) + (1 - (hs[t + 1] - hs[t]) ** 2)[:, np.newaxis] * W_hh
        norms[t] = norms[t + 1] * np.linalg.norm(J, 2)
    return norms


@misconception(
    "residual_gradient_norms",
    says="the norms of the two ways are added",
    ask="Can two gradients that arrive at the same state cancel?",
    looks="never below the norm of dh_last",
    tempting="two ways, two norms",
    source="seen in review",
)
def adds_norms(hs: Array, W_hh: Array, dh_last: Array) -> Array:
    T = len(hs) - 1
    norms, dh = np.zeros(T + 1), dh_last
    norms[T] = np.linalg.norm(dh)
    for t in reversed(range(T)):
        through = W_hh.T @ (dh * (1 - (hs[t + 1] - hs[t]) ** 2))
        norms[t] = np.linalg.norm(dh) + np.linalg.norm(through)
        dh = dh + through
    return norms


@misconception(
    "residual_gradient_norms",
    says="the entries run from the last state to the first",
    ask="Which entry belongs to h0, the first or the last?",
    looks="ours, turned round",
    tempting="they are computed in that order, and appended as they come",
    source="catalogue R7",
)
def norms_turned_round(hs: Array, W_hh: Array, dh_last: Array) -> Array:
    return _norms(hs, W_hh, dh_last)[::-1].copy()


@misconception(
    "residual_gradient_norms",
    says="the last state's own entry is missing",
    ask="How many states are there, and which of them has no gradient?",
    looks="an entry too few",
    tempting="there are T steps back",
    source="seen in review",
)
def norms_without_last(hs: Array, W_hh: Array, dh_last: Array) -> Array:
    return _norms(hs, W_hh, dh_last)[:-1]


@misconception(
    "residual_gradient_norms",
    says="h0's entry is missing",
    ask="How many states are there, and which of them has no gradient?",
    looks="an entry too few",
    tempting="h0 is a constant nobody trains",
    source="seen in review",
)
def norms_without_first(hs: Array, W_hh: Array, dh_last: Array) -> Array:
    return _norms(hs, W_hh, dh_last)[1:]


@misconception(
    "residual_gradient_norms",
    says="you return the gradients, not their norms",
    ask="How many numbers per state were asked for?",
    looks="a row per state",
    tempting="the vectors have everything in them",
    source="seen in review",
)
def gradients_not_norms(hs: Array, W_hh: Array, dh_last: Array) -> Array:
    rows: list[Array] = []

    def norm(dh: Array) -> float:
        rows.append(dh)
        return 0.0

    _norms(hs, W_hh, dh_last, norm=norm)
    return np.array(rows[::-1])


@misconception(
    "residual_gradient_norms",
    says="you return squares: the root is missing",
    ask="What are the units of a sum of squares?",
    looks="ours squared",
    tempting="dh @ dh is the norm in all but the last step",
    source="catalogue I4",
)
def norms_squared(hs: Array, W_hh: Array, dh_last: Array) -> Array:
    return _norms(hs, W_hh, dh_last, norm=lambda dh: float(dh @ dh))


@misconception(
    "residual_gradient_norms",
    says="you add up absolute values where the Euclidean norm is asked for",
    ask="How long is the vector (3, 4)?",
    looks="too large, by different factors",
    tempting="a sum of sizes is a size",
    source="catalogue E6",
)
def norms_of_sum(hs: Array, W_hh: Array, dh_last: Array) -> Array:
    return _norms(hs, W_hh, dh_last, norm=lambda dh: float(np.abs(dh).sum()))


@misconception(
    "residual_gradient_norms",
    says="you take the largest entry where the Euclidean norm is asked for",
    ask="How long is the vector (3, 4)?",
    looks="too small, by different factors",
    tempting="how large is it, and np.max answers",
    source="catalogue E6",
)
def norms_of_largest(hs: Array, W_hh: Array, dh_last: Array) -> Array:
    return _norms(hs, W_hh, dh_last, norm=lambda dh: float(np.abs(dh).max()))


@misconception(
    "residual_gradient_norms",
    says="you add into the caller's dh_last",
    ask="Call it twice with the same dh_last: do you get the same norms?",
    looks="right numbers, and dh_last is the gradient at h0 afterwards",
    tempting="`dh += W_hh.T @ ...` is exactly how the formula reads",
    source="catalogue G16",
)
def writes_into_dh_last(hs: Array, W_hh: Array, dh_last: Array) -> Array:
    def back(dh: Array, s: Array) -> Array:
        dh += W_hh.T @ (dh * s)
        return dh

    return _norms(hs, W_hh, dh_last, back)


# skip_rnn_forward


def _skipping(
    xs: Array,
    h0: Array,
    W_xh: Array,
    W_hh: Array,
    b: Array,
    add: Callable[[int, Array, list[Array]], Array],
) -> Array:
    """All states of a network whose step t adds `add(t, tanh, states so far)`."""
    hs = [h0]
    for t, x in enumerate(xs):
        u = np.tanh(W_xh @ x + W_hh @ hs[-1] + b)
        hs.append(add(t, u, hs))
    return np.array(hs)


def _skip(xs: Array, h0: Array, W_xh: Array, W_hh: Array, b: Array, skip: int) -> Array:
    return _skipping(xs, h0, W_xh, W_hh, b, lambda t, u, hs: np.asarray(u + hs[t + 1 - skip]) if t + 1 >= skip else u)


@misconception(
    "skip_rnn_forward",
    says="no earlier state is ever added",
    ask="Set all weights and b to 0 and skip to 3: what should hs[6] be?",
    looks="every entry between -1 and 1, the first rows right",
    tempting="the recurrence already looks back, one step at a time",
    source="catalogue O3's neighbour",
)
def no_skip(xs: Array, h0: Array, W_xh: Array, W_hh: Array, b: Array, skip: int) -> Array:
    return _skipping(xs, h0, W_xh, W_hh, b, lambda t, u, hs: u)


@misconception(
    "skip_rnn_forward",
    says="the state one step back is added, whatever skip is",
    ask="Which line of yours reads skip?",
    looks="right for a skip of 1",
    tempting="it is the residual network of two functions ago",
    source="seen in review",
)
def skip_of_one(xs: Array, h0: Array, W_xh: Array, W_hh: Array, b: Array, skip: int) -> Array:
    return _skip(xs, h0, W_xh, W_hh, b, 1)


@misconception(
    "skip_rnn_forward",
    says="the line is laid one step too long",
    ask="With skip = 1, which state does the first step add?",
    looks="the first wrong row is where the first line should end",
    tempting="at step t the state skip steps ago sounds like hs[t - skip]",
    source="catalogue E2's neighbour",
)
def skip_one_too_long(xs: Array, h0: Array, W_xh: Array, W_hh: Array, b: Array, skip: int) -> Array:
    return _skip(xs, h0, W_xh, W_hh, b, skip + 1)


@misconception(
    "skip_rnn_forward",
    says="the first line, the one from h0, is missing",
    ask="Which is the first step that has a state `skip` steps before it?",
    looks="the row after `skip` steps lacks h0, and everything after it differs",
    tempting="> and >= differ by one character",
    source="seen in review",
)
def first_line_missing(xs: Array, h0: Array, W_xh: Array, W_hh: Array, b: Array, skip: int) -> Array:
    return _skipping(xs, h0, W_xh, W_hh, b, lambda t, u, hs: u + hs[t + 1 - skip] if t + 1 > skip else u)


@misconception(
    "skip_rnn_forward",
    says="before there is a state to add, h0 is added",
    ask="What does the description say for t + 1 < skip?",
    looks="the first rows are too far by h0",
    tempting="max(t + 1 - skip, 0) is a tidy way to stay inside the array",
    source="seen in review",
)
def pads_with_h0(xs: Array, h0: Array, W_xh: Array, W_hh: Array, b: Array, skip: int) -> Array:
    return _skipping(xs, h0, W_xh, W_hh, b, lambda t, u, hs: u + hs[max(t + 1 - skip, 0)])


@misconception(
    "skip_rnn_forward",
    says="a negative row is read, from the end of the states there are",
    ask="What does index -1 mean in Python?",
    looks="the first rows add a state that they should not, or an IndexError",
    tempting="the formula has one line, and Python finds something for it",
    source="catalogue G10",
)
def wraps_around(xs: Array, h0: Array, W_xh: Array, W_hh: Array, b: Array, skip: int) -> Array:
    return _skipping(xs, h0, W_xh, W_hh, b, lambda t, u, hs: u + hs[t + 1 - skip])


@misconception(
    "skip_rnn_forward",
    says="a negative row is read, from the end of an array that is not full yet",
    ask="What does index -1 mean in numpy, and which index do you read for a skip of 50?",
    looks="right while the row from the end happens to hold zeros; then an IndexError, or h0",
    tempting="with np.zeros the rows from the end add nothing, so that it seems to work",
    source="catalogue G10, second form",
)
def wraps_into_zeros(xs: Array, h0: Array, W_xh: Array, W_hh: Array, b: Array, skip: int) -> Array:
    hs = np.zeros((len(xs) + 1, len(h0)))
    hs[0] = h0
    for t in range(len(xs)):
        hs[t + 1] = np.tanh(W_xh @ xs[t] + W_hh @ hs[t] + b) + hs[t + 1 - skip]
    return hs


@misconception(
    "skip_rnn_forward",
    says="the recurrence reads the state skip steps ago, and nothing is added",
    ask="Is the line laid beside the recurrence, or in its place?",
    looks="every entry between -1 and 1",
    tempting="skipping steps sounds like leaving out the ones between",
    source="seen in review",
)
def skip_replaces_recurrence(xs: Array, h0: Array, W_xh: Array, W_hh: Array, b: Array, skip: int) -> Array:
    hs = [h0]
    for t, x in enumerate(xs):
        source = hs[t + 1 - skip] if t + 1 >= skip else hs[t]
        hs.append(np.tanh(W_xh @ x + W_hh @ source + b))
    return np.array(hs)


@misconception(
    "skip_rnn_forward",
    says="the earlier state is added inside the tanh",
    ask="Which signal must survive the jump untouched, and does it pass through anything in yours?",
    looks="every entry between -1 and 1",
    tempting="one more term in the sum is the shortest change to the plain step",
    source="seen in review",
)
def skip_inside_tanh(xs: Array, h0: Array, W_xh: Array, W_hh: Array, b: Array, skip: int) -> Array:
    hs = [h0]
    for t, x in enumerate(xs):
        z = W_xh @ x + W_hh @ hs[t] + b
        hs.append(np.tanh(z + hs[t + 1 - skip] if t + 1 >= skip else z))
    return np.array(hs)


@misconception(
    "skip_rnn_forward",
    says="the earlier state goes through W_hh before it is added",
    ask="What does the line multiply the state by?",
    looks="right until the first line ends",
    tempting="W_hh is what states are multiplied by",
    source="seen in review",
)
def skip_through_W_hh(xs: Array, h0: Array, W_xh: Array, W_hh: Array, b: Array, skip: int) -> Array:
    return _skipping(xs, h0, W_xh, W_hh, b, lambda t, u, hs: u + W_hh @ hs[t + 1 - skip] if t + 1 >= skip else u)


@misconception(
    "skip_rnn_forward",
    says="lines are laid at every skip-th step only",
    ask="With skip = 3, does hs[4] have a state three steps before it?",
    looks="right for a skip of 1, and until one step after the first line",
    tempting="every third step sounds like three steps apart",
    source="seen in review",
)
def every_skipth_step(xs: Array, h0: Array, W_xh: Array, W_hh: Array, b: Array, skip: int) -> Array:
    return _skipping(xs, h0, W_xh, W_hh, b, lambda t, u, hs: u + hs[t + 1 - skip] if (t + 1) % skip == 0 else u)


@misconception(
    "skip_rnn_forward",
    says="what is added is what the tanh returned back then, without what was added to it",
    ask="What stands in row t + 1 - skip: the tanh of that step, or the state after it?",
    looks="right until the second jump of a line",
    tempting="the tanh and the sum live in two variables, and the wrong one is stored",
    source="seen in review",
)
def adds_old_tanh(xs: Array, h0: Array, W_xh: Array, W_hh: Array, b: Array, skip: int) -> Array:
    us, hs = [h0], [h0]
    for t, x in enumerate(xs):
        us.append(np.tanh(W_xh @ x + W_hh @ hs[t] + b))
        hs.append(us[t + 1] + us[t + 1 - skip] if t + 1 >= skip else us[t + 1])
    return np.array(hs)


@misconception(
    "skip_rnn_forward",
    says="the sum is stored, and the recurrence goes on from the tanh alone",
    ask="Which state does W_hh multiply at the next step: the one you stored?",
    looks="right up to the first line, wrong after it",
    tempting="`h = tanh(...)` is carried, `hs.append(h + ...)` is stored",
    source="seen in review",
)
def recurrence_without_skip(xs: Array, h0: Array, W_xh: Array, W_hh: Array, b: Array, skip: int) -> Array:
    h, hs = h0, [h0]
    for t, x in enumerate(xs):
        h = np.tanh(W_xh @ x + W_hh @ h + b)
        hs.append(h + hs[t + 1 - skip] if t + 1 >= skip else h)
    return np.array(hs)


@misconception(
    "skip_rnn_forward",
    says="the state one step back is added as well",
    ask="How many lines end in one state?",
    looks="far too large",
    tempting="a skip seems to come on top of the residual network",
    source="seen in review",
)
def residual_and_skip(xs: Array, h0: Array, W_xh: Array, W_hh: Array, b: Array, skip: int) -> Array:
    return _skipping(xs, h0, W_xh, W_hh, b, lambda t, u, hs: u + hs[t] + (hs[t + 1 - skip] if t + 1 >= skip else 0))


@misconception(
    "skip_rnn_forward",
    says="before the first line, states are copied without a step",
    ask="Does the network read xs[0] when skip is 3?",
    looks="the first rows are all h0",
    tempting="a loop that starts at t = skip has nothing to do before",
    source="seen in review",
)
def waits_for_first_line(xs: Array, h0: Array, W_xh: Array, W_hh: Array, b: Array, skip: int) -> Array:
    return _skipping(xs, h0, W_xh, W_hh, b, lambda t, u, hs: u + hs[t + 1 - skip] if t + 1 >= skip else h0)


@misconception(
    "skip_rnn_forward",
    says="you add into the earlier state",
    ask="After `h = hs[t + 1 - skip]` and `h += ...`, how many arrays are there?",
    looks="earlier rows change when later ones are made, h0 among them",
    tempting="`+=` saves a copy, and the sum is right",
    source="catalogue C6",
)
def adds_into_earlier_state(xs: Array, h0: Array, W_xh: Array, W_hh: Array, b: Array, skip: int) -> Array:
    def add(t: int, u: Array, hs: list[Array]) -> Array:
        if t + 1 < skip:
            return u
        h = hs[t + 1 - skip]
        h += u
        return h

    return _skipping(xs, h0, W_xh, W_hh, b, add)


@misconception(
    "skip_rnn_forward",
    says="the initial state is missing",
    ask="T steps have how many states, before the first and after the last included?",
    looks="a row too few",
    tempting="the loop makes T states",
    source="catalogue C7",
)
def skip_without_h0(xs: Array, h0: Array, W_xh: Array, W_hh: Array, b: Array, skip: int) -> Array:
    return _skip(xs, h0, W_xh, W_hh, b, skip)[1:]


# attention_context


def _weights(query: Array, hs: Array) -> Array:
    scores = hs @ query / np.sqrt(len(query))
    raised = np.exp(scores - scores.max())
    return np.asarray(raised / raised.sum())


def _from_scores(hs: Array, scores: Array) -> tuple[Array, Array]:
    """(context, weights) of a softmax over other scores."""
    raised = np.exp(scores - scores.max())
    weights = raised / raised.sum()
    return weights @ hs, weights


@misconception(
    "attention_context",
    says="exp is taken of the scores as they are",
    ask="What is exp(1000), and what is it divided by itself?",
    looks="right for small scores; nan at 1000 and at -1000",
    tempting="it is the definition, letter by letter",
    source="catalogue P2",
)
def exp_of_raw_scores(query: Array, hs: Array) -> tuple[Array, Array]:
    raised = np.exp(hs @ query / np.sqrt(len(query)))
    weights = raised / raised.sum()
    return weights @ hs, weights


@misconception(
    "attention_context",
    says="exp is taken of the scores as they are, and Python refuses",
    ask="What is exp(1000)?",
    looks="right for small scores; OverflowError at 1000, and a division by 0 at -1000",
    tempting="it is the definition, letter by letter",
    source="catalogue P2, with math.exp",
)
def math_exp_of_raw_scores(query: Array, hs: Array) -> tuple[Array, Array]:
    raised = [math.exp(score) for score in hs @ query / math.sqrt(len(query))]
    total = sum(raised)
    weights = np.array([one / total for one in raised])
    return weights @ hs, weights


@misconception(
    "attention_context",
    says="the largest size of a score is subtracted, not the largest score",
    ask="If all scores are near -1000, what do you take exp of?",
    looks="right for small scores and at 1000; nan at -1000",
    tempting="the trick is remembered as making the numbers small",
    source="catalogue P2, second form",
)
def subtracts_largest_size(query: Array, hs: Array) -> tuple[Array, Array]:
    scores = hs @ query / np.sqrt(len(query))
    raised = np.exp(scores - np.abs(scores).max())
    weights = raised / raised.sum()
    return weights @ hs, weights


@misconception(
    "attention_context",
    says="the scores are not divided by anything",
    ask="How does the size of a product of two random vectors grow with H?",
    looks="weights too extreme; right for one unit",
    tempting="older attention had no such factor",
    source="catalogue P3",
)
def scores_not_scaled(query: Array, hs: Array) -> tuple[Array, Array]:
    return _from_scores(hs, hs @ query)


@misconception(
    "attention_context",
    says="the scores are divided by H",
    ask="Does the size of a sum of H random terms grow like H, or more slowly?",
    looks="weights too even; right for one unit",
    tempting="dividing by the number of terms is what an average does",
    source="catalogue P3, second form",
)
def scores_over_H(query: Array, hs: Array) -> tuple[Array, Array]:
    return _from_scores(hs, hs @ query / len(query))


@misconception(
    "attention_context",
    says="the scores are divided by the root of N",
    ask="How many terms does one score have, N or H?",
    looks="right when there are as many rows as units",
    tempting="len(hs) is the length one reaches for",
    source="seen in review",
)
def scores_over_root_N(query: Array, hs: Array) -> tuple[Array, Array]:
    return _from_scores(hs, hs @ query / np.sqrt(len(hs)))


@misconception(
    "attention_context",
    says="the scores are multiplied by the root of H",
    ask="Should a longer vector make the weights more extreme?",
    looks="weights far too extreme",
    tempting="scaling by a factor, and nobody says which way",
    source="seen in review",
)
def scores_times_root_H(query: Array, hs: Array) -> tuple[Array, Array]:
    return _from_scores(hs, hs @ query * np.sqrt(len(query)))


@misconception(
    "attention_context",
    says="the scores themselves are returned as weights",
    ask="What do your weights sum to?",
    looks="weights of both signs",
    tempting="scores are already one number per row",
    source="catalogue P6",
)
def scores_as_weights(query: Array, hs: Array) -> tuple[Array, Array]:
    scores = hs @ query / np.sqrt(len(query))
    return scores @ hs, scores


@misconception(
    "attention_context",
    says="the scores are divided by their sum, without exp",
    ask="Can a score be negative, and a weight?",
    looks="weights that sum to 1 and have both signs",
    tempting="a sum of 1 is what one checks",
    source="seen in review",
)
def linear_weights(query: Array, hs: Array) -> tuple[Array, Array]:
    scores = hs @ query / np.sqrt(len(query))
    weights = scores / scores.sum()
    return weights @ hs, weights


@misconception(
    "attention_context",
    says="the exponentials are not divided by their sum",
    ask="What do your weights sum to?",
    looks="ours times one number",
    tempting="exp makes the scores positive, which looks like enough",
    source="seen in review",
)
def not_normalised(query: Array, hs: Array) -> tuple[Array, Array]:
    weights = np.exp(hs @ query / np.sqrt(len(query)))
    return weights @ hs, weights


@misconception(
    "attention_context",
    says="the largest exponential is made 1, and nothing is divided by the sum",
    ask="What do your weights sum to?",
    looks="ours times one number; the largest weight is 1",
    tempting="subtracting the maximum feels like normalising",
    source="seen in review",
)
def normalised_by_largest(query: Array, hs: Array) -> tuple[Array, Array]:
    scores = hs @ query / np.sqrt(len(query))
    weights = np.exp(scores - scores.max())
    return weights @ hs, weights


@misconception(
    "attention_context",
    says="each weight is a sigmoid of its own score",
    ask="If one row gains weight, what happens to the others?",
    looks="weights between 0 and 1 that do not sum to 1",
    tempting="gates have been sigmoids for two exercises",
    source="seen in review",
)
def sigmoid_weights(query: Array, hs: Array) -> tuple[Array, Array]:
    weights = 1 / (1 + np.exp(-hs @ query / np.sqrt(len(query))))
    return weights @ hs, weights


@misconception(
    "attention_context",
    says="the best row gets everything",
    ask="How would a gradient tell the second-best row to try harder?",
    looks="one weight is 1, the others 0",
    tempting="attention sounds like choosing",
    source="seen in review",
)
def picks_best_row(query: Array, hs: Array) -> tuple[Array, Array]:
    best = int(np.argmax(hs @ query))
    return hs[best], np.eye(len(hs))[best]


@misconception(
    "attention_context",
    says="the weighted rows are averaged, not added",
    ask="The weights already sum to 1: what would dividing by N do?",
    looks="the context is ours over N; the weights are right",
    tempting="a weighted average is an average",
    source="seen in review",
)
def context_over_N(query: Array, hs: Array) -> tuple[Array, Array]:
    weights = _weights(query, hs)
    return weights @ hs / len(hs), weights


@misconception(
    "attention_context",
    says="the context is the plain average of the rows",
    ask="Which line of yours reads the weights?",
    looks="the weights are right, the context is the same for every query",
    tempting="hs.mean(0) is how a sequence was summarised before",
    source="seen in review",
)
def context_unweighted(query: Array, hs: Array) -> tuple[Array, Array]:
    return hs.mean(axis=0), _weights(query, hs)


@misconception(
    "attention_context",
    says="the scores are averaged over the rows, not the weights",
    ask="What is being averaged, and with what?",
    looks="the weights are right, the context is not between the rows",
    tempting="scores and weights are both one number per row",
    source="catalogue P6, second form",
)
def context_from_scores(query: Array, hs: Array) -> tuple[Array, Array]:
    return hs @ query / np.sqrt(len(query)) @ hs, _weights(query, hs)


@misconception(
    "attention_context",
    says="the weighted rows are not added up",
    ask="How many rows does one context have?",
    looks="a context of shape (N, H)",
    tempting="broadcasting the weights over the rows is half of the work",
    source="seen in review",
)
def context_not_summed(query: Array, hs: Array) -> tuple[Array, Array]:
    weights = _weights(query, hs)
    return weights[:, np.newaxis] * hs, weights


@misconception(
    "attention_context",
    says="the softmax runs over the units, not over the rows",
    ask="Over what should the weights sum to 1?",
    looks="weights of shape (N, H), or of the wrong length",
    tempting="axis=-1 is what one writes for a softmax",
    source="catalogue P1",
)
def softmax_over_units(query: Array, hs: Array) -> tuple[Array, Array]:
    products = hs * query / np.sqrt(len(query))
    raised = np.exp(products - products.max(axis=1, keepdims=True))
    weights = raised / raised.sum(axis=1, keepdims=True)
    return (weights * hs).sum(axis=0), weights


@misconception(
    "attention_context",
    says="weights come first and the context second",
    ask="In which order are the two asked for?",
    looks="two shapes, exchanged",
    tempting="the weights are computed first",
    source="seen in review",
)
def weights_before_context(query: Array, hs: Array) -> tuple[Array, Array]:
    weights = _weights(query, hs)
    return weights, weights @ hs


@misconception(
    "attention_context",
    says="only the context is returned",
    ask="Two things are asked for: which is the other?",
    looks="one array",
    tempting="the context is what the next layer needs",
    source="seen in review",
)
def context_only(query: Array, hs: Array) -> Array:
    return np.asarray(_weights(query, hs) @ hs)


@misconception(
    "attention_context",
    says="1e-8 is added to the sum before dividing",
    ask="Once the largest exponential is 1, how small can the sum become?",
    looks="right to eight digits",
    tempting="dividing by a sum is where one has learnt to be careful",
    source="seen in review",
)
def adds_to_the_sum(query: Array, hs: Array) -> tuple[Array, Array]:
    scores = hs @ query / np.sqrt(len(query))
    raised = np.exp(scores - scores.max())
    weights = raised / (raised.sum() + 1e-8)
    return weights @ hs, weights


# attention_gradient


def _gradient(
    dcontext: Array,
    query: Array,
    hs: Array,
    weights: Array | None = None,
    dscores: Callable[[Array, Array], Array] = lambda a, v: a * (v - a @ v),
    scale: float | None = None,
) -> Array:
    """Both ways, with openings: the weights, their gradient turned into the scores', and the scale on the way back."""
    a = _weights(query, hs) if weights is None else weights
    ds = dscores(a, hs @ dcontext)
    return np.asarray(np.outer(a, dcontext) + np.outer(ds, query) / (scale or np.sqrt(len(query))))


def _raw_weights(query: Array, hs: Array) -> Array:
    raised = np.exp(hs @ query / np.sqrt(len(query)))
    return np.asarray(raised / raised.sum())


@misconception(
    "attention_gradient",
    says="the weights are treated as constants",
    ask="Does a state's score change when the state does?",
    looks="every row is a multiple of dcontext",
    tempting="the context is linear in the rows, and its derivative seems to be the weights",
    source="catalogue P4",
)
def weights_constant(dcontext: Array, query: Array, hs: Array) -> Array:
    return np.outer(_weights(query, hs), dcontext)


@misconception(
    "attention_gradient",
    says="only the way through the weights is counted",
    ask="If the weights were frozen, would moving a row still move the context?",
    looks="every row is a multiple of the query",
    tempting="the softmax is the hard part, and once it is done one feels done",
    source="catalogue P4's other half",
)
def through_weights_only(dcontext: Array, query: Array, hs: Array) -> Array:
    a, v = _weights(query, hs), hs @ dcontext
    return np.asarray(np.outer(a * (v - a @ v), query) / np.sqrt(len(query)))


@misconception(
    "attention_gradient",
    says="of the softmax's derivative you keep the diagonal, a (1 - a)",
    ask="What must the gradients of the scores sum to?",
    looks="score gradients that do not sum to 0",
    tempting="it is the sigmoid's slope, and half of the softmax's",
    source="catalogue P5",
)
def diagonal_of_softmax(dcontext: Array, query: Array, hs: Array) -> Array:
    return _gradient(dcontext, query, hs, dscores=lambda a, v: a * (1 - a) * v)


@misconception(
    "attention_gradient",
    says="the softmax's derivative is taken to be its weights",
    ask="If every row were worth the same, should any score change?",
    looks="score gradients that do not sum to 0",
    tempting="exp is its own derivative",
    source="catalogue P5, second form",
)
def softmax_without_sum(dcontext: Array, query: Array, hs: Array) -> Array:
    return _gradient(dcontext, query, hs, dscores=lambda a, v: a * v)


@misconception(
    "attention_gradient",
    says="what a row is worth is compared with the plain average",
    ask="Which average do the weights form?",
    looks="near ours when the weights are even",
    tempting="something has to be subtracted, and mean() subtracts something",
    source="catalogue P5, third form",
)
def compares_with_plain_mean(dcontext: Array, query: Array, hs: Array) -> Array:
    return _gradient(dcontext, query, hs, dscores=lambda a, v: a * (v - v.mean()))


@misconception(
    "attention_gradient",
    says="the softmax's derivative lacks the weight in front: v minus its average",
    ask="Should a row with weight 0 have a gradient in its score?",
    looks="rows that nobody looks at get large gradients",
    tempting="it is the softmax with cross-entropy, p - y, half remembered",
    source="seen in review",
)
def softmax_without_weight(dcontext: Array, query: Array, hs: Array) -> Array:
    return _gradient(dcontext, query, hs, dscores=lambda a, v: v - a @ v)


@misconception(
    "attention_gradient",
    says="the gradient goes into the scores as if there were no softmax",
    ask="If every row were worth the same, should any score change?",
    looks="rows that nobody looks at get large gradients",
    tempting="dL/dweights is of the scores' shape",
    source="seen in review",
)
def no_softmax_on_the_way_back(dcontext: Array, query: Array, hs: Array) -> Array:
    return _gradient(dcontext, query, hs, dscores=lambda a, v: v)


@misconception(
    "attention_gradient",
    says="the difference in the softmax's derivative is the wrong way round",
    ask="If a row is worth more than the average, should its score rise or fall?",
    looks="the way through the weights has the wrong sign",
    tempting="a sign is lost easily between the diagonal and the rest",
    source="seen in review",
)
def softmax_sign_turned(dcontext: Array, query: Array, hs: Array) -> Array:
    return _gradient(dcontext, query, hs, dscores=lambda a, v: a * (a @ v - v))


@misconception(
    "attention_gradient",
    says="the weight is applied twice in the softmax's derivative",
    ask="How often does weights[n] stand in front of the bracket?",
    looks="the way through the weights is too weak, most of all for small weights",
    tempting="once for the diagonal, once for the row",
    source="seen in review",
)
def softmax_weight_twice(dcontext: Array, query: Array, hs: Array) -> Array:
    return _gradient(dcontext, query, hs, dscores=lambda a, v: a * a * (v - a @ v))


@misconception(
    "attention_gradient",
    says="the factor 1 / sqrt(H) is missing on the way back",
    ask="If a score is a product over sqrt(H), how much does it move when the product moves by 1?",
    looks="the way through the weights is too strong; right for one unit",
    tempting="it was applied on the way forward, and that seemed to be that",
    source="catalogue P3's way back",
)
def way_back_not_scaled(dcontext: Array, query: Array, hs: Array) -> Array:
    return _gradient(dcontext, query, hs, scale=1.0)


@misconception(
    "attention_gradient",
    says="the way back is divided by H",
    ask="By how much is a score smaller than the product it is made from?",
    looks="the way through the weights is too weak; right for one unit",
    tempting="once sqrt(H) on the way forward and once on the way back seems to make H",
    source="seen in review",
)
def way_back_over_H(dcontext: Array, query: Array, hs: Array) -> Array:
    return _gradient(dcontext, query, hs, scale=float(len(query)))


@misconception(
    "attention_gradient",
    says="no factor 1 / sqrt(H) anywhere, forward or back",
    ask="Which scores did attention_context use?",
    looks="other weights, other gradients; right for one unit",
    tempting="older attention had no such factor",
    source="catalogue P3",
)
def gradient_of_unscaled(dcontext: Array, query: Array, hs: Array) -> Array:
    _, a = _from_scores(hs, hs @ query)
    return _gradient(dcontext, query, hs, a, scale=1.0)


@misconception(
    "attention_gradient",
    says="the weights come from scores that were not divided by sqrt(H)",
    ask="Which scores did attention_context use?",
    looks="other weights; right for one unit",
    tempting="the factor is remembered where the derivative is taken, and only there",
    source="catalogue P3",
)
def weights_of_unscaled(dcontext: Array, query: Array, hs: Array) -> Array:
    _, a = _from_scores(hs, hs @ query)
    return _gradient(dcontext, query, hs, a)


@misconception(
    "attention_gradient",
    says="exp is taken of the scores as they are",
    ask="What is exp(1000), and what is it divided by itself?",
    looks="right for small scores; nan at 1000 and at -1000",
    tempting="the forward function was made safe, and this one has a softmax of its own",
    source="catalogue P2",
)
def gradient_of_raw_scores(dcontext: Array, query: Array, hs: Array) -> Array:
    return _gradient(dcontext, query, hs, _raw_weights(query, hs))


@misconception(
    "attention_gradient",
    says="the largest size of a score is subtracted, not the largest score",
    ask="If all scores are near -1000, what do you take exp of?",
    looks="right for small scores and at 1000; nan at -1000",
    tempting="the trick is remembered as making the numbers small",
    source="catalogue P2, second form",
)
def gradient_subtracts_largest_size(dcontext: Array, query: Array, hs: Array) -> Array:
    scores = hs @ query / np.sqrt(len(query))
    raised = np.exp(scores - np.abs(scores).max())
    return _gradient(dcontext, query, hs, raised / raised.sum())


@misconception(
    "attention_gradient",
    says="the scores' gradient is given to the rows along the rows, not along the query",
    ask="A score is a product of two vectors: what is its derivative with respect to one of them?",
    looks="the second way points in the wrong direction",
    tempting="for the query's gradient it would be right",
    source="seen in review",
)
def along_rows(dcontext: Array, query: Array, hs: Array) -> Array:
    a, v = _weights(query, hs), hs @ dcontext
    ds = a * (v - a @ v)
    return np.asarray(np.outer(a, dcontext) + ds[:, np.newaxis] * hs / np.sqrt(len(query)))


@misconception(
    "attention_gradient",
    says="every row gets all of dcontext, whatever its weight",
    ask="If a row's weight is 0, how much does the context move with it?",
    looks="the first way is the same for all rows",
    tempting="a sum hands its gradient to each of its terms",
    source="catalogue P8's way back",
)
def dcontext_to_every_row(dcontext: Array, query: Array, hs: Array) -> Array:
    return _gradient(dcontext, query, hs) + np.outer(1 - _weights(query, hs), dcontext)


@misconception(
    "attention_gradient",
    says="what a row is worth is measured against the query, not against dcontext",
    ask="By how much does the loss move when one weight does?",
    looks="the second way is the same for every loss",
    tempting="hs @ query is already computed",
    source="seen in review",
)
def worth_from_query(dcontext: Array, query: Array, hs: Array) -> Array:
    a = _weights(query, hs)
    v = hs @ query
    return np.asarray(np.outer(a, dcontext) + np.outer(a * (v - a @ v), query) / np.sqrt(len(query)))


@misconception(
    "attention_gradient",
    says="you return the gradient of the query",
    ask="With respect to what is the gradient asked for, and what shape has it?",
    looks="shape (H,)",
    tempting="the query's gradient is where most derivations end",
    source="seen in review",
)
def gradient_of_query(dcontext: Array, query: Array, hs: Array) -> Array:
    a, v = _weights(query, hs), hs @ dcontext
    return np.asarray((a * (v - a @ v)) @ hs / np.sqrt(len(query)))


@misconception(
    "attention_gradient",
    says="the gradient is transposed",
    ask="What shape has the thing it is the gradient of?",
    looks="shape (H, N)",
    tempting="np.outer takes its arguments in either order",
    source="seen in review",
)
def gradient_transposed(dcontext: Array, query: Array, hs: Array) -> Array:
    return _gradient(dcontext, query, hs).T
