"""What people believe about slopes of squashing functions. Rows A of the bug catalogue, and what reviews showed."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from grader.misconceptions.misconception import misconception


def _sigmoid(z: Any) -> Any:
    """Return the sigmoid, stable on either side, so that an idea is wrong in its own way only."""
    small = np.exp(-np.abs(z))
    return np.where(np.asarray(z) >= 0, 1.0, small) / (1 + small)


# tanh


@misconception(
    "tanh_derivative",
    says="you square z itself, which has not been through tanh",
    ask="Which quantity is squared: the number going into tanh, or the one coming out?",
    looks="right at 0, negative beyond 1",
    tempting="with h = tanh(z) at hand one writes 1 - h**2, and both are called x somewhere",
    source="catalogue A1",
)
def squares_z(z: Any) -> Any:
    return 1 - np.asarray(z) ** 2


@misconception(
    "tanh_derivative",
    says="tanh is applied twice",
    ask="How many times has tanh been applied to the value that you square?",
    looks="right at 0, too large everywhere else, never below 0.41",
    tempting="h = tanh(z), then a formula that holds a tanh of its own",
    source="catalogue A2",
)
def tanh_twice(z: Any) -> Any:
    return 1 - np.tanh(np.tanh(z)) ** 2


@misconception(
    "tanh_derivative",
    says="the square is missing",
    ask="Try z and -z: should the slope of an odd function differ between them?",
    looks="not the same at z and -z, above 1 for negative z",
    tempting="the square is a detail of the formula, and 1 - tanh has the right look",
    source="catalogue A3",
)
def tanh_not_squared(z: Any) -> Any:
    return 1 - np.tanh(z)


@misconception(
    "tanh_derivative",
    says="you return 1 / (1 - tanh(z)**2)",
    ask="Can the slope of tanh ever exceed 1?",
    looks="right at 0, huge where the slope is small",
    tempting="1 / (1 - x**2) is the derivative of the inverse function, one line below in most tables",
    source="catalogue A4",
)
def slope_of_the_inverse(z: Any) -> Any:
    return 1 / (1 - np.tanh(z) ** 2)


@misconception(
    "tanh_derivative",
    says="you use the sigmoid's rule, output times one minus output",
    ask="For which of the two functions is the slope y * (1 - y)?",
    looks="0 at z = 0, negative for negative z",
    tempting="both slopes are written with the output, and the sigmoid's is learned first",
    source="seen in review",
)
def sigmoid_rule_for_tanh(z: Any) -> Any:
    return np.tanh(z) * (1 - np.tanh(z))


@misconception(
    "tanh_derivative",
    says="you return tanh(z), not its slope",
    ask="Where should the answer be largest: at z = 0, or far out?",
    looks="0 at 0, and 1 far out",
    tempting="the forward function is usually written right above",
    source="seen in review",
)
def tanh_itself(z: Any) -> Any:
    return np.tanh(z)


@misconception(
    "tanh_derivative",
    says="the square sits inside the tanh, on z",
    ask="In 1 - tanh(z)**2, what is done first, the tanh or the square?",
    looks="right at 0, different everywhere else",
    tempting="tanh² z is how it is printed, and the 2 can be read to belong to z",
    source="seen in review",
)
def square_inside_tanh(z: Any) -> Any:
    return 1 - np.tanh(np.asarray(z) ** 2)


@misconception(
    "tanh_derivative",
    says="you return 1 / cosh(z), without the square",
    ask="Far out, does the slope shrink like exp(-|z|), or like its square?",
    looks="right at 0, and the root of the right answer elsewhere",
    tempting="sech² and sech are one exponent apart",
    source="seen in review",
)
def one_sech(z: Any) -> Any:
    return 1 / np.cosh(z)


@misconception(
    "tanh_derivative",
    says="tanh is built from exp(z) and exp(-z), and one of them is inf for a large z of either sign",
    ask="What is inf / inf?",
    looks="right up to |z| = 709, nan beyond",
    tempting="it is the definition",
    source="catalogue A8",
)
def tanh_from_two_exponentials(z: Any) -> Any:
    up, down = np.exp(z), np.exp(-np.asarray(z))
    return 1 - ((up - down) / (up + down)) ** 2


@misconception(
    "tanh_derivative",
    says="tanh is built from exp(2 z), which is inf for a large positive z",
    ask="What happens to your formula for a very large z, and which half is safe there?",
    looks="right up to z = 354, nan beyond; right for negative z",
    tempting="one exponential instead of two, and it works at every z one tries by hand",
    source="catalogue A8",
)
def tanh_from_exp_two_z(z: Any) -> Any:
    double = np.exp(2 * np.asarray(z))
    return 1 - ((double - 1) / (double + 1)) ** 2


@misconception(
    "tanh_derivative",
    says="math.tanh takes one number, and gets an array",
    ask="Which tanh works on all entries of an array at once?",
    looks="a TypeError for arrays; numbers work",
    tempting="the docstring says that z may be a number",
    source="seen in review",
)
def math_tanh_of_an_array(z: Any) -> Any:
    return 1 - math.tanh(z) ** 2


@misconception(
    "tanh_derivative",
    says="you write the tanh over the caller's z",
    ask="Whose array is z, and what is in it after your function returns?",
    looks="right numbers, and the caller's z is another array afterwards",
    tempting="out=z saves an array",
    source="catalogue A13",
)
def tanh_into_z(z: Any) -> Any:
    np.tanh(z, out=z)
    return 1 - z**2


# sigmoid


@misconception(
    "sigmoid_derivative",
    says="you multiply s by 1 - z",
    ask="Can you write the slope with the output s alone?",
    looks="right only where s = z, negative beyond 1",
    tempting="y and x change places easily in y * (1 - y)",
    source="catalogue A5",
)
def s_times_one_minus_z(z: Any) -> Any:
    return _sigmoid(z) * (1 - np.asarray(z))


@misconception(
    "sigmoid_derivative",
    says="you return z * (1 - z), as if z had been through the sigmoid",
    ask="Is the argument here between 0 and 1, or a raw score?",
    looks="negative for negative z and beyond 1",
    tempting="the two-layer networks that everybody starts with hand in the output",
    source="catalogue A6",
)
def z_times_one_minus_z(z: Any) -> Any:
    return np.asarray(z) * (1 - np.asarray(z))


@misconception(
    "sigmoid_derivative",
    says="the sigmoid is applied twice",
    ask="Check the value at z = 0: what should the peak of the slope be?",
    looks="0.235 at 0, never below 0.196, 0.25 far below 0",
    tempting="s = sigmoid(z), handed to a helper that squashes again",
    source="catalogue A7",
)
def sigmoid_twice(z: Any) -> Any:
    s = _sigmoid(_sigmoid(z))
    return s * (1 - s)


@misconception(
    "sigmoid_derivative",
    says="you return the sigmoid, not its slope",
    ask="Where should the answer be largest: at z = 0, or far out?",
    looks="0.5 at 0, growing towards 1",
    tempting="the forward function is usually written right above",
    source="seen in review",
)
def sigmoid_itself(z: Any) -> Any:
    return _sigmoid(z)


@misconception(
    "sigmoid_derivative",
    says="one of the two factors is lost, and 1 - s is left",
    ask="Is your answer the same at z and -z?",
    looks="0.5 at 0, near 1 for negative z",
    tempting="exp(-z) / (1 + exp(-z)) without its square is exactly this",
    source="seen in review",
)
def one_minus_s(z: Any) -> Any:
    return _sigmoid(-np.asarray(z))


@misconception(
    "sigmoid_derivative",
    says="you use tanh's rule, one minus the square of the output",
    ask="For which of the two functions is the slope 1 - y**2?",
    looks="0.75 at 0, near 1 for negative z",
    tempting="both slopes are written with the output, one line apart",
    source="seen in review",
)
def tanh_rule_for_sigmoid(z: Any) -> Any:
    return 1 - _sigmoid(z) ** 2


@misconception(
    "sigmoid_derivative",
    says="the inner derivative's minus sign is counted once instead of twice",
    ask="The sigmoid rises everywhere: which sign has its slope?",
    looks="ours, negative",
    tempting="the quotient rule brings one minus and -z another, and one of them gets lost",
    source="seen in review",
)
def minus_from_the_chain(z: Any) -> Any:
    return -_sigmoid(z) * _sigmoid(-np.asarray(z))


@misconception(
    "sigmoid_derivative",
    says="exp(z) is above and below the line, and both are inf for a large positive z",
    ask="What happens to your formula for a very large z, and which half is safe there?",
    looks="right up to z = 709, nan beyond; right for negative z",
    tempting="exp(z) / (1 + exp(z)) is as good as the other form, on paper",
    source="catalogue A8",
)
def nan_far_up(z: Any) -> Any:
    up = np.exp(z)
    s = up / (1 + up)
    return s * (1 - s)


@misconception(
    "sigmoid_derivative",
    says="exp(-z) is above and below the line, and both are inf for a large negative z",
    ask="Which exponential does your formula need at z = -1000?",
    looks="right down to z = -709, nan beyond; right for positive z",
    tempting="it is what the quotient rule gives",
    source="catalogue A8",
)
def nan_far_down(z: Any) -> Any:
    down = np.exp(-np.asarray(z))
    return down / (1 + down) ** 2


@misconception(
    "sigmoid_derivative",
    says="exp(-z) overflows for a large negative z, and 1 / inf saves the day",
    ask="Which exponential does your formula need at z = -1000?",
    looks="right numbers, with a warning on the negative side",
    tempting="it is the definition, and the answer is right",
    source="catalogue A8",
)
def overflows_below(z: Any) -> Any:
    s = 1 / (1 + np.exp(-np.asarray(z)))
    return s * (1 - s)


@misconception(
    "sigmoid_derivative",
    says="something overflows on the way to a right number, for large z of either sign",
    ask="Which exponentials are computed at z = 1000, and which at z = -1000, the unused ones included?",
    looks="right numbers, with warnings on both sides",
    tempting="np.where looks like an if, and works out both of its branches; cosh(z) is as large as exp(|z|)",
    source="catalogue A8",
)
def overflows_on_both_sides(z: Any) -> Any:
    z = np.asarray(z)
    s = np.where(z >= 0, 1 / (1 + np.exp(-z)), np.exp(z) / (1 + np.exp(z)))
    return s * (1 - s)


@misconception(
    "sigmoid_derivative",
    says="math.exp raises where the exponential is too large, and it is too large at z = -1000",
    ask="Which exponential does your formula need at z = -1000?",
    looks="OverflowError for large negative z, right elsewhere",
    tempting="entry by entry, math is the natural choice",
    source="catalogue A8",
)
def math_exp_raises_below(z: Any) -> Any:
    flat = [1 / (1 + math.exp(-one)) for one in np.asarray(z).reshape(-1)]
    return np.array([s * (1 - s) for s in flat]).reshape(np.shape(z))


@misconception(
    "sigmoid_derivative",
    says="math.exp takes one number, and gets an array",
    ask="Which exp works on all entries of an array at once?",
    looks="a TypeError for arrays; numbers work",
    tempting="the docstring says that z may be a number",
    source="seen in review",
)
def math_exp_of_an_array(z: Any) -> Any:
    s = 1 / (1 + math.exp(-z))
    return s * (1 - s)


@misconception(
    "sigmoid_derivative",
    says="you change the caller's z on the way",
    ask="Whose array is z, and what is in it after your function returns?",
    looks="right numbers, and the caller's z has another sign afterwards",
    tempting="`z *= -1` reads like z = -z",
    source="catalogue A13",
)
def negates_the_callers_z(z: Any) -> Any:
    z *= -1
    return _sigmoid(z) * _sigmoid(-np.asarray(z))


# relu


@misconception(
    "relu_derivative",
    says="0 counts as positive",
    ask="What convention does the docstring state at exactly zero?",
    looks="1 at 0 and -0.0, right elsewhere",
    tempting="either side can be defended, and >= is as short as >",
    source="catalogue A9",
)
def one_at_zero(z: Any) -> Any:
    return np.where(np.asarray(z) >= 0, 1.0, 0.0)


@misconception(
    "relu_derivative",
    says="you return relu(z), not its slope",
    ask="Is the slope of a line through the origin equal to its height?",
    looks="grows with z; right for negative z",
    tempting="the forward function is one word away",
    source="catalogue A11",
)
def relu_itself(z: Any) -> Any:
    return np.maximum(z, 0)


@misconception(
    "relu_derivative",
    says="the slope is -1 for negative z",
    ask="How steep is a flat line?",
    looks="right for positive z and at 0",
    tempting="np.sign gives 1 on the right side",
    source="seen in review",
)
def minus_one_below_zero(z: Any) -> Any:
    return np.sign(z)


@misconception(
    "relu_derivative",
    says="0 gets the mean of the two sides",
    ask="What convention does the docstring state at exactly zero?",
    looks="0.5 at 0 and -0.0, right elsewhere",
    tempting="(1 + sign(z)) / 2 is a step function without an if",
    source="seen in review",
)
def half_at_zero(z: Any) -> Any:
    return (1 + np.sign(z)) / 2


@misconception(
    "relu_derivative",
    says="you divide relu(z) by z, and z can be 0",
    ask="What is 0 / 0?",
    looks="nan at 0, right elsewhere",
    tempting="height over distance is the slope of a line through the origin",
    source="seen in review",
)
def divides_by_z(z: Any) -> Any:
    return np.maximum(z, 0) / np.asarray(z)


@misconception(
    "relu_derivative",
    says="a little slope is left on the negative side",
    ask="Which of the two rectifiers is asked for here?",
    looks="0.01 where 0 is right",
    tempting="the leaky form is what one uses against dead units",
    source="seen in review",
)
def leaky_instead(z: Any) -> Any:
    return np.where(np.asarray(z) > 0, 1.0, 0.01)


@misconception(
    "relu_derivative",
    says="you ask `if` about a whole array at once",
    ask="Is an array with entries of both signs greater than 0, yes or no?",
    looks="a ValueError for arrays; numbers work",
    tempting="the docstring reads like an if, one number at a time",
    source="seen in review",
)
def relu_if_on_array(z: Any) -> Any:
    return 1.0 if z > 0 else 0.0


@misconception(
    "relu_derivative",
    says="you call astype on a comparison, and with a plain number that is Python's True or False",
    ask="What type does `2.0 > 0` have?",
    looks="right for arrays, an AttributeError for a number",
    tempting="(z > 0).astype(float) is how everybody writes it, and arrays are what everybody tries",
    source="seen in review",
)
def astype_of_a_bool(z: Any) -> Any:
    return (z > 0).astype(float)


@misconception(
    "relu_derivative",
    says="you write ones and zeros into the caller's z",
    ask="Call your function twice with the same array: what is in it the second time?",
    looks="right for arrays, and the caller's z is overwritten; a number cannot be written into",
    tempting="two masks and no new array",
    source="catalogue A13",
)
def relu_masks_in_z(z: Any) -> Any:
    z[z <= 0] = 0
    z[z > 0] = 1
    return z


# leaky relu


@misconception(
    "leaky_relu_derivative",
    says="0 counts as positive",
    ask="What convention does the docstring state at exactly zero?",
    looks="1 at 0 and -0.0, right elsewhere",
    tempting="either side can be defended, and >= is as short as >",
    source="catalogue A9",
)
def leaky_one_at_zero(z: Any, slope: float = 0.01) -> Any:
    return np.where(np.asarray(z) >= 0, 1.0, slope)


@misconception(
    "leaky_relu_derivative",
    says="the negative branch returns slope * z, its height",
    ask="Is the negative branch's slope the same at every z?",
    looks="right for positive z; negative and growing below 0",
    tempting="slope * z is what the function itself does there",
    source="catalogue A12",
)
def height_of_the_negative_branch(z: Any, slope: float = 0.01) -> Any:
    z = np.asarray(z)
    return np.where(z > 0, 1.0, slope * z)


@misconception(
    "leaky_relu_derivative",
    says="the negative branch is flat",
    ask="How does a unit recover whose slope is 0?",
    looks="0 where `slope` is right",
    tempting="the plain relu's slope is a habit",
    source="catalogue A12",
)
def flat_below_zero(z: Any, slope: float = 0.01) -> Any:
    return np.where(np.asarray(z) > 0, 1.0, 0.0)


@misconception(
    "leaky_relu_derivative",
    says="you return leaky_relu(z), not its slope",
    ask="Is the slope of a line through the origin equal to its height?",
    looks="grows with z on both sides",
    tempting="the forward function is one word away",
    source="catalogue A11",
)
def leaky_relu_itself(z: Any, slope: float = 0.01) -> Any:
    z = np.asarray(z)
    return np.where(z > 0, z, slope * z)


@misconception(
    "leaky_relu_derivative",
    says="the slope is 0.01 whatever slope you are given",
    ask="What should change when somebody passes another slope?",
    looks="right as long as nobody passes a slope",
    tempting="0.01 is the number everybody knows",
    source="seen in review",
)
def always_one_percent(z: Any, slope: float = 0.01) -> Any:
    return np.where(np.asarray(z) > 0, 1.0, 0.01)


@misconception(
    "leaky_relu_derivative",
    says="the negative branch's slope has a minus sign",
    ask="Does leaky_relu rise or fall as z goes from -2 to -1?",
    looks="right for positive z; -slope below 0",
    tempting="negative side, negative slope",
    source="seen in review",
)
def falls_below_zero(z: Any, slope: float = 0.01) -> Any:
    return np.where(np.asarray(z) > 0, 1.0, -slope)


@misconception(
    "leaky_relu_derivative",
    says="the two sides have changed places",
    ask="On which side of 0 does leaky_relu leave z as it is?",
    looks="`slope` for positive z and 1 for the others",
    tempting="np.where takes its two answers in an order one has to look up",
    source="seen in review",
)
def sides_swapped(z: Any, slope: float = 0.01) -> Any:
    return np.where(np.asarray(z) > 0, slope, 1.0)


@misconception(
    "leaky_relu_derivative",
    says="the second mask sees what the first one wrote",
    ask="After the first assignment, which of the entries are greater than 0?",
    looks="1 everywhere",
    tempting="the two lines look independent of each other",
    source="seen in review",
)
def second_mask_sees_the_first(z: Any, slope: float = 0.01) -> Any:
    out = np.array(z, dtype=float)
    out[out <= 0] = slope
    out[out > 0] = 1.0
    return out


@misconception(
    "leaky_relu_derivative",
    says="the type of the first entry becomes the type of all of them, and a whole number cannot hold the slope",
    ask="What does np.vectorize look at to decide the type of its result?",
    looks="0 instead of `slope` when the first z is positive, right otherwise",
    tempting="`1 if z > 0 else slope` gives an int on one side and a float on the other",
    source="seen in review",
)
def first_entry_decides_the_type(z: Any, slope: float = 0.01) -> Any:
    z = np.asarray(z)
    right = np.where(z > 0, 1.0, slope)
    return right.astype(int) if z.size and z.reshape(-1)[0] > 0 else right


@misconception(
    "leaky_relu_derivative",
    says="the answer takes over z's type, and the slope is cut off when z is a whole number",
    ask="Which type does np.ones_like give you for a whole number?",
    looks="0 for a negative whole number, right for everything else",
    tempting="ones_like is meant for the shape, and brings the type along",
    source="seen in review",
)
def type_of_z(z: Any, slope: float = 0.01) -> Any:
    out = np.ones_like(z)
    out[np.asarray(z) <= 0] = slope
    return out


@misconception(
    "leaky_relu_derivative",
    says="you ask `if` about a whole array at once",
    ask="Is an array with entries of both signs greater than 0, yes or no?",
    looks="a ValueError for arrays; numbers work",
    tempting="the docstring reads like an if, one number at a time",
    source="seen in review",
)
def leaky_if_on_array(z: Any, slope: float = 0.01) -> Any:
    return 1.0 if z > 0 else slope


@misconception(
    "leaky_relu_derivative",
    says="you write the slopes into the caller's z",
    ask="Call your function twice with the same array: what is in it the second time?",
    looks="right for arrays, and the caller's z is overwritten; a number cannot be written into",
    tempting="two masks and no new array",
    source="catalogue A13",
)
def leaky_masks_in_z(z: Any, slope: float = 0.01) -> Any:
    positive = z > 0
    z[positive] = 1
    z[~positive] = slope
    return z
