"""What people believe about a product of equal factors. Rows B of the bug catalogue, and what reviews showed."""

from __future__ import annotations

import math

import numpy as np

from grader.misconceptions.misconception import misconception

Array = np.ndarray


def _powers(steps: int, factor: float) -> Array:
    """Return factor to the power 0, 1, ..., steps."""
    return np.asarray(float(factor) ** np.arange(steps + 1))


def _horizon(factor: float, threshold: float, *, first: int = 0) -> int | None:
    """Return the horizon as the exercise means it, counting from `first`, so that an idea is wrong in its own way."""
    if factor >= 1:
        return first if factor**first < threshold else None
    guess = 0 if factor == 0 else math.floor(math.log(threshold) / math.log(factor)) - 1
    k = max(first, guess)
    while factor**k >= threshold:
        k += 1
    return k


# gradient_decay


@misconception(
    "gradient_decay",
    says="you multiply the factor by the number of steps",
    ask="Does each step add to the gradient, or multiply it?",
    looks="grows with the length instead of vanishing",
    tempting="T times the same thing sounds like a product with T",
    source="catalogue B1",
)
def times_length(sequence_length: int, eigenvalue_magnitude: float, tanh_derivative: float = 0.5) -> float:
    return eigenvalue_magnitude * tanh_derivative * sequence_length


@misconception(
    "gradient_decay",
    says="there is one factor too few",
    ask="How many arrows lie between the first state and the last?",
    looks="too large, by exactly one factor",
    tempting="T states have T - 1 arrows between them, if one counts states",
    source="catalogue B2",
)
def one_factor_too_few(sequence_length: int, eigenvalue_magnitude: float, tanh_derivative: float = 0.5) -> float:
    return float((eigenvalue_magnitude * tanh_derivative) ** max(sequence_length - 1, 0))


@misconception(
    "gradient_decay",
    says="there is one factor too many",
    ask="How many arrows lie between the first state and the last?",
    looks="too small, by exactly one factor",
    tempting="range(T + 1), to be on the safe side",
    source="catalogue B2",
)
def one_factor_too_many(sequence_length: int, eigenvalue_magnitude: float, tanh_derivative: float = 0.5) -> float:
    return float((eigenvalue_magnitude * tanh_derivative) ** (sequence_length + 1))


@misconception(
    "gradient_decay",
    says="the slope of the tanh is left out",
    ask="Which two numbers multiply the signal at every step?",
    looks="far too large: 2.7e-5 instead of 2.1e-35 for 100 steps at 0.9 and 0.5",
    tempting="texts explain vanishing with eigenvalues, and mention the tanh afterwards",
    source="catalogue B3; a decay table in circulation has these first digits",
)
def slope_left_out(sequence_length: int, eigenvalue_magnitude: float, tanh_derivative: float = 0.5) -> float:
    return float(eigenvalue_magnitude**sequence_length)


@misconception(
    "gradient_decay",
    says="the eigenvalue is left out",
    ask="Which two numbers multiply the signal at every step?",
    looks="too small for eigenvalues below 1, and the same for all of them",
    tempting="the saturated tanh is what everybody warns about",
    source="seen in review",
)
def eigenvalue_left_out(sequence_length: int, eigenvalue_magnitude: float, tanh_derivative: float = 0.5) -> float:
    return float(tanh_derivative**sequence_length)


@misconception(
    "gradient_decay",
    says="the tanh is passed once, the weight at every step",
    ask="How many tanhs does a signal meet on its way through T steps?",
    looks="right for one step, far too large for many",
    tempting="the brackets around the product are easy to lose",
    source="seen in review",
)
def slope_only_once(sequence_length: int, eigenvalue_magnitude: float, tanh_derivative: float = 0.5) -> float:
    return float(tanh_derivative * eigenvalue_magnitude**sequence_length)


@misconception(
    "gradient_decay",
    says="the weight is passed once, the tanh at every step",
    ask="How often does a signal meet the recurrent weight on its way through T steps?",
    looks="right for one step",
    tempting="a * b ** T looks like the formula, and ** binds tighter than *",
    source="seen in review",
)
def eigenvalue_only_once(sequence_length: int, eigenvalue_magnitude: float, tanh_derivative: float = 0.5) -> float:
    return float(eigenvalue_magnitude * tanh_derivative**sequence_length)


