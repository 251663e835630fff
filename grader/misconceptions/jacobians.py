"""What people believe about Jacobians. Rows A, D, E and R of the bug catalogue, and what reviews showed.

A step is written once, with an opening for the slope and one for what the slope meets; the product and the walk back
take a step, so that a wrong step is as wrong in all three functions.
"""

from __future__ import annotations

import functools
from collections.abc import Callable

import numpy as np

from grader.misconceptions.misconception import misconception

Array = np.ndarray
Slope = Callable[[Array], Array]
Step = Callable[[Array, Array], Array]


def _slope(h: Array) -> Array:
    return np.asarray(1 - h**2)


def _rows(h: Array, W_hh: Array, slope: Slope = _slope) -> Array:
    """The right step: a slope scales its unit's row."""
    return np.asarray(slope(h)[:, np.newaxis] * W_hh)


def _columns(h: Array, W_hh: Array) -> Array:
    return np.asarray(W_hh * _slope(h))


def _tanh_again(h: Array) -> Array:
    return np.asarray(1 - np.tanh(h) ** 2)


def _chain(states: Array, W_hh: Array, step: Step = _rows, first: Array | None = None) -> Array:
    """The product of one step's Jacobian per state, the last on the left, times `first`."""
    product = np.eye(len(W_hh)) if first is None else first
    for h in states:
        product = step(h, W_hh) @ product
    return product


# step_jacobian: where the slope goes


@misconception(
    "step_jacobian",
    says="you scale the columns of W_hh with the slopes",
    ask="Does the slope belong to the unit that listens, which is a row, or to the one that speaks?",
    looks="the right determinant and eigenvalues, and the wrong entries",
    tempting="(1 - h**2) * W_hh runs, and numpy stretches a vector along the last axis without asking",
    source="catalogue D1 and D4",
)
def slope_on_columns(h: Array, W_hh: Array) -> Array:
    return _columns(h, W_hh)


@misconception(
    "step_jacobian",
    says="you return the transpose of the Jacobian",
    ask="In J[i, j], which index names the unit that moves and which the one that was pushed?",
    looks="the right norm, determinant and eigenvalues, and every entry on the wrong side of the diagonal",
    tempting="papers that write gradients as columns print this matrix",
    source="catalogue D3 and D6",
)
def transposed_jacobian(h: Array, W_hh: Array) -> Array:
    return _rows(h, W_hh).T


@misconception(
    "step_jacobian",
    says="you scale the right way, and transpose W_hh first",
    ask="W_hh @ h_prev: in entry i of it, does unit j enter with W_hh[i, j] or with W_hh[j, i]?",
    looks="only the diagonal is right",
    tempting="the backward pass has a W_hh.T somewhere, and it gets everywhere",
    source="seen in review",
)
def slope_on_rows_of_the_transpose(h: Array, W_hh: Array) -> Array:
    return _rows(h, W_hh.T)


# step_jacobian: which slope


@misconception(
    "step_jacobian",
    says="the slope of the tanh is left out",
    ask="What does a push do to a unit that is saturated?",
    looks="too large, most of all in the rows of saturated units",
    tempting="the linear part is the part one can see",
    source="catalogue D7",
)
def no_slope(h: Array, W_hh: Array) -> Array:
    return np.array(W_hh)


@misconception(
    "step_jacobian",
    says="only the slopes are there, without W_hh",
    ask="Unit 2 is pushed: on what way does unit 0 hear of it?",
    looks="a diagonal matrix",
    tempting="the derivative of tanh is the part that needs thinking",
    source="seen in review",
)
def slope_without_weights(h: Array, W_hh: Array) -> Array:
    return np.diag(_slope(h))


@misconception(
    "step_jacobian",
    says="you multiply entry by entry with the diagonal matrix",
    ask="Which entries of an entry-by-entry product with a diagonal matrix can differ from 0?",
    looks="the diagonal is right and all else is 0",
    tempting="* multiplies matrices in other languages",
    source="catalogue E3",
)
def entrywise_with_the_diagonal(h: Array, W_hh: Array) -> Array:
    return np.asarray(np.diag(_slope(h)) * W_hh)


