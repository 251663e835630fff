"""What people believe about clipping. Rows I of the bug catalogue, and what reviews showed.

`_norm_clip` is the right rule with openings: how length is measured, what is compared, what factor comes out.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from grader.misconceptions.misconception import misconception

Array = np.ndarray
Arrays = list[np.ndarray]
Length = Callable[[Arrays], float]


def _norm(grads: Arrays) -> float:
    return float(np.sqrt(sum(float(np.sum(g**2)) for g in grads)))


def _square(grads: Arrays) -> float:
    return sum(float(np.sum(g**2)) for g in grads)


def _sum_of_norms(grads: Arrays) -> float:
    return sum(float(np.linalg.norm(g)) for g in grads)


def _largest_norm(grads: Arrays) -> float:
    return max((float(np.linalg.norm(g)) for g in grads), default=0.0)


def _largest_entry(grads: Arrays) -> float:
    return max((float(np.max(np.abs(g))) for g in grads), default=0.0)


def _absolute_sum(grads: Arrays) -> float:
    return sum(float(np.sum(np.abs(g))) for g in grads)


def _count(grads: Arrays) -> int:
    return sum(g.size for g in grads)


def _rms(grads: Arrays) -> float:
    return float(np.sqrt(_square(grads) / max(_count(grads), 1)))


def _spectral(grads: Arrays) -> float:
    return float(np.sqrt(sum(float(np.linalg.norm(g, 2)) ** 2 for g in grads)))


def _norm_clip(
    grads: Arrays,
    max_norm: float,
    *,
    length: Length = _norm,
    told: Callable[[float], Any] = lambda norm: norm,
    clips: Callable[[float, float], bool] = lambda norm, max_norm: norm > max_norm,
    factor: Callable[[float, float], float] = lambda norm, max_norm: max_norm / norm,
) -> tuple[Arrays, Any]:
    """The rule with openings: the length, when to clip, by what factor, and what is told about the norm."""
    norm = length(grads)
    if not clips(norm, max_norm):
        return list(grads), told(norm)
    scale = factor(norm, max_norm)
    return [g * scale for g in grads], told(norm)


# global_norm


@misconception(
    "global_norm",
    says="you return the sum of squares: the root is missing",
    ask="What are the units of a sum of squares?",
    looks="ours squared; right for a norm of 0 or 1",
    tempting="the sum of squares is the norm in all but the last step",
    source="catalogue I4",
)
def no_root(grads: Arrays) -> float:
    return _square(grads)


@misconception(
    "global_norm",
    says="the norms of the arrays are added up",
    ask="Is the length of (3, 4) equal to 3 + 4?",
    looks="too large; right for a single array",
    tempting="np.linalg.norm gives a norm for each array, and sum() is what one does with a list",
    source="catalogue I5",
)
def sum_of_norms(grads: Arrays) -> float:
    return _sum_of_norms(grads)


@misconception(
    "global_norm",
    says="you return the norm of the longest array",
    ask="Does the length of a vector change when you append entries to it?",
    looks="a little too small; right for a single array",
    tempting="the largest one is what one is afraid of",
    source="catalogue I1's neighbour; seen in review",
)
def largest_norm(grads: Arrays) -> float:
    return _largest_norm(grads)


@misconception(
    "global_norm",
    says="you return the mean of the arrays' norms",
    ask="If every array of a network is copied into a second one, does its gradient get longer?",
    looks="too small; right for a single array",
    tempting="an average looks like the fair number for a list",
    source="seen in review",
)
def mean_of_norms(grads: Arrays) -> float:
    return _sum_of_norms(grads) / len(grads) if grads else 0.0


@misconception(
    "global_norm",
    says="the squares are averaged instead of summed: this is the root mean square",
    ask="Does the norm shrink when you append zeros?",
    looks="ours divided by the root of the number of entries",
    tempting="np.mean and np.sum stand in the same place of many formulas",
    source="catalogue I7",
)
def root_mean_square(grads: Arrays) -> float:
    return _rms(grads)


@misconception(
    "global_norm",
    says="the mean square of each array is summed, not its squares",
    ask="Does the norm shrink when you append zeros?",
    looks="too small, even for a single array",
    tempting="np.mean(g**2) is how one writes a loss",
    source="catalogue I7, second form",
)
def mean_squares_summed(grads: Arrays) -> float:
    return float(np.sqrt(sum(float(np.mean(g**2)) for g in grads)))


@misconception(
    "global_norm",
    says="you return the largest entry",
    ask="Which norm counts every entry?",
    looks="too small",
    tempting="an explosion shows in one entry first",
    source="catalogue E6",
)
def largest_entry(grads: Arrays) -> float:
    return _largest_entry(grads)


@misconception(
    "global_norm",
    says="absolute values are added up, not squares",
    ask="How long is the straight line from (0, 0) to (3, 4)?",
    looks="too large",
    tempting="it is a norm, too: the one of lasso",
    source="seen in review",
)
def absolute_sum(grads: Arrays) -> float:
    return _absolute_sum(grads)


@misconception(
    "global_norm",
    says="only the first array is measured",
    ask="Which arrays does your loop visit before it returns?",
    looks="too small; right for a single array",
    tempting="the return stands inside the loop",
    source="seen in review",
)
def first_array_only(grads: Arrays) -> float:
    return float(np.linalg.norm(grads[0])) if grads else 0.0


@misconception(
    "global_norm",
    says="only the last array is measured: each replaces the one before it",
    ask="What has your sum got to do with its own value one array earlier?",
    looks="too small; right for a single array",
    tempting="= and += are one key apart",
    source="catalogue G3",
)
def last_array_only(grads: Arrays) -> float:
    return float(np.linalg.norm(grads[-1])) if grads else 0.0


@misconception(
    "global_norm",
    says="a matrix counts with its largest singular value, not with its entries",
    ask="What does the second argument of np.linalg.norm choose for a matrix, and what for a vector?",
    looks="too small for matrices; arrays with three axes raise",
    tempting="ord=2 is the 2-norm of a vector",
    source="curriculum: the Euclidean norm of all entries",
)
def spectral_norms(grads: Arrays) -> float:
    return _spectral(grads)


@misconception(
    "global_norm",
    says="the arrays are stacked into one, as if they had one shape",
    ask="What would the shape of your one array be?",
    looks="ValueError, unless all arrays have the same shape",
    tempting="np.array(list) makes an array of most lists",
    source="seen in review",
)
def one_array_of_all(grads: Arrays) -> float:
    return float(np.linalg.norm(np.array(grads)))


@misconception(
    "global_norm",
    says="the arrays are joined along their first axis, as if the others fitted",
    ask="Which shape has an entry list of a matrix?",
    looks="ValueError for arrays of different shapes",
    tempting="np.concatenate joins lists of arrays",
    source="seen in review",
)
def joined_without_flattening(grads: Arrays) -> float:
    return float(np.linalg.norm(np.concatenate(grads)))


@misconception(
    "global_norm",
    says="your loops count on two axes",
    ask="How many axes does a bias have, and how many a single number?",
    looks="TypeError for a vector",
    tempting="gradients are matrices, mostly",
    source="seen in review",
)
def matrices_only(grads: Arrays) -> float:
    total = 0.0
    for g in grads:
        for row in g:
            for entry in row:
                total += float(entry) ** 2
    return float(np.sqrt(total))


@misconception(
    "global_norm",
    says="your loop counts on one axis at least",
    ask="How many axes does a single number have?",
    looks="TypeError for an array of shape ()",
    tempting="a gradient of a scalar parameter is easily forgotten",
    source="curriculum: each of any shape, () included",
)
def one_axis_at_least(grads: Arrays) -> float:
    total = 0.0
    for g in grads:
        for entry in g:
            total += float(np.sum(entry**2))
    return float(np.sqrt(total))


@misconception(
    "global_norm",
    says="an empty list has nothing to be joined, and yours raises",
    ask="How long is a vector without entries?",
    looks="ValueError for an empty list",
    tempting="a network without gradients is nothing one tries",
    source="catalogue I12's neighbour",
)
def empty_list_raises(grads: Arrays) -> float:
    return float(np.linalg.norm(np.concatenate([np.ravel(g) for g in grads])))


@misconception(
    "global_norm",
    says="the entries are squared in place",
    ask="Run it twice on the same list: does it give the same number?",
    looks="a right norm, and the caller's arrays are squares afterwards",
    tempting="g **= 2 saves an array",
    source="catalogue I11's neighbour; seen in review",
)
def squares_in_place(grads: Arrays) -> float:
    for g in grads:
        g **= 2
    return float(np.sqrt(sum(float(np.sum(g)) for g in grads)))


@misconception(
    "global_norm",
    says="an epsilon of 1e-6 is added to the norm",
    ask="Who divides by this norm here, and can it be 0 there?",
    looks="right to six digits for ordinary gradients, 1e-6 for small ones",
    tempting="an epsilon never seems to hurt",
    source="catalogue I15",
)
def norm_plus_epsilon(grads: Arrays) -> float:
    return _norm(grads) + 1e-6


@misconception(
    "global_norm",
    says="an epsilon of 1e-8 stands under the root",
    ask="What does your norm say about a gradient of zeros?",
    looks="right to a few digits for ordinary gradients, 1e-4 for small ones",
    tempting="the root of a sum of squares has no slope at 0, which matters where one differentiates it",
    source="catalogue I15's neighbour; seen in review",
)
def epsilon_under_the_root(grads: Arrays) -> float:
    return float(np.sqrt(_square(grads) + 1e-8))


# clip_by_value


@misconception(
    "clip_by_value",
    says="only the upper bound is enforced",
    ask="What about -100?",
    looks="large negative entries pass",
    tempting="np.minimum(g, limit) reads like the rule",
    source="catalogue I13",
)
def upper_bound_only(grads: Arrays, limit: float) -> Arrays:
    return [np.minimum(g, limit) for g in grads]


@misconception(
    "clip_by_value",
    says="only the lower bound is enforced",
    ask="What about 100?",
    looks="large positive entries pass",
    tempting="np.maximum and np.minimum are mixed up by everybody, once",
    source="catalogue I13, the other way round",
)
def lower_bound_only(grads: Arrays, limit: float) -> Arrays:
    return [np.maximum(g, -limit) for g in grads]


@misconception(
    "clip_by_value",
    says="entries end in [0, limit]: negative ones become 0",
    ask="Which way does a step along a gradient of -0.1 go?",
    looks="no entry is negative",
    tempting="pixel values and probabilities are clipped like that",
    source="seen in review",
)
def negative_to_zero(grads: Arrays, limit: float) -> Arrays:
    return [np.clip(g, 0, limit) for g in grads]


@misconception(
    "clip_by_value",
    says="large entries lose their sign",
    ask="Which number of [-limit, limit] is nearest to -100?",
    looks="large negative entries become +limit",
    tempting="np.where(abs(g) > limit, limit, g) compares the size, and then forgets what it was the size of",
    source="catalogue I13's neighbour; seen in review",
)
def sign_lost_where_clipped(grads: Arrays, limit: float) -> Arrays:
    return [np.where(np.abs(g) > limit, limit, g) for g in grads]


@misconception(
    "clip_by_value",
    says="all entries lose their sign",
    ask="Which number of [-limit, limit] is nearest to -0.1?",
    looks="no entry is negative",
    tempting="the size of an entry is what is limited",
    source="seen in review",
)
def sign_lost(grads: Arrays, limit: float) -> Arrays:
    return [np.minimum(np.abs(g), limit) for g in grads]


@misconception(
    "clip_by_value",
    says="entries beyond the limit are thrown away: they become 0",
    ask="Should an entry that is too large count less than one that is not?",
    looks="zeros where we have the limit",
    tempting="an outlier is something to be removed",
    source="seen in review",
)
def outliers_to_zero(grads: Arrays, limit: float) -> Arrays:
    return [np.where(np.abs(g) > limit, 0.0, g) for g in grads]


@misconception(
    "clip_by_value",
    says="each array is scaled until its largest entry fits",
    ask="Does an entry that was inside the interval stay where it was?",
    looks="too small wherever an array has a large entry",
    tempting="scaling keeps the direction, which is clip_by_norm's virtue",
    source="seen in review",
)
def scaled_to_fit(grads: Arrays, limit: float) -> Arrays:
    return [g * min(1.0, limit / float(np.max(np.abs(g)))) if np.any(g) else g for g in grads]


@misconception(
    "clip_by_value",
    says="all arrays are scaled until the largest entry of all fits",
    ask="Does an entry that was inside the interval stay where it was?",
    looks="too small everywhere, when one entry is large",
    tempting="scaling keeps the direction, which is clip_by_norm's virtue",
    source="seen in review, second form",
)
def all_scaled_to_fit(grads: Arrays, limit: float) -> Arrays:
    largest = _largest_entry(grads)
    return [g * min(1.0, limit / largest) if largest else g for g in grads]


@misconception(
    "clip_by_value",
    says="arrays are clipped by their norm, not entry by entry",
    ask="Is the limit one for a vector's length or one for each of its entries?",
    looks="too small in long arrays",
    tempting="it is the better-known way to clip",
    source="catalogue I2, the other way round",
)
def norm_for_value(grads: Arrays, limit: float) -> Arrays:
    return [g * min(1.0, limit / float(np.linalg.norm(g))) if np.any(g) else g for g in grads]


@misconception(
    "clip_by_value",
    says="entries are squashed by a tanh instead of cut",
    ask="Does an entry that was inside the interval stay where it was?",
    looks="every entry is a little too small",
    tempting="limit * tanh(g / limit) is smooth, and stays inside",
    source="seen in review",
)
def squashed(grads: Arrays, limit: float) -> Arrays:
    return [limit * np.tanh(g / limit) if limit else 0 * g for g in grads]


@misconception(
    "clip_by_value",
    says="the limit is 1, whatever is asked for",
    ask="Which line of yours reads limit?",
    looks="right for a limit of 1",
    tempting="a constant from a first try",
    source="seen in review",
)
def limit_of_one(grads: Arrays, limit: float) -> Arrays:
    return [np.clip(g, -1.0, 1.0) for g in grads]


@misconception(
    "clip_by_value",
    says="every entry becomes -limit or limit, also those that were inside",
    ask="Does an entry that was inside the interval stay where it was?",
    looks="all entries have one size",
    tempting="limit * sign(g) is what clipping does to large entries",
    source="seen in review; it is sign descent",
)
def only_signs(grads: Arrays, limit: float) -> Arrays:
    return [limit * np.sign(g) for g in grads]


@misconception(
    "clip_by_value",
    says="only the first array is clipped, and comes back alone",
    ask="How many arrays go in, and how many come out?",
    looks="a list of one",
    tempting="the return stands inside the loop",
    source="seen in review",
)
def first_array_alone(grads: Arrays, limit: float) -> Arrays:
    return [np.clip(g, -limit, limit) for g in grads[:1]]


@misconception(
    "clip_by_value",
    says="all entries come back in one long array",
    ask="Which entries of your result belong to which parameter?",
    looks="one array where a list is asked for",
    tempting="np.concatenate makes one clip call enough",
    source="seen in review",
)
def one_long_array(grads: Arrays, limit: float) -> Array:
    return np.asarray(np.clip(np.concatenate([np.ravel(g) for g in grads]), -limit, limit))


@misconception(
    "clip_by_value",
    says="np.clip is given the whole list, as if it were one array",
    ask="What would the shape of your one array be?",
    looks="ValueError for arrays of different shapes",
    tempting="np.clip takes lists of numbers",
    source="seen in review",
)
def list_taken_for_an_array(grads: Arrays, limit: float) -> Array:
    return np.asarray(np.clip(grads, -limit, limit))


@misconception(
    "clip_by_value",
    says="the caller's list holds the clipped arrays afterwards, too",
    ask="Compare the list you were given, and the arrays in it, before and after the call: are they the same?",
    looks="right numbers, and the caller's arrays are clipped, too",
    tempting="out=g saves memory, frameworks do it, and grads[i] = ... looks like a local matter",
    source="catalogue I11",
)
def value_in_place(grads: Arrays, limit: float) -> Arrays:
    for g in grads:
        np.clip(g, -limit, limit, out=g)
    return grads


@misconception(
    "clip_by_value",
    says="the caller's arrays are changed, and nothing is returned",
    ask="What does a caller get who writes clipped = clip_by_value(...)?",
    looks="None",
    tempting="PyTorch's clip_grad_value_ works like that",
    source="catalogue I11, second form",
)
def value_in_place_and_none(grads: Arrays, limit: float) -> None:
    for g in grads:
        np.clip(g, -limit, limit, out=g)


# clip_by_norm


@misconception(
    "clip_by_norm",
    says="each array is clipped by its own norm",
    ask="Is the threshold one for each array or one for all of them together?",
    looks="three arrays of length max_norm have 1.73 times its norm; right for a single array",
    tempting="a loop over arrays with the rule inside is the obvious loop",
    source="catalogue I1",
)
def each_array_alone(grads: Arrays, max_norm: float) -> tuple[Arrays, float]:
    return [_norm_clip([g], max_norm)[0][0] for g in grads], _norm(grads)


@misconception(
    "clip_by_norm",
    says="entries are clipped one by one",
    ask="Do the relative sizes of two entries survive your operation?",
    looks="the direction changes",
    tempting="it is what many tutorials call gradient clipping",
    source="catalogue I2",
)
def value_for_norm(grads: Arrays, max_norm: float) -> tuple[Arrays, float]:
    return [np.clip(g, -max_norm, max_norm) for g in grads], _norm(grads)


@misconception(
    "clip_by_norm",
    says="only arrays that are too long by themselves are scaled",
    ask="If one factor is applied to some arrays and not to others, where does the whole point?",
    looks="long arrays are right, short ones too large",
    tempting="why shrink an array that is short enough?",
    source="catalogue I1, second form",
)
def long_arrays_only(grads: Arrays, max_norm: float) -> tuple[Arrays, float]:
    norm = _norm(grads)
    return [g * (max_norm / norm) if np.linalg.norm(g) > max_norm else g for g in grads], norm


@misconception(
    "clip_by_norm",
    says="gradients always get the length max_norm, short ones included",
    ask="What should happen to a gradient that is already short?",
    looks="short gradients are enlarged; right above the threshold",
    tempting="max_norm / norm is the whole formula, but for an if",
    source="catalogue I3",
)
def always_rescaled(grads: Arrays, max_norm: float) -> tuple[Arrays, float]:
    return _norm_clip(grads, max_norm, clips=lambda norm, limit: norm > 0)


@misconception(
    "clip_by_norm",
    says="gradients always get the length max_norm, and a zero vector is divided by its length",
    ask="What should happen to a gradient that is already short, and what is the scale of a zero vector?",
    looks="short gradients are enlarged, zeros become NaN; right above the threshold",
    tempting="max_norm / norm is the whole formula, but for an if",
    source="catalogue I3 and I10",
)
def always_rescaled_even_zeros(grads: Arrays, max_norm: float) -> tuple[Arrays, Any]:
    norm = np.float64(_norm(grads))
    return [g * (max_norm / norm) for g in grads], norm


@misconception(
    "clip_by_norm",
    says="short gradients are lengthened and long ones are left alone",
    ask="Which of the two should change: a gradient above the threshold or one below it?",
    looks="nothing happens above the threshold",
    tempting="< and > look alike at night",
    source="catalogue I6's neighbour; seen in review",
)
def comparison_turned(grads: Arrays, max_norm: float) -> tuple[Arrays, float]:
    return _norm_clip(grads, max_norm, clips=lambda norm, limit: 0 < norm < limit)


@misconception(
    "clip_by_norm",
    says="the factor is the wrong way up: norm / max_norm",
    ask="Should the factor be above or below one?",
    looks="long gradients get longer",
    tempting="the ratio of the two is remembered, its order is not",
    source="catalogue I6",
)
def factor_inverted(grads: Arrays, max_norm: float) -> tuple[Arrays, float]:
    return _norm_clip(grads, max_norm, factor=lambda norm, limit: norm / limit)


@misconception(
    "clip_by_norm",
    says="long gradients are divided by their norm, and max_norm is forgotten",
    ask="How long is a vector divided by its own norm?",
    looks="length 1; right for max_norm = 1",
    tempting="max_norm is 1 in most configurations",
    source="seen in review",
)
def unit_length(grads: Arrays, max_norm: float) -> tuple[Arrays, float]:
    return _norm_clip(grads, max_norm, factor=lambda norm, limit: 1 / norm)


@misconception(
    "clip_by_norm",
    says="long gradients are multiplied by max_norm, and their own norm is forgotten",
    ask="What is the norm of your result when the gradient had the norm 100?",
    looks="the factor does not depend on the gradient",
    tempting="max_norm reads like a factor",
    source="seen in review",
)
def norm_forgotten(grads: Arrays, max_norm: float) -> tuple[Arrays, float]:
    return _norm_clip(grads, max_norm, factor=lambda norm, limit: limit)


@misconception(
    "clip_by_norm",
    says="the squared norm is used, for comparing, scaling and reporting",
    ask="What are the units of a sum of squares?",
    looks="long gradients become far too short, norm is ours squared",
    tempting="the root is left out once, and everything follows",
    source="catalogue I4",
)
def square_for_norm(grads: Arrays, max_norm: float) -> tuple[Arrays, float]:
    return _norm_clip(grads, max_norm, length=_square)


@misconception(
    "clip_by_norm",
    says="the squared norm is compared with the threshold",
    ask="With norm 2 and threshold 3, which two numbers does your if compare?",
    looks="some short gradients are enlarged",
    tempting="comparing squares saves a root, when both sides are squared",
    source="catalogue I4's neighbour; seen in review",
)
def square_compared(grads: Arrays, max_norm: float) -> tuple[Arrays, float]:
    return _norm_clip(grads, max_norm, clips=lambda norm, limit: norm**2 > limit)


@misconception(
    "clip_by_norm",
    says="the norms of the arrays are added up",
    ask="Is the length of (3, 4) equal to 3 + 4?",
    looks="too short, and norm is too large; right for a single array",
    tempting="np.linalg.norm gives a norm for each array, and sum() is what one does with a list",
    source="catalogue I5",
)
def clips_sum_of_norms(grads: Arrays, max_norm: float) -> tuple[Arrays, float]:
    return _norm_clip(grads, max_norm, length=_sum_of_norms)


@misconception(
    "clip_by_norm",
    says="the longest array decides for all",
    ask="If no array is longer than max_norm, how long can all of them together be?",
    looks="too long; right for a single array",
    tempting="the largest one is what one is afraid of",
    source="catalogue I1's neighbour; seen in review",
)
def clips_largest_norm(grads: Arrays, max_norm: float) -> tuple[Arrays, float]:
    return _norm_clip(grads, max_norm, length=_largest_norm)


@misconception(
    "clip_by_norm",
    says="the largest entry decides for all",
    ask="If no entry is larger than max_norm, how long can all of them together be?",
    looks="too long",
    tempting="it is the norm of a different clipping: by the maximum",
    source="seen in review",
)
def clips_largest_entry(grads: Arrays, max_norm: float) -> tuple[Arrays, float]:
    return _norm_clip(grads, max_norm, length=_largest_entry)


@misconception(
    "clip_by_norm",
    says="the root mean square is used for the norm",
    ask="Does the norm shrink when you append zeros?",
    looks="too long, and norm is too small",
    tempting="a threshold that does not depend on the size of the network sounds sensible",
    source="catalogue I7",
)
def clips_root_mean_square(grads: Arrays, max_norm: float) -> tuple[Arrays, float]:
    return _norm_clip(grads, max_norm, length=_rms)


@misconception(
    "clip_by_norm",
    says="an epsilon of 1e-6 is added to the norm before dividing by it",
    ask="When you divide, what do you know already about norm?",
    looks="right to six digits for ordinary gradients, far too short for small ones",
    tempting="PyTorch does it, for cases that the if has excluded",
    source="catalogue I15",
)
def epsilon_in_denominator(grads: Arrays, max_norm: float) -> tuple[Arrays, float]:
    return _norm_clip(grads, max_norm, factor=lambda norm, limit: limit / (norm + 1e-6))


@misconception(
    "clip_by_norm",
    says="an epsilon of 1e-8 is added to the norm before dividing by it",
    ask="When you divide, what do you know already about norm?",
    looks="right to eight digits for ordinary gradients, far too short for small ones",
    tempting="1e-8 is Adam's, and looks like nothing",
    source="catalogue I15, second form",
)
def small_epsilon_in_denominator(grads: Arrays, max_norm: float) -> tuple[Arrays, float]:
    return _norm_clip(grads, max_norm, factor=lambda norm, limit: limit / (norm + 1e-8))


@misconception(
    "clip_by_norm",
    says="an epsilon of 1e-12 is added to the norm before dividing by it",
    ask="When you divide, what do you know already about norm?",
    looks="right for ordinary gradients, far too short for tiny ones",
    tempting="it is the epsilon of F.normalize, and no double sees it beside 1",
    source="catalogue I15, third form",
)
def tiny_epsilon_in_denominator(grads: Arrays, max_norm: float) -> tuple[Arrays, float]:
    return _norm_clip(grads, max_norm, factor=lambda norm, limit: limit / (norm + 1e-12))


@misconception(
    "clip_by_norm",
    says="the norm returned is the one after clipping",
    ask="Which norm would tell you that training is exploding?",
    looks="norm is max_norm whenever something was clipped",
    tempting="the norm is computed where it is returned, at the end",
    source="catalogue I8",
)
def norm_after_clipping(grads: Arrays, max_norm: float) -> tuple[Arrays, float]:
    clipped, _ = _norm_clip(grads, max_norm)
    return clipped, _norm(clipped)


@misconception(
    "clip_by_norm",
    says="the factor is returned where the norm is asked for",
    ask="What would you plot over training to see an explosion?",
    looks="norm is a number up to 1",
    tempting="the factor is what the function found out",
    source="seen in review",
)
def factor_for_norm(grads: Arrays, max_norm: float) -> tuple[Arrays, float]:
    clipped, norm = _norm_clip(grads, max_norm)
    return clipped, min(1.0, max_norm / norm) if norm else 1.0


@misconception(
    "clip_by_norm",
    says="the squared norm is returned",
    ask="What are the units of a sum of squares?",
    looks="clipped is right, norm is ours squared",
    tempting="the variable that was summed up is the one that is returned",
    source="catalogue I4's neighbour",
)
def square_returned(grads: Arrays, max_norm: float) -> tuple[Arrays, float]:
    return _norm_clip(grads, max_norm, told=lambda norm: norm**2)


@misconception(
    "clip_by_norm",
    says="each array's norm is returned, in a list",
    ask="How many norms does the whole gradient have?",
    looks="a list where a number is asked for",
    tempting="a norm for each layer is a fine thing to log",
    source="seen in review",
)
def norms_returned(grads: Arrays, max_norm: float) -> tuple[Arrays, Any]:
    return _norm_clip(grads, max_norm)[0], [float(np.linalg.norm(g)) for g in grads]


@misconception(
    "clip_by_norm",
    says="the norm is not returned",
    ask="Two things are asked for: which one is missing?",
    looks="a list where a tuple is asked for",
    tempting="the clipped gradients are what training goes on with",
    source="seen in review",
)
def norm_not_returned(grads: Arrays, max_norm: float) -> Arrays:
    return _norm_clip(grads, max_norm)[0]


@misconception(
    "clip_by_norm",
    says="the arrays are changed in place, and only the norm is returned",
    ask="Two things are asked for: which one is missing?",
    looks="a number where a tuple is asked for, and the caller's arrays are clipped",
    tempting="torch.nn.utils.clip_grad_norm_ does exactly that",
    source="catalogue I11",
)
def in_place_and_norm_only(grads: Arrays, max_norm: float) -> float:
    norm = _norm(grads)
    for g in grads:
        if norm > max_norm:
            g *= max_norm / norm
    return norm


@misconception(
    "clip_by_norm",
    says="norm and list come back the wrong way round",
    ask="In which order does the docstring name the two?",
    looks="a number where the list is asked for",
    tempting="the norm is computed first",
    source="catalogue J9's neighbour",
)
def outputs_swapped(grads: Arrays, max_norm: float) -> tuple[float, Arrays]:
    clipped, norm = _norm_clip(grads, max_norm)
    return norm, clipped


@misconception(
    "clip_by_norm",
    says="the caller's list holds the scaled arrays afterwards, too",
    ask="Compare the list you were given, and the arrays in it, before and after the call: are they the same?",
    looks="right numbers, and the caller's arrays are clipped, too",
    tempting="g *= scale saves memory, frameworks do it, and grads[i] = ... looks like a local matter",
    source="catalogue I11",
)
def scaled_in_place(grads: Arrays, max_norm: float) -> tuple[Arrays, float]:
    norm = _norm(grads)
    for g in grads:
        if norm > max_norm:
            g *= max_norm / norm
    return grads, norm


@misconception(
    "clip_by_norm",
    says="max_norm / norm is worked out before anybody asks whether norm is 0",
    ask="What is the scale factor of a zero vector?",
    looks="ZeroDivisionError for zeros or an empty list",
    tempting="min(1, max_norm / norm) needs no if",
    source="catalogue I10",
)
def divides_by_zero(grads: Arrays, max_norm: float) -> tuple[Arrays, float]:
    norm = _norm(grads)
    scale = min(1.0, max_norm / norm)
    return [g * scale for g in grads], norm


@misconception(
    "clip_by_norm",
    says="an empty list has nothing to be joined, and yours raises",
    ask="How long is a vector without entries?",
    looks="ValueError for an empty list",
    tempting="a network without gradients is nothing one tries",
    source="catalogue I12's neighbour",
)
def clipping_nothing_raises(grads: Arrays, max_norm: float) -> tuple[Arrays, float]:
    return _norm_clip(
        grads, max_norm, length=lambda gs: float(np.linalg.norm(np.concatenate([np.ravel(g) for g in gs])))
    )