@misconception(
    "gradient_decay",
    says="the two factors of a step are added",
    ask="What is left of a signal that first meets 0.9 and then 0.5?",
    looks="far too large, growing as a rule",
    tempting="two influences on one step, and a sum comes to mind first",
    source="seen in review",
)
def factors_added(sequence_length: int, eigenvalue_magnitude: float, tanh_derivative: float = 0.5) -> float:
    return float((eigenvalue_magnitude + tanh_derivative) ** sequence_length)


@misconception(
    "gradient_decay",
    says="you raise what a step takes away, not what it leaves",
    ask="If a factor is 0.9, how much is left after one step: nine tenths, or one tenth?",
    looks="factors above one half give too little, those below give too much",
    tempting="decay rate is used for both",
    source="seen in review",
)
def keeps_what_is_lost(sequence_length: int, eigenvalue_magnitude: float, tanh_derivative: float = 0.5) -> float:
    return float((1 - eigenvalue_magnitude * tanh_derivative) ** sequence_length)


@misconception(
    "gradient_decay",
    says="tanh_derivative is treated as a tanh output, and squared",
    ask="Is the number you are given a slope already, or a state?",
    looks="too large for slopes below 0.6, too small above",
    tempting="1 - h**2 is a reflex by now",
    source="seen in review",
)
def slope_of_the_slope(sequence_length: int, eigenvalue_magnitude: float, tanh_derivative: float = 0.5) -> float:
    return float((eigenvalue_magnitude * (1 - tanh_derivative**2)) ** sequence_length)


@misconception(
    "gradient_decay",
    says="the slope is 0.5 whatever slope you are given",
    ask="What should change when somebody passes another slope?",
    looks="right as long as nobody passes a slope",
    tempting="0.5 is what the example has",
    source="seen in review",
)
def always_one_half(sequence_length: int, eigenvalue_magnitude: float, tanh_derivative: float = 0.5) -> float:
    return float((eigenvalue_magnitude * 0.5) ** sequence_length)


@misconception(
    "gradient_decay",
    says="base and exponent have changed places",
    ask="Which of the two numbers is multiplied by itself?",
    looks="grows slowly with the length",
    tempting="pow and ** are read in either direction",
    source="seen in review",
)
def length_to_the_factor(sequence_length: int, eigenvalue_magnitude: float, tanh_derivative: float = 0.5) -> float:
    return float(sequence_length ** (eigenvalue_magnitude * tanh_derivative))


@misconception(
    "gradient_decay",
    says="you go through the logarithm, which a factor of 0 does not have",
    ask="What is the logarithm of 0?",
    looks="a ValueError for a factor of 0, right elsewhere",
    tempting="exp(T log f) is the definition of a power",
    source="seen in review",
)
def power_by_logarithm(sequence_length: int, eigenvalue_magnitude: float, tanh_derivative: float = 0.5) -> float:
    return math.exp(sequence_length * math.log(eigenvalue_magnitude * tanh_derivative))


# decay_curve


@misconception(
    "decay_curve",
    says="the curve stops one step early",
    ask="How many places are there to stand on, along a path of three steps?",
    looks="one entry too few: the last is missing",
    tempting="np.arange(T) has T entries, and T steps were asked for",
    source="catalogue B2",
)
def last_place_missing(sequence_length: int, eigenvalue_magnitude: float, tanh_derivative: float = 0.5) -> Array:
    return _powers(sequence_length, eigenvalue_magnitude * tanh_derivative)[:-1]


@misconception(
    "decay_curve",
    says="the curve starts after the first step",
    ask="What is left of the gradient before any step is taken?",
    looks="one entry too few: the 1 at the start is missing",
    tempting="cumprod begins with the first factor",
    source="catalogue B2",
)
def first_place_missing(sequence_length: int, eigenvalue_magnitude: float, tanh_derivative: float = 0.5) -> Array:
    return _powers(sequence_length, eigenvalue_magnitude * tanh_derivative)[1:]