@misconception(
    "step_jacobian",
    says="the slopes are multiplied into W_hh as one vector, which sums over its rows",
    ask="A Jacobian answers for every pair of units: how many numbers is that?",
    looks="a vector where a matrix is asked for",
    tempting="(1 - h**2) @ W_hh looks like the formula with the diag left out",
    source="seen in review",
)
def summed_over_the_rows(h: Array, W_hh: Array) -> Array:
    return np.asarray(_slope(h) @ W_hh)


@misconception(
    "step_jacobian",
    says="tanh is applied once more to a state that has been through it",
    ask="How many times has tanh been applied to h before you get it?",
    looks="too large; right for a unit at 0",
    tempting="the formula in the textbook says 1 - tanh(a)**2",
    source="catalogue A2",
)
def tanh_of_the_state(h: Array, W_hh: Array) -> Array:
    return _rows(h, W_hh, _tanh_again)


@misconception(
    "step_jacobian",
    says="you take h for the state before the step and run the step once more",
    ask="Is the h you are given the state that goes into the step or the one that comes out?",
    looks="the size is right and no row is",
    tempting="for a network that runs forward, h is what one puts in",
    source="catalogue D2",
)
def slope_of_a_further_step(h: Array, W_hh: Array) -> Array:
    return _rows(np.tanh(W_hh @ h), W_hh)


@misconception(
    "step_jacobian",
    says="your slope is 1 - h",
    ask="Take h = -0.5: can the slope of tanh be above 1?",
    looks="too large where the state is negative, too small where it is positive",
    tempting="h (1 - h) is the sigmoid's, and the square gets lost on the way",
    source="catalogue A3",
)
def slope_without_square(h: Array, W_hh: Array) -> Array:
    return _rows(h, W_hh, lambda h: 1 - h)


@misconception(
    "step_jacobian",
    says="your slope is (1 - h)**2",
    ask="A unit at -1 is saturated: what does your slope say about it?",
    looks="up to 4 where the state is negative",
    tempting="the square slips over a bracket",
    source="seen in review",
)
def square_of_the_difference(h: Array, W_hh: Array) -> Array:
    return _rows(h, W_hh, lambda h: (1 - h) ** 2)


@misconception(
    "step_jacobian",
    says="you use the sigmoid's slope h (1 - h)",
    ask="Which function made h, and what is its slope in terms of its own output?",
    looks="of the wrong sign in the rows of negative states",
    tempting="it is the derivative everybody learns first",
    source="catalogue A6",
)
def sigmoid_slope(h: Array, W_hh: Array) -> Array:
    return _rows(h, W_hh, lambda h: h * (1 - h))


@misconception(
    "step_jacobian",
    says="the slope is 1 / (1 - h**2)",
    ask="Can the slope of tanh ever exceed 1?",
    looks="too large, infinite for a unit at 1",
    tempting="it is a slope indeed: that of the inverse function",
    source="catalogue A4",
)
def inverse_slope(h: Array, W_hh: Array) -> Array:
    return _rows(h, W_hh, lambda h: 1 / (1 - h**2))


@misconception(
    "step_jacobian",
    says="you scale the caller's W_hh in place",
    ask="After your function has run, which matrix does the next step use?",
    looks="right numbers, and the caller's W_hh is another matrix afterwards",
    tempting="`W_hh *= ...` saves a line and a copy",
    source="catalogue G16's relative",
)
def writes_into_W_hh(h: Array, W_hh: Array) -> Array:
    W_hh *= _slope(h)[:, np.newaxis]
    return W_hh


# jacobian_product: order and orientation


@misconception(
    "jacobian_product",
    says="the factors stand in reverse order: the first step acts last",
    ask="A push goes in on the right of the product: which step does it meet first?",
    looks="about the right size, and every entry wrong; right for a single step",
    tempting="reading from left to right, the first step comes first",
    source="catalogue E1",
)
def first_step_on_the_left(hs: Array, W_hh: Array, start: int, stop: int) -> Array:
    return _chain(hs[start + 1 : stop + 1][::-1], W_hh)


@misconception(
    "jacobian_product",
    says="you return the transpose of the product",
    ask="In entry [i, j], is it unit i at `stop` that moves, or unit i at `start`?",
    looks="the right norm and determinant, and every entry on the wrong side of the diagonal",
    tempting="carried back as a column, the gradient meets the transposes",
    source="catalogue D3 and D6",
)
def transposed_product(hs: Array, W_hh: Array, start: int, stop: int) -> Array:
    return _chain(hs[start + 1 : stop + 1], W_hh).T


@misconception(
    "jacobian_product",
    says="every factor is transposed, and the order is the forward one",
    ask="Is the transpose of a product the product of the transposes in the same order?",
    looks="every entry wrong",
    tempting="the transposed step from a paper, in the order of the text",
    source="catalogue D6 and E1 together",
)
def product_of_transposes(hs: Array, W_hh: Array, start: int, stop: int) -> Array:
    return _chain(hs[start + 1 : stop + 1][::-1], W_hh).T


@misconception(
    "jacobian_product",
    says="in every factor you scale the columns of W_hh with the slopes",
    ask="Does the slope belong to the unit that listens, which is a row, or to the one that speaks?",
    looks="about the right size, and every entry wrong",
    tempting="(1 - h**2) * W_hh runs without complaint",
    source="catalogue D1 and D4",
)
def slopes_on_columns(hs: Array, W_hh: Array, start: int, stop: int) -> Array:
    return _chain(hs[start + 1 : stop + 1], W_hh, _columns)


# jacobian_product: which factors


@misconception(
    "jacobian_product",
    says="the slopes are those of hs[start] to hs[stop-1]",
    ask="hs[start] was made by an earlier step: is that step between start and stop?",
    looks="as many factors as there should be, all of them shifted by one",
    tempting="range(start, stop) is the natural loop, and t the natural index",
    source="catalogue D2",
)
def slopes_one_state_early(hs: Array, W_hh: Array, start: int, stop: int) -> Array:
    return _chain(hs[start:stop], W_hh)


@misconception(
    "jacobian_product",
    says="there is one factor too many, that of hs[start]",
    ask="From hs[2] to hs[3], how many steps does a network take?",
    looks="right times one more Jacobian; start == stop gives a step, too",
    tempting="both ends are named, so both are included",
    source="catalogue E2",
)
def one_factor_too_many(hs: Array, W_hh: Array, start: int, stop: int) -> Array:
    return _chain(hs[start : stop + 1], W_hh)


@misconception(
    "jacobian_product",
    says="the last factor is missing: the product ends before hs[stop]",
    ask="Which step made hs[stop], and is its Jacobian in your product?",
    looks="right with one Jacobian too few",
    tempting="range(start + 1, stop) leaves out its end",
    source="catalogue E2",
)
def without_the_last_factor(hs: Array, W_hh: Array, start: int, stop: int) -> Array:
    return _chain(hs[start + 1 : stop], W_hh)


@misconception(
    "jacobian_product",
    says="the first factor is missing: that of hs[start+1]",
    ask="Which step leads away from hs[start], and is its Jacobian in your product?",
    looks="right with one Jacobian too few",
    tempting="the first step is taken for the starting point",
    source="catalogue E2",
)
def without_the_first_factor(hs: Array, W_hh: Array, start: int, stop: int) -> Array:
    return _chain(hs[start + 2 : stop + 1], W_hh)


@misconception(
    "jacobian_product",
    says="the product begins at hs[0], whatever start is",
    ask="Which of your factors does a push at hs[start] never meet?",
    looks="right for start = 0",
    tempting="most texts only ever ask about the first state",
    source="seen in review",
)
def always_from_the_first_state(hs: Array, W_hh: Array, start: int, stop: int) -> Array:
    return _chain(hs[1 : stop + 1], W_hh)


@misconception(
    "jacobian_product",
    says="the product goes on to hs[T], whatever stop is",
    ask="Which of your factors come after hs[stop]?",
    looks="right for stop = T",
    tempting="most texts only ever ask about the last state",
    source="seen in review",
)
def always_to_the_last_state(hs: Array, W_hh: Array, start: int, stop: int) -> Array:
    return _chain(hs[start + 1 :], W_hh)