@misconception(
    "decay_curve",
    says="entry k has been through k + 1 steps",
    ask="What is left of the gradient before any step is taken?",
    looks="ours, times one factor everywhere",
    tempting="range(1, T + 2) has the right number of entries",
    source="catalogue B2",
)
def one_step_ahead(sequence_length: int, eigenvalue_magnitude: float, tanh_derivative: float = 0.5) -> Array:
    return _powers(sequence_length + 1, eigenvalue_magnitude * tanh_derivative)[1:]


@misconception(
    "decay_curve",
    says="the curve runs from the oldest step to the newest",
    ask="Does entry 3 belong to the third step of the sequence, or to the third step back?",
    looks="ours, turned round",
    tempting="pictures put the first step of the sequence on the left",
    source="catalogue R7",
)
def curve_turned_round(sequence_length: int, eigenvalue_magnitude: float, tanh_derivative: float = 0.5) -> Array:
    return _powers(sequence_length, eigenvalue_magnitude * tanh_derivative)[::-1].copy()


@misconception(
    "decay_curve",
    says="you return only what is left at the end",
    ask="Which shape does the docstring promise?",
    looks="one number",
    tempting="it is what the function before this one returns",
    source="seen in review",
)
def end_only(sequence_length: int, eigenvalue_magnitude: float, tanh_derivative: float = 0.5) -> float:
    return float((eigenvalue_magnitude * tanh_derivative) ** sequence_length)


@misconception(
    "decay_curve",
    says="every step takes away the same amount",
    ask="Does the second step shrink what it is given, or what there was at the start?",
    looks="the first two entries are right, then a straight line, below 0 soon",
    tempting="a loss per step reads like a subtraction",
    source="seen in review",
)
def same_amount_each_step(sequence_length: int, eigenvalue_magnitude: float, tanh_derivative: float = 0.5) -> Array:
    factor = eigenvalue_magnitude * tanh_derivative
    return np.asarray(1 - (1 - factor) * np.arange(sequence_length + 1))


@misconception(
    "decay_curve",
    says="you draw a straight line between the start and the end",
    ask="Is what is lost in the first step as much as what is lost in the last?",
    looks="the two ends are right, everything between is not",
    tempting="linspace asks for exactly the three numbers that one has",
    source="seen in review",
)
def line_between_the_ends(sequence_length: int, eigenvalue_magnitude: float, tanh_derivative: float = 0.5) -> Array:
    end = (eigenvalue_magnitude * tanh_derivative) ** sequence_length
    return np.linspace(1.0, end, sequence_length + 1)


@misconception(
    "decay_curve",
    says="entries are added up on the way",
    ask="Does entry 3 say what is left after three steps, or what all entries so far make together?",
    looks="starts at 1 and grows",
    tempting="cumsum and cumprod differ by a word",
    source="seen in review",
)
def running_sum(sequence_length: int, eigenvalue_magnitude: float, tanh_derivative: float = 0.5) -> Array:
    return np.asarray(np.cumsum(_powers(sequence_length, eigenvalue_magnitude * tanh_derivative)))


@misconception(
    "decay_curve",
    says="the slope of the tanh is left out",
    ask="Which two numbers multiply the signal at every step?",
    looks="falls far too slowly",
    tempting="texts explain vanishing with eigenvalues, and mention the tanh afterwards",
    source="catalogue B3",
)
def curve_without_slope(sequence_length: int, eigenvalue_magnitude: float, tanh_derivative: float = 0.5) -> Array:
    return _powers(sequence_length, eigenvalue_magnitude)


@misconception(
    "decay_curve",
    says="the slope is 0.5 whatever slope you are given",
    ask="What should change when somebody passes another slope?",
    looks="right as long as nobody passes a slope",
    tempting="a call of gradient_decay inside, and the third argument forgotten",
    source="seen in review",
)
def curve_always_one_half(sequence_length: int, eigenvalue_magnitude: float, tanh_derivative: float = 0.5) -> Array:
    return _powers(sequence_length, eigenvalue_magnitude * 0.5)