@misconception(
    "jacobian_product",
    says="each factor replaces the one before: what you return is a single step's Jacobian",
    ask="After the loop, what is left of its first round?",
    looks="right for a single step",
    tempting="`=` where the old product is needed once more",
    source="catalogue G3's relative",
)
def last_factor_only(hs: Array, W_hh: Array, start: int, stop: int) -> Array:
    return _rows(hs[stop], W_hh) if stop > start else np.eye(len(W_hh))


@misconception(
    "jacobian_product",
    says="the Jacobian of hs[stop] is raised to a power",
    ask="Does the slope stay the same at every step?",
    looks="right for a single step",
    tempting="the scalar model has one factor, to the power of T",
    source="catalogue E4",
)
def same_slopes_as_at_the_end(hs: Array, W_hh: Array, start: int, stop: int) -> Array:
    return np.linalg.matrix_power(_rows(hs[stop], W_hh), stop - start)


@misconception(
    "jacobian_product",
    says="the Jacobian of the first step is raised to a power",
    ask="Does the slope stay the same at every step?",
    looks="right for a single step",
    tempting="the scalar model has one factor, to the power of T",
    source="catalogue E4",
)
def same_slopes_as_at_the_start(hs: Array, W_hh: Array, start: int, stop: int) -> Array:
    return np.linalg.matrix_power(_rows(hs[min(start + 1, stop)], W_hh), stop - start)


@misconception(
    "jacobian_product",
    says="there are powers of W_hh and no slopes",
    ask="What does a push do to a unit that is saturated on the way?",
    looks="too large, the more so the more steps there are",
    tempting="with the slopes taken for 1, it is the textbook's W**k",
    source="catalogue D7",
)
def powers_of_W_hh(hs: Array, W_hh: Array, start: int, stop: int) -> Array:
    return np.linalg.matrix_power(W_hh, stop - start)


@misconception(
    "jacobian_product",
    says="tanh is applied once more to states that have been through it",
    ask="How many times has tanh been applied to hs[t] before you get it?",
    looks="too large, the more so the more steps there are",
    tempting="the formula in the textbook says 1 - tanh(a)**2",
    source="catalogue A2",
)
def slopes_of_a_second_tanh(hs: Array, W_hh: Array, start: int, stop: int) -> Array:
    return _chain(hs[start + 1 : stop + 1], W_hh, lambda h, W: _rows(h, W, _tanh_again))


# jacobian_product: what is done with them


@misconception(
    "jacobian_product",
    says="you multiply entry by entry, starting from the identity",
    ask="Is doing one linear map after another an entry-by-entry operation?",
    looks="a diagonal matrix",
    tempting="* multiplies matrices in other languages",
    source="catalogue E3",
)
def entrywise_from_the_identity(hs: Array, W_hh: Array, start: int, stop: int) -> Array:
    return functools.reduce(np.multiply, (_rows(h, W_hh) for h in hs[start + 1 : stop + 1]), np.eye(len(W_hh)))


@misconception(
    "jacobian_product",
    says="you multiply entry by entry",
    ask="Is doing one linear map after another an entry-by-entry operation?",
    looks="much too small",
    tempting="np.prod multiplies entries",
    source="catalogue E3",
)
def entrywise(hs: Array, W_hh: Array, start: int, stop: int) -> Array:
    return functools.reduce(np.multiply, (_rows(h, W_hh) for h in hs[start + 1 : stop + 1]), np.ones(W_hh.shape))


@misconception(
    "jacobian_product",
    says="you add the Jacobians up",
    ask="Two steps that each halve a push: what is left of it after both?",
    looks="far too large; right for a single step",
    tempting="contributions of steps are added elsewhere in backpropagation",
    source="catalogue B1's relative",
)
def adds_up(hs: Array, W_hh: Array, start: int, stop: int) -> Array:
    return functools.reduce(np.add, (_rows(h, W_hh) for h in hs[start + 1 : stop + 1]), np.zeros(W_hh.shape))


@misconception(
    "jacobian_product",
    says="the product starts from zeros",
    ask="What is the empty product of matrices?",
    looks="all zeros",
    tempting="sums start from zeros, and np.zeros is quickly typed",
    source="catalogue E7",
)
def starts_from_zeros(hs: Array, W_hh: Array, start: int, stop: int) -> Array:
    return np.zeros(W_hh.shape)


@misconception(
    "jacobian_product",
    says="all slopes are collected on one side and all W_hh on the other",
    ask="May diag(s) and W_hh change places?",
    looks="right for a single step",
    tempting="for a single unit it is right: numbers commute",
    source="seen in review",
)
def slopes_and_weights_apart(hs: Array, W_hh: Array, start: int, stop: int) -> Array:
    slopes = np.prod(_slope(hs[start + 1 : stop + 1]), axis=0)
    return np.asarray(slopes[:, np.newaxis] * np.linalg.matrix_power(W_hh, stop - start))


# jacobian_product: no steps at all


@misconception(
    "jacobian_product",
    says="no steps give zeros",
    ask="If nothing happens between two moments, where does a push end up?",
    looks="right until start == stop",
    tempting="nothing happens, so nothing comes out",
    source="catalogue E7's relative",
)
def nothing_is_zero(hs: Array, W_hh: Array, start: int, stop: int) -> Array:
    return _chain(hs[start + 1 : stop + 1], W_hh) if stop > start else np.zeros(W_hh.shape)


@misconception(
    "jacobian_product",
    says="no steps give the Jacobian of one",
    ask="From a state to itself, how many steps are there?",
    looks="right until start == stop",
    tempting="the first factor is written before the loop",
    source="catalogue E2",
)
def nothing_is_a_step(hs: Array, W_hh: Array, start: int, stop: int) -> Array:
    return _chain(hs[min(start + 1, stop) : stop + 1], W_hh)


@misconception(
    "jacobian_product",
    says="with no steps there is nothing to begin with",
    ask="Which matrix, multiplied with any other, changes nothing?",
    looks="raises when start == stop",
    tempting="functools.reduce takes its start from the list unless told otherwise",
    source="seen in review",
)
def nothing_cannot_be_reduced(hs: Array, W_hh: Array, start: int, stop: int) -> Array:
    steps = [_rows(h, W_hh) for h in hs[start + 1 : stop + 1]]
    return functools.reduce(lambda earlier, later: later @ earlier, steps)


# gradient_norms: the walk back


Norm = Callable[[Array], float]


def _walk(
    hs: Array,
    dh_last: Array,
    back: Callable[[int, Array], Array],
    norm: Norm = lambda dh: float(np.linalg.norm(dh)),
) -> Array:
    """The walk with openings: what one step makes of the gradient at hs[t+1], and how its length is taken."""
    norms = np.zeros(len(hs))
    dh = dh_last
    norms[-1] = norm(dh)
    for t in reversed(range(len(hs) - 1)):
        dh = back(t, dh)
        norms[t] = norm(dh)
    return norms


def _right(hs: Array, W_hh: Array) -> Callable[[int, Array], Array]:
    return lambda t, dh: np.asarray(W_hh.T @ (_slope(hs[t + 1]) * dh))


@misconception(
    "gradient_norms",
    says="the gradient goes back through W_hh as the state came forward",
    ask="If unit i heard unit j with W_hh[i, j], with which entry does unit j hear of i's blame?",
    looks="the last entry is right, all others are not; right for a symmetric W_hh",
    tempting="the forward pass says W_hh @ h",
    source="catalogue G5",
)
def back_without_transpose(hs: Array, W_hh: Array, dh_last: Array) -> Array:
    return _walk(hs, dh_last, lambda t, dh: W_hh @ (_slope(hs[t + 1]) * dh))


@misconception(
    "gradient_norms",
    says="you multiply the Jacobian with the gradient from the left, as if it were a push",
    ask="J @ v says where a push v arrives: what does a gradient at the end have to say, and to whom?",
    looks="the last entry is right, all others are not",
    tempting="J @ vector is what one does with a matrix and a vector",
    source="catalogue D3's relative",
)
def pushes_forward(hs: Array, W_hh: Array, dh_last: Array) -> Array:
    return _walk(hs, dh_last, lambda t, dh: _rows(hs[t + 1], W_hh) @ dh)