@misconception(
    "decay_curve",
    says="you return logarithms",
    ask="Which entry of your curve should be exactly 1?",
    looks="0 at the start, then a falling straight line",
    tempting="the curve is meant for a logarithmic plot",
    source="catalogue R8",
)
def curve_of_logarithms(sequence_length: int, eigenvalue_magnitude: float, tanh_derivative: float = 0.5) -> Array:
    return np.asarray(np.log10(_powers(sequence_length, eigenvalue_magnitude * tanh_derivative)))


@misconception(
    "decay_curve",
    says="you return what is lost, not what is left",
    ask="Before any step is taken, how much of the gradient is there?",
    looks="0 at the start, 1 at the end",
    tempting="decay reads like the part that goes",
    source="seen in review",
)
def curve_of_losses(sequence_length: int, eigenvalue_magnitude: float, tanh_derivative: float = 0.5) -> Array:
    return np.asarray(1 - _powers(sequence_length, eigenvalue_magnitude * tanh_derivative))


@misconception(
    "decay_curve",
    says="the curve is an array of whole numbers, and every entry is cut off as it is written",
    ask="Which type has an array that is made of whole numbers?",
    looks="1, then zeros",
    tempting="np.full(n, 1) and np.zeros(n, int) look like any other start",
    source="seen in review",
)
def curve_of_whole_numbers(sequence_length: int, eigenvalue_magnitude: float, tanh_derivative: float = 0.5) -> Array:
    curve = np.full(sequence_length + 1, 1)
    for k in range(sequence_length):
        curve[k + 1] = curve[k] * eigenvalue_magnitude * tanh_derivative
    return curve


# log10_gradient_decay


@misconception(
    "log10_gradient_decay",
    says="you take the logarithm of a magnitude that is 0 for a computer by then",
    ask="Can you take the logarithm before multiplying?",
    looks="right for short sequences, -inf for thousands of steps",
    tempting="the magnitude is there already, one call away",
    source="catalogue B6",
)
def logarithm_of_the_power(sequence_length: int, eigenvalue_magnitude: float, tanh_derivative: float = 0.5) -> float:
    return float(np.log10((eigenvalue_magnitude * tanh_derivative) ** sequence_length))


@misconception(
    "log10_gradient_decay",
    says="math.log10 raises at a magnitude that is 0 for a computer by then",
    ask="Can you take the logarithm before multiplying?",
    looks="right for short sequences, a ValueError for thousands of steps",
    tempting="the magnitude is there already, one call away",
    source="catalogue B6",
)
def math_log_of_the_power(sequence_length: int, eigenvalue_magnitude: float, tanh_derivative: float = 0.5) -> float:
    return math.log10((eigenvalue_magnitude * tanh_derivative) ** sequence_length)


@misconception(
    "log10_gradient_decay",
    says="you take the natural logarithm",
    ask="How many decades is a factor of one tenth in your unit?",
    looks="ours, times 2.303 everywhere",
    tempting="np.log is called just log",
    source="seen in review",
)
def natural_logarithm(sequence_length: int, eigenvalue_magnitude: float, tanh_derivative: float = 0.5) -> float:
    return sequence_length * math.log(eigenvalue_magnitude * tanh_derivative)


@misconception(
    "log10_gradient_decay",
    says="you take the logarithm to base 2",
    ask="How many decades is a factor of one tenth in your unit?",
    looks="ours, times 3.322 everywhere",
    tempting="halvings are the natural unit of decay",
    source="seen in review",
)
def logarithm_to_base_2(sequence_length: int, eigenvalue_magnitude: float, tanh_derivative: float = 0.5) -> float:
    return sequence_length * math.log2(eigenvalue_magnitude * tanh_derivative)


@misconception(
    "log10_gradient_decay",
    says="you return one step's logarithm, whatever the length",
    ask="What does the logarithm make of a power?",
    looks="the same for every length",
    tempting="the length sits in the exponent, and the exponent is lost with the power",
    source="seen in review",
)
def log_of_one_step(sequence_length: int, eigenvalue_magnitude: float, tanh_derivative: float = 0.5) -> float:
    return math.log10(eigenvalue_magnitude * tanh_derivative)