@misconception(
    "gradient_norms",
    says="going back, the gradient meets W_hh first and the slope after it",
    ask="On the way forward tanh comes last: what does that make it on the way back?",
    looks="the last entry is right, all others are not",
    tempting="forward order, kept on the way back; it is the slope on columns",
    source="catalogue D1",
)
def slope_after_the_weights(hs: Array, W_hh: Array, dh_last: Array) -> Array:
    return _walk(hs, dh_last, lambda t, dh: _slope(hs[t + 1]) * (W_hh.T @ dh))


@misconception(
    "gradient_norms",
    says="the slope of the tanh is left out on the way back",
    ask="What happens to the blame that arrives at a saturated unit?",
    looks="too large, the more so the further back",
    tempting="the linear part has the matrix, and looks like the whole of it",
    source="catalogue D7 and G6",
)
def back_without_slope(hs: Array, W_hh: Array, dh_last: Array) -> Array:
    return _walk(hs, dh_last, lambda t, dh: W_hh.T @ dh)


@misconception(
    "gradient_norms",
    says="going from hs[t+1] to hs[t], you take the slope of hs[t]",
    ask="Which state did the tanh of that step produce?",
    looks="the right size, and wrong from the newest step on",
    tempting="texts that call the first state h_{-1} write 1 - h_t**2 at step t",
    source="catalogue D2 and G7",
)
def slope_of_the_state_before(hs: Array, W_hh: Array, dh_last: Array) -> Array:
    return _walk(hs, dh_last, lambda t, dh: W_hh.T @ (_slope(hs[t]) * dh))


@misconception(
    "gradient_norms",
    says="tanh is applied once more to states that have been through it",
    ask="How many times has tanh been applied to hs[t+1] before you get it?",
    looks="too large, the more so the further back",
    tempting="the formula in the textbook says 1 - tanh(a)**2",
    source="catalogue A2",
)
def slopes_of_a_third_tanh(hs: Array, W_hh: Array, dh_last: Array) -> Array:
    return _walk(hs, dh_last, lambda t, dh: W_hh.T @ (_tanh_again(hs[t + 1]) * dh))


@misconception(
    "gradient_norms",
    says="the slopes of the last state serve for every step",
    ask="Does the slope stay the same at every step?",
    looks="right for the two newest entries",
    tempting="one Jacobian, multiplied T times, is the scalar model's picture",
    source="catalogue E4",
)
def same_slope_all_the_way(hs: Array, W_hh: Array, dh_last: Array) -> Array:
    return _walk(hs, dh_last, lambda t, dh: W_hh.T @ (_slope(hs[-1]) * dh))


@misconception(
    "gradient_norms",
    says="each entry is one step back from dh_last, whatever lies between",
    ask="How many steps lie between hs[2] and the loss?",
    looks="the two newest entries are right, and nothing fades",
    tempting="the line that hands the gradient on is easy to forget: nothing breaks without it",
    source="catalogue G1",
)
def each_state_hears_the_end_only(hs: Array, W_hh: Array, dh_last: Array) -> Array:
    return _walk(hs, dh_last, lambda t, dh: W_hh.T @ (_slope(hs[t + 1]) * dh_last))


@misconception(
    "gradient_norms",
    says="you add the gradient of a state to that of the next one",
    ask="The loss sees only the last state: by how many routes does hs[t] reach it?",
    looks="too large, and it does not fade",
    tempting="gradients are accumulated in most other places",
    source="seen in review",
)
def gradients_add_up(hs: Array, W_hh: Array, dh_last: Array) -> Array:
    return _walk(hs, dh_last, lambda t, dh: dh + W_hh.T @ (_slope(hs[t + 1]) * dh))


@misconception(
    "gradient_norms",
    says="the Jacobians are met in forward order, the first step's first",
    ask="The loss is at the end: whose Jacobian does its gradient meet first?",
    looks="the last entry is right, all others are not",
    tempting="every other loop over a sequence runs that way",
    source="catalogue E1",
)
def walks_from_the_first_step(hs: Array, W_hh: Array, dh_last: Array) -> Array:
    return _walk(hs, dh_last, lambda t, dh: W_hh.T @ (_slope(hs[len(hs) - 1 - t]) * dh))


@misconception(
    "gradient_norms",
    says="you measure the gradient before the tanh, not at the state",
    ask="Is hs[t] what goes into a tanh, or what comes out of one?",
    looks="too small by one slope, from the last entry on; entry 0 is right",
    tempting="it is the quantity that the loop computes first",
    source="seen in review",
)
def gradient_inside_the_tanh(hs: Array, W_hh: Array, dh_last: Array) -> Array:
    norms = np.zeros(len(hs))
    dh = dh_last
    for t in reversed(range(len(hs) - 1)):
        da = _slope(hs[t + 1]) * dh
        norms[t + 1] = np.linalg.norm(da)
        dh = W_hh.T @ da
    norms[0] = np.linalg.norm(dh)
    return norms


@misconception(
    "gradient_norms",
    says="you multiply the slope into the caller's dh_last",
    ask="Run it twice with the same dh_last: does it get the same numbers?",
    looks="right numbers, and the caller's dh_last is another array afterwards",
    tempting="`dh = dh_last` makes no copy, and `*=` is short",
    source="catalogue G16",
)
def writes_into_dh_last(hs: Array, W_hh: Array, dh_last: Array) -> Array:
    norms = np.zeros(len(hs))
    dh = dh_last
    norms[-1] = np.linalg.norm(dh)
    for t in reversed(range(len(hs) - 1)):
        dh *= _slope(hs[t + 1])
        dh = W_hh.T @ dh
        norms[t] = np.linalg.norm(dh)
    return norms


# gradient_norms: what is measured


@misconception(
    "gradient_norms",
    says="you multiply the norms of the Jacobians",
    ask="Is the norm of a product the product of the norms?",
    looks="too large, by more with every step back",
    tempting="numbers are easier to multiply than matrices",
    source="catalogue E5",
)
def product_of_norms(hs: Array, W_hh: Array, dh_last: Array) -> Array:
    return _of_jacobians(hs, dh_last, lambda rest: np.prod([np.linalg.norm(_rows(h, W_hh), 2) for h in rest]))


@misconception(
    "gradient_norms",
    says="you multiply the Frobenius norms of the Jacobians",
    ask="Is the norm of a product the product of the norms?",
    looks="far too large, by more with every step back",
    tempting="np.linalg.norm of a matrix is this one unless told otherwise",
    source="catalogue E5 and E6",
)
def product_of_frobenius_norms(hs: Array, W_hh: Array, dh_last: Array) -> Array:
    return _of_jacobians(hs, dh_last, lambda rest: np.prod([np.linalg.norm(_rows(h, W_hh)) for h in rest]))


@misconception(
    "gradient_norms",
    says="you return the most that the product could do to a gradient, not what it does to this one",
    ask="dh_last has a direction: does it point where the product stretches most?",
    looks="too large, by different factors, and the last entry is right",
    tempting="norm of the matrix times norm of the vector is an upper bound, and bounds are what papers print",
    source="seen in review",
)
def worst_case_of_the_product(hs: Array, W_hh: Array, dh_last: Array) -> Array:
    return _of_jacobians(hs, dh_last, lambda rest: float(np.linalg.norm(_chain(rest, W_hh), 2)))


@misconception(
    "gradient_norms",
    says="you multiply the Frobenius norm of the product with the length of dh_last",
    ask="dh_last has a direction: does it point where the product stretches most?",
    looks="too large, by different factors",
    tempting="np.linalg.norm of a matrix is this one unless told otherwise",
    source="catalogue E6",
)
def worst_case_by_frobenius(hs: Array, W_hh: Array, dh_last: Array) -> Array:
    return _of_jacobians(hs, dh_last, lambda rest: float(np.linalg.norm(_chain(rest, W_hh))))


def _of_jacobians(hs: Array, dh_last: Array, size: Callable[[Array], float]) -> Array:
    """Entry t is a size of the Jacobians after hs[t], times the length of dh_last."""
    sizes = np.array([size(hs[t + 1 :]) for t in range(len(hs))])
    return np.asarray(sizes * np.linalg.norm(dh_last))