@misconception(
    "log10_gradient_decay",
    says="the slope of the tanh is left out",
    ask="Which two numbers multiply the signal at every step?",
    looks="falls far too slowly",
    tempting="texts explain vanishing with eigenvalues, and mention the tanh afterwards",
    source="catalogue B3",
)
def log_without_slope(sequence_length: int, eigenvalue_magnitude: float, tanh_derivative: float = 0.5) -> float:
    return sequence_length * math.log10(eigenvalue_magnitude)


@misconception(
    "log10_gradient_decay",
    says="you multiply the two logarithms",
    ask="What does the logarithm make of a product?",
    looks="positive for two factors below 1",
    tempting="the factors are multiplied, so their logarithms seem to be, too",
    source="seen in review",
)
def product_of_logarithms(sequence_length: int, eigenvalue_magnitude: float, tanh_derivative: float = 0.5) -> float:
    return sequence_length * math.log10(eigenvalue_magnitude) * math.log10(tanh_derivative)


@misconception(
    "log10_gradient_decay",
    says="the length multiplies one of the two logarithms only",
    ask="How many tanhs does a signal meet on its way through T steps?",
    looks="right for one step",
    tempting="T * a + b looks like T * (a + b)",
    source="seen in review",
)
def length_times_one_logarithm(
    sequence_length: int, eigenvalue_magnitude: float, tanh_derivative: float = 0.5
) -> float:
    return sequence_length * math.log10(eigenvalue_magnitude) + math.log10(tanh_derivative)


@misconception(
    "log10_gradient_decay",
    says="there is one step too few",
    ask="How many arrows lie between the first state and the last?",
    looks="too large, by one step's logarithm",
    tempting="T states have T - 1 arrows between them, if one counts states",
    source="catalogue B2",
)
def log_of_one_step_less(sequence_length: int, eigenvalue_magnitude: float, tanh_derivative: float = 0.5) -> float:
    return (sequence_length - 1) * math.log10(eigenvalue_magnitude * tanh_derivative)


@misconception(
    "log10_gradient_decay",
    says="you return the number of decades lost, without its sign",
    ask="Which sign has the logarithm of a number below 1?",
    looks="ours, negative",
    tempting="a loss of 35 decades is told as 35",
    source="seen in review",
)
def decades_lost(sequence_length: int, eigenvalue_magnitude: float, tanh_derivative: float = 0.5) -> float:
    return -sequence_length * math.log10(eigenvalue_magnitude * tanh_derivative)


@misconception(
    "log10_gradient_decay",
    says="the slope is 0.5 whatever slope you are given",
    ask="What should change when somebody passes another slope?",
    looks="right as long as nobody passes a slope",
    tempting="0.5 is what the example has",
    source="seen in review",
)
def log_always_one_half(sequence_length: int, eigenvalue_magnitude: float, tanh_derivative: float = 0.5) -> float:
    return sequence_length * math.log10(eigenvalue_magnitude * 0.5)


@misconception(
    "log10_gradient_decay",
    says="math.log10 is asked about 0",
    ask="What should come out when one of the factors is 0, and does math.log10 know it?",
    looks="a ValueError for a factor of 0, right elsewhere",
    tempting="the formula has no special cases",
    source="seen in review",
)
def math_log_of_zero(sequence_length: int, eigenvalue_magnitude: float, tanh_derivative: float = 0.5) -> float:
    return sequence_length * math.log10(eigenvalue_magnitude * tanh_derivative)


@misconception(
    "log10_gradient_decay",
    says="no step at all is multiplied by the logarithm of 0",
    ask="What is 0 times minus infinity, and what is left when no step is taken?",
    looks="nan for a factor of 0 and length 0, right elsewhere",
    tempting="np.log10(0) is -inf, so the formula seems to take care of itself",
    source="seen in review",
)
def nan_without_steps(sequence_length: int, eigenvalue_magnitude: float, tanh_derivative: float = 0.5) -> float:
    return float(sequence_length * np.log10(eigenvalue_magnitude * tanh_derivative))


@misconception(
    "log10_gradient_decay",
    says="a factor of 0 gives -inf even when no step is taken",
    ask="How often has the factor been used before the first step?",
    looks="-inf instead of 0 for length 0 and a factor of 0",
    tempting="the question about 0 is asked first, and answered for good",
    source="seen in review",
)
def zero_comes_first(sequence_length: int, eigenvalue_magnitude: float, tanh_derivative: float = 0.5) -> float:
    factor = eigenvalue_magnitude * tanh_derivative
    return -math.inf if factor == 0 else sequence_length * math.log10(factor)


# vanishing_horizon


@misconception(
    "vanishing_horizon",
    says="the quotient of the logarithms is upside down",
    ask="Solve factor**k = threshold for k on paper: which logarithm ends up below the line?",
    looks="1 as a rule",
    tempting="both quotients are positive numbers",
    source="seen in review",
)
def quotient_upside_down(factor: float, threshold: float = 1e-6) -> int | None:
    return None if factor >= 1 else math.ceil(math.log(factor) / math.log(threshold))


@misconception(
    "vanishing_horizon",
    says="you count the steps to one half, not to the threshold",
    ask="Where does the threshold enter your answer?",
    looks="1 or 2, whatever the threshold",
    tempting="half-lives are what one computes for a decay",
    source="catalogue B5",
)
def half_life(factor: float, threshold: float = 1e-6) -> int | None:
    return _horizon(factor, 0.5)


@misconception(
    "vanishing_horizon",
    says="k is rounded down",
    ask="Is the power below the threshold at your k?",
    looks="one too small",
    tempting="int() and // round that way",
    source="seen in review",
)
def rounded_down(factor: float, threshold: float = 1e-6) -> int | None:
    return None if factor >= 1 else math.floor(math.log(threshold) / math.log(factor))


@misconception(
    "vanishing_horizon",
    says="you return a number of steps that is not whole",
    ask="Can one take a third of a step?",
    looks="a little too small",
    tempting="it solves the equation",
    source="seen in review",
)
def fraction_of_a_step(factor: float, threshold: float = 1e-6) -> float | None:
    return None if factor >= 1 else math.log(threshold) / math.log(factor)


@misconception(
    "vanishing_horizon",
    says="a power that equals the threshold counts as below it",
    ask="Is 0.5 less than 0.5?",
    looks="one too small at exact ties, right elsewhere",
    tempting="<= and < give the same numbers nearly always, and so do rounding up and what is asked for",
    source="seen in review",
)
def threshold_reached_is_enough(factor: float, threshold: float = 1e-6) -> int | None:
    right = _horizon(factor, threshold)
    return right - 1 if right and factor ** (right - 1) == threshold else right


@misconception(
    "vanishing_horizon",
    says="k is one step too late",
    ask="Is the power below the threshold one step before your k already?",
    looks="one too large",
    tempting="the counter goes up once more before the loop notices",
    source="catalogue B2",
)
def one_step_too_late(factor: float, threshold: float = 1e-6) -> int | None:
    right = _horizon(factor, threshold)
    return None if right is None else right + 1


@misconception(
    "vanishing_horizon",
    says="you return the magnitude at the horizon, not the step",
    ask="In which unit is a horizon measured?",
    looks="a number below the threshold",
    tempting="both are at hand when the loop ends",
    source="seen in review",
)
def magnitude_at_the_horizon(factor: float, threshold: float = 1e-6) -> float | None:
    right = _horizon(factor, threshold)
    return None if right is None else factor**right


@misconception(
    "vanishing_horizon",
    says="the threshold is 1e-6 whatever threshold you are given",
    ask="What should change when somebody passes another threshold?",
    looks="right as long as nobody passes a threshold",
    tempting="1e-6 is written in the docstring",
    source="seen in review",
)
def always_a_millionth(factor: float, threshold: float = 1e-6) -> int | None:
    return _horizon(factor, 1e-6)