@misconception(
    "gradient_norms",
    says="you return squares",
    ask="What are the units of a sum of squares?",
    looks="ours squared: it falls twice as fast",
    tempting="the sum of squares is the norm in all but the last step",
    source="catalogue I4",
)
def squared_norms(hs: Array, W_hh: Array, dh_last: Array) -> Array:
    return _walk(hs, dh_last, _right(hs, W_hh), lambda dh: float(dh @ dh))


@misconception(
    "gradient_norms",
    says="you take the largest entry where the Euclidean norm is asked for",
    ask="Which length counts every entry of the gradient?",
    looks="too small, by different factors",
    tempting="np.linalg.norm and np.max both answer the question how large",
    source="catalogue E6",
)
def largest_entries(hs: Array, W_hh: Array, dh_last: Array) -> Array:
    return _walk(hs, dh_last, _right(hs, W_hh), lambda dh: float(np.abs(dh).max()))


@misconception(
    "gradient_norms",
    says="you add up absolute values where the Euclidean norm is asked for",
    ask="How long is the vector (3, 4)?",
    looks="too large, by different factors",
    tempting="a sum of absolute values is a norm, too",
    source="seen in review",
)
def sums_of_entries(hs: Array, W_hh: Array, dh_last: Array) -> Array:
    return _walk(hs, dh_last, _right(hs, W_hh), lambda dh: float(np.abs(dh).sum()))


@misconception(
    "gradient_norms",
    says="you take the mean of the squares",
    ask="Does a vector get shorter when a zero is appended to it?",
    looks="ours divided by the root of H",
    tempting="np.mean is what one does with many numbers",
    source="catalogue I7",
)
def root_mean_squares(hs: Array, W_hh: Array, dh_last: Array) -> Array:
    return _walk(hs, dh_last, _right(hs, W_hh), lambda dh: float(np.sqrt(np.mean(dh**2))))


@misconception(
    "gradient_norms",
    says="you divide by the norm at the end",
    ask="The question is how long the gradient is: in units of what did you answer?",
    looks="ours times one number, and the last entry is 1",
    tempting="a curve that starts at 1 is a nice curve",
    source="seen in review",
)
def relative_norms(hs: Array, W_hh: Array, dh_last: Array) -> Array:
    norms = _walk(hs, dh_last, _right(hs, W_hh))
    return np.asarray(norms / norms[-1])


@misconception(
    "gradient_norms",
    says="you return logarithms",
    ask="What is plotted on a logarithmic axis: the logarithm or the number?",
    looks="negative where a norm is below 1",
    tempting="the curve is always drawn with a logarithmic axis",
    source="catalogue R8",
)
def logarithms_of_norms(hs: Array, W_hh: Array, dh_last: Array) -> Array:
    return np.asarray(np.log10(_walk(hs, dh_last, _right(hs, W_hh))))


# gradient_norms: the entries


@misconception(
    "gradient_norms",
    says="entry 0 is the last state's: the norms stand in the order of the walk",
    ask="Which end of hs is nearest to the loss?",
    looks="ours, reversed",
    tempting="the walk meets the last state first, and append puts it first",
    source="catalogue R7",
)
def newest_first(hs: Array, W_hh: Array, dh_last: Array) -> Array:
    return _walk(hs, dh_last, _right(hs, W_hh))[::-1]


@misconception(
    "gradient_norms",
    says="the entry of hs[0] is missing",
    ask="T steps have how many states?",
    looks="one entry too few, the others are right",
    tempting="T steps, so T norms",
    source="seen in review",
)
def without_the_initial_state(hs: Array, W_hh: Array, dh_last: Array) -> Array:
    return _walk(hs, dh_last, _right(hs, W_hh))[1:]


@misconception(
    "gradient_norms",
    says="the entry of the last state is missing",
    ask="What is the gradient at hs[T], before any step back?",
    looks="one entry too few, the others are right",
    tempting="the loop appends after each step back, and nothing before the first",
    source="seen in review",
)
def without_the_last_state(hs: Array, W_hh: Array, dh_last: Array) -> Array:
    return _walk(hs, dh_last, _right(hs, W_hh))[:-1]