@misconception(
    "vanishing_horizon",
    says="every step takes away the same amount",
    ask="Does the second step shrink what it is given, or what there was at the start?",
    looks="far too small",
    tempting="how many steps of a given size fit into a distance",
    source="seen in review",
)
def horizon_of_a_straight_line(factor: float, threshold: float = 1e-6) -> int | None:
    return None if factor >= 1 else max(0, math.ceil((1 - threshold) / (1 - factor)))


@misconception(
    "vanishing_horizon",
    says="at least one step is taken, even when 1 is below the threshold",
    ask="What is factor**0, and might it be enough?",
    looks="1 instead of 0 for a threshold above 1",
    tempting="a horizon of 0 does not look like a horizon",
    source="seen in review",
)
def counts_from_one(factor: float, threshold: float = 1e-6) -> int | None:
    return _horizon(factor, threshold, first=1)


@misconception(
    "vanishing_horizon",
    says="the formula is trusted where it gives a negative number of steps",
    ask="How many steps does your function take when the threshold is 5?",
    looks="negative for a threshold above 1",
    tempting="thresholds are small numbers, and the formula has no opinion on it",
    source="seen in review",
)
def negative_steps(factor: float, threshold: float = 1e-6) -> int | None:
    if factor >= 1:
        return None
    return 1 if factor == 0 else math.floor(math.log(threshold) / math.log(factor)) + 1


@misconception(
    "vanishing_horizon",
    says="a factor of 1 or more gives None before anybody looks at the threshold",
    ask="With a factor of 1.5 and a threshold of 5, is factor**0 below it?",
    looks="None instead of 0 when the threshold is above 1 as well",
    tempting="what does not shrink cannot fall below anything, it seems",
    source="seen in review",
)
def none_before_looking(factor: float, threshold: float = 1e-6) -> int | None:
    return None if factor >= 1 else _horizon(factor, threshold)


@misconception(
    "vanishing_horizon",
    says="math.log is asked about a factor of 0",
    ask="What is left after one step when the factor is 0?",
    looks="a ValueError for a factor of 0",
    tempting="nobody expects a factor of 0",
    source="seen in review",
)
def math_log_of_a_zero_factor(factor: float, threshold: float = 1e-6) -> int | None:
    if threshold > 1:
        return 0
    return None if factor >= 1 else math.floor(math.log(threshold) / math.log(factor)) + 1


@misconception(
    "vanishing_horizon",
    says="you return infinity where None is asked for",
    ask="What does the docstring promise when there is no such step?",
    looks="inf instead of None",
    tempting="never is infinitely late",
    source="seen in review",
)
def infinity_for_never(factor: float, threshold: float = 1e-6) -> float:
    right = _horizon(factor, threshold)
    return math.inf if right is None else right


@misconception(
    "vanishing_horizon",
    says="you return -1 where None is asked for",
    ask="What does the docstring promise when there is no such step?",
    looks="-1 instead of None",
    tempting="str.find does it, and other languages have no None",
    source="seen in review",
)
def minus_one_for_never(factor: float, threshold: float = 1e-6) -> int:
    right = _horizon(factor, threshold)
    return -1 if right is None else right


@misconception(
    "vanishing_horizon",
    says="you assume that the factor is below 1",
    ask="What does the sign of log(factor) do on the other side of 1?",
    looks="a division by zero at a factor of 1, a negative horizon above",
    tempting="the exercise is about vanishing",
    source="seen in review",
)
def every_factor_shrinks(factor: float, threshold: float = 1e-6) -> int:
    if threshold > 1:
        return 0
    return 1 if factor == 0 else math.floor(math.log(threshold) / math.log(factor)) + 1


@misconception(
    "vanishing_horizon",
    says="you give up after some number of steps",
    ask="How many steps does a factor of 0.9999 take?",
    looks="None where the horizon is far away",
    tempting="a loop needs a limit, and a thousand steps look like more than enough",
    source="seen in review",
)
def gives_up(factor: float, threshold: float = 1e-6) -> int | None:
    right = _horizon(factor, threshold)
    return None if right is None or right > 10_000 else right
