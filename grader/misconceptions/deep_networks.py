"""What people believe about depth: gradients per layer, batch norm, residual blocks. Rows Q of the bug catalogue.

Each function's right way is written once, with an opening for every line that ideas get wrong; an idea fills one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from grader.misconceptions.misconception import misconception

Array = np.ndarray
Gradients = tuple[Array, Array, Array]


# layer_gradient_norms


def _sigmoid(z: Array) -> Array:
    return np.asarray(1 / (1 + np.exp(-z)))


def _relu(z: Array) -> Array:
    return np.asarray(np.maximum(z, 0))


_ACT: dict[str, Callable[[Array], Array]] = {"sigmoid": _sigmoid, "tanh": np.tanh, "relu": _relu}
_SLOPE: dict[str, Callable[[Array], Array]] = {  # of z, the pre-activation
    "sigmoid": lambda z: np.asarray(_sigmoid(z) * (1 - _sigmoid(z))),
    "tanh": lambda z: np.asarray(1 - np.tanh(z) ** 2),
    "relu": lambda z: np.asarray(z > 0, dtype=float),
}


def _function(table: dict[str, Callable[[Array], Array]], activation: str) -> Callable[[Array], Array]:
    if activation not in table:
        raise ValueError(activation)
    return table[activation]


class _Pass:
    """A forward pass: a[0] = x, z[l] and a[l + 1] of layer l."""

    def __init__(self, weights: Sequence[Array], x: Array, act: Callable[[Array], Array]) -> None:
        self.z: list[Array] = []
        self.a = [x]
        for W in weights:
            self.z.append(W @ self.a[-1])
            self.a.append(act(self.z[-1]))


def _layers(
    weights: Sequence[Array],
    x: Array,
    activation: str,
    *,
    act: Callable[[Array], Array] | None = None,
    slope: Callable[[_Pass, int], Array] | None = None,
    first: Callable[[Array], Array] = np.ones_like,
    back: Callable[[int, Array], Array] | None = None,
    norm: Callable[[_Pass, int, Array], float] = lambda run, i, d: float(np.linalg.norm(np.outer(d, run.a[i]))),
) -> Array:
    """The walk with openings: act, its slope in layer l, dL/da_L, the way through W_l, and the norm of layer l."""
    run = _Pass(weights, x, act or _function(_ACT, activation))
    derivative = _function(_SLOPE, activation)
    slope = slope or (lambda run, i: derivative(run.z[i]))
    norms = np.zeros(len(weights))
    blame = first(run.a[-1])
    for i in reversed(range(len(weights))):
        delta = blame * slope(run, i)
        norms[i] = norm(run, i, delta)
        blame = back(i, delta) if back else weights[i].T @ delta
    return norms


@misconception(
    "layer_gradient_norms",
    says="the slope is taken at a_l, which has been through the activation already",
    ask="Which value went into the activation of layer l, and is it the one you take the slope at?",
    looks="sigmoid and tanh differ, relu is right",
    tempting="sigmoid_derivative(a) reads as well as sigmoid_derivative(z)",
    source="catalogue A2 and A7",
)
def slope_of_output(weights: list[Array], x: Array, activation: str) -> Array:
    slope = _function(_SLOPE, activation)
    return _layers(weights, x, activation, slope=lambda run, i: slope(run.a[i + 1]))


@misconception(
    "layer_gradient_norms",
    says="the formula a (1 - a), or 1 - a**2, is given the pre-activation",
    ask="Is the number you call a between 0 and 1 for a sigmoid?",
    looks="sigmoid and tanh are far off, relu is right",
    tempting="the slopes are remembered in terms of the output, and z is at hand",
    source="catalogue A1 and A6",
)
def output_formula_of_z(weights: list[Array], x: Array, activation: str) -> Array:
    formula: dict[str, Callable[[Array], Array]] = {
        "sigmoid": lambda z: np.asarray(z * (1 - z)),
        "tanh": lambda z: np.asarray(1 - z**2),
        "relu": _SLOPE["relu"],
    }
    slope = _function(formula, activation)
    return _layers(weights, x, activation, slope=lambda run, i: slope(run.z[i]))


@misconception(
    "layer_gradient_norms",
    says="the last layer has no activation in your walk",
    ask="L is the sum of a_L: what lies between a_L and W_L?",
    looks="every layer is off, the last one by its slopes alone",
    tempting="dL/da_L is all ones, and the walk seems to start there",
    source="seen in review",
)
def no_slope_at_the_top(weights: list[Array], x: Array, activation: str) -> Array:
    top = len(weights) - 1
    slope = _function(_SLOPE, activation)
    return _layers(weights, x, activation, slope=lambda run, i: slope(run.z[i]) ** (i < top))


@misconception(
    "layer_gradient_norms",
    says="the slopes are left out on the way back",
    ask="What does a sigmoid unit do to the gradient that arrives at it?",
    looks="too large, the more so the further back",
    tempting="the matrices are the bulk of the formula",
    source="catalogue G6",
)
def no_slopes(weights: list[Array], x: Array, activation: str) -> Array:
    _function(_SLOPE, activation)
    return _layers(weights, x, activation, slope=lambda run, i: np.ones(len(run.z[i])))


@misconception(
    "layer_gradient_norms",
    says="the slope of tanh is used for the sigmoid, too",
    ask="What is the steepest slope a sigmoid has?",
    looks="sigmoids too large, by far; tanh and relu right",
    tempting="1 - a**2 has been the slope all through this course",
    source="catalogue B3",
)
def tanh_slope_for_sigmoid(weights: list[Array], x: Array, activation: str) -> Array:
    if activation != "sigmoid":
        return _layers(weights, x, activation)
    return _layers(weights, x, activation, slope=lambda run, i: 1 - run.a[i + 1] ** 2)


@misconception(
    "layer_gradient_norms",
    says="relu lets every gradient through",
    ask="What is the slope of relu at -2?",
    looks="relus too large; sigmoid and tanh right",
    tempting="relu is the activation whose slope is 1",
    source="catalogue A9's neighbour",
)
def relu_slope_one(weights: list[Array], x: Array, activation: str) -> Array:
    if activation != "relu":
        return _layers(weights, x, activation)
    return _layers(weights, x, activation, slope=lambda run, i: np.ones(len(run.z[i])))


@misconception(
    "layer_gradient_norms",
    says="relu's slope at exactly 0 is 1",
    ask="What convention does the docstring state at exactly 0?",
    looks="right unless a pre-activation is 0",
    tempting=">= and > differ by one character, and 0 hardly ever happens",
    source="catalogue A9",
)
def relu_slope_at_zero(weights: list[Array], x: Array, activation: str) -> Array:
    if activation != "relu":
        return _layers(weights, x, activation)
    return _layers(weights, x, activation, slope=lambda run, i: (run.z[i] >= 0).astype(float))


@misconception(
    "layer_gradient_norms",
    says="relu's slope is relu itself",
    ask="Is the slope of a line through 0 equal to its height?",
    looks="relus off; sigmoid and tanh right",
    tempting="max(z, 0) is what the other branch says",
    source="catalogue A11",
)
def relu_as_its_slope(weights: list[Array], x: Array, activation: str) -> Array:
    if activation != "relu":
        return _layers(weights, x, activation)
    return _layers(weights, x, activation, slope=lambda run, i: run.a[i + 1])


@misconception(
    "layer_gradient_norms",
    says="delta_l is paired with a_l, which layer l makes, not with what it is given",
    ask="Which vector did W_l multiply?",
    looks="every layer is off by a ratio of two lengths",
    tempting="delta and a of one layer carry the same index",
    source="catalogue G8",
)
def pairs_with_output(weights: list[Array], x: Array, activation: str) -> Array:
    return _layers(
        weights,
        x,
        activation,
        norm=lambda run, i, d: float(np.linalg.norm(d) * np.linalg.norm(run.a[i + 1])),
    )


@misconception(
    "layer_gradient_norms",
    says="delta_l is paired with a pre-activation",
    ask="Which vector did W_l multiply: one before an activation, or after it?",
    looks="only the first layer is right",
    tempting="zs and as are kept in two lists, and one index fits both",
    source="seen in review",
)
def pairs_with_pre_activation(weights: list[Array], x: Array, activation: str) -> Array:
    return _layers(
        weights,
        x,
        activation,
        norm=lambda run, i, d: float(np.linalg.norm(d) * np.linalg.norm(run.z[i - 1] if i else run.a[0])),
    )


@misconception(
    "layer_gradient_norms",
    says="you return the size of delta_l, without what it is paired with",
    ask="What is dL/dW_l: delta_l alone, or delta_l times something?",
    looks="off by the length of a_{l-1}",
    tempting="delta is what decays, and what everybody plots",
    source="seen in review",
)
def norm_of_delta(weights: list[Array], x: Array, activation: str) -> Array:
    return _layers(weights, x, activation, norm=lambda run, i, d: float(np.linalg.norm(d)))


@misconception(
    "layer_gradient_norms",
    says="you return the gradient of the layer's output",
    ask="With respect to what is the gradient asked for?",
    looks="the last entry is the root of the number of outputs",
    tempting="in time, the gradient of the state was the thing to watch",
    source="seen in review",
)
def norm_of_blame(weights: list[Array], x: Array, activation: str) -> Array:
    run = _Pass(weights, x, _function(_ACT, activation))
    slope = _function(_SLOPE, activation)
    norms, blame = np.zeros(len(weights)), np.ones_like(run.a[-1])
    for i in reversed(range(len(weights))):
        norms[i] = np.linalg.norm(blame)
        blame = weights[i].T @ (blame * slope(run.z[i]))
    return norms


@misconception(
    "layer_gradient_norms",
    says="the error goes back through W, as it came forward",
    ask="If z = W a, which of W and its transpose sends blame backwards?",
    looks="an error about shapes; wrong numbers for square matrices",
    tempting="the forward pass says W @ a",
    source="catalogue G5",
)
def back_without_transpose(weights: list[Array], x: Array, activation: str) -> Array:
    return _layers(weights, x, activation, back=lambda i, d: weights[i] @ d)


@misconception(
    "layer_gradient_norms",
    says="the slopes of a layer are not carried on to the one before",
    ask="Is what you pass back taken before or after the nonlinearity?",
    looks="the last layer is right, earlier ones are too large",
    tempting="delta is made for the norm, and blame goes on by itself",
    source="catalogue G6c",
)
def carry_skips_slope(weights: list[Array], x: Array, activation: str) -> Array:
    run = _Pass(weights, x, _function(_ACT, activation))
    slope = _function(_SLOPE, activation)
    norms, blame = np.zeros(len(weights)), np.ones_like(run.a[-1])
    for i in reversed(range(len(weights))):
        norms[i] = np.linalg.norm(np.outer(blame * slope(run.z[i]), run.a[i]))
        blame = weights[i].T @ blame
    return norms


@misconception(
    "layer_gradient_norms",
    says="the slopes are applied twice",
    ask="Count the nonlinearities of one layer: how many slopes does the way back through it have?",
    looks="too small, the more so the further back",
    tempting="once when delta is formed, once more when it is carried",
    source="catalogue G17",
)
def slope_twice(weights: list[Array], x: Array, activation: str) -> Array:
    slope = _function(_SLOPE, activation)
    return _layers(weights, x, activation, slope=lambda run, i: slope(run.z[i]) ** 2)


@misconception(
    "layer_gradient_norms",
    says="the walk starts with a_L, as for a sum of squares",
    ask="What is the derivative of a sum with respect to one of its terms?",
    looks="every layer is off",
    tempting="a loss of half the squares has that gradient, and it is the usual one",
    source="seen in review",
)
def loss_of_squares(weights: list[Array], x: Array, activation: str) -> Array:
    return _layers(weights, x, activation, first=lambda a: a)


@misconception(
    "layer_gradient_norms",
    says="the loss is taken to be the mean of a_L",
    ask="Does L grow when an output is repeated?",
    looks="ours divided by the number of outputs",
    tempting="losses are means more often than sums",
    source="catalogue G14",
)
def loss_of_mean(weights: list[Array], x: Array, activation: str) -> Array:
    return _layers(weights, x, activation, first=lambda a: np.ones_like(a) / len(a))


@misconception(
    "layer_gradient_norms",
    says="there is no activation on the way forward",
    ask="What is a_1 for a large negative z_1 and relu?",
    looks="every layer is off",
    tempting="act appears once in the formula and its slope in every line",
    source="catalogue C1",
)
def linear_forward(weights: list[Array], x: Array, activation: str) -> Array:
    _function(_ACT, activation)
    return _layers(weights, x, activation, act=lambda z: z)


@misconception(
    "layer_gradient_norms",
    says="the entries run from the last layer to the first",
    ask="Which entry belongs to the matrix that multiplies x, the first or the last?",
    looks="ours, turned round",
    tempting="they are computed in that order, and appended as they come",
    source="catalogue R7",
)
def layers_turned_round(weights: list[Array], x: Array, activation: str) -> Array:
    return _layers(weights, x, activation)[::-1].copy()


@misconception(
    "layer_gradient_norms",
    says="you return squares: the root is missing",
    ask="What are the units of a sum of squares?",
    looks="ours squared",
    tempting="the sum of squares is the norm in all but the last step",
    source="catalogue I4",
)
def layers_squared(weights: list[Array], x: Array, activation: str) -> Array:
    return _layers(weights, x, activation) ** 2


@misconception(
    "layer_gradient_norms",
    says="you add up absolute values where the Frobenius norm is asked for",
    ask="How long is the vector (3, 4)?",
    looks="too large, by different factors",
    tempting="a sum of sizes is a size",
    source="catalogue E6",
)
def layers_of_sums(weights: list[Array], x: Array, activation: str) -> Array:
    return _layers(
        weights,
        x,
        activation,
        norm=lambda run, i, d: float(np.abs(np.outer(d, run.a[i])).sum()),
    )


@misconception(
    "layer_gradient_norms",
    says="you take the largest entry where the Frobenius norm is asked for",
    ask="Which norm counts every entry of the matrix?",
    looks="too small, by different factors",
    tempting="how large is it, and np.max answers",
    source="catalogue E6",
)
def layers_of_largest(weights: list[Array], x: Array, activation: str) -> Array:
    return _layers(
        weights,
        x,
        activation,
        norm=lambda run, i, d: float(np.abs(np.outer(d, run.a[i])).max()),
    )


@misconception(
    "layer_gradient_norms",
    says="you take the mean size of an entry where the Frobenius norm is asked for",
    ask="Does the norm of a matrix shrink when a row of zeros is added?",
    looks="too small, by the root of the number of entries",
    tempting="matrices of different shapes are easier to compare that way",
    source="catalogue I7",
)
def layers_of_rms(weights: list[Array], x: Array, activation: str) -> Array:
    sizes = np.array([W.size for W in weights])
    return np.asarray(_layers(weights, x, activation) / np.sqrt(sizes))


@misconception(
    "layer_gradient_norms",
    says="an activation nobody knows is taken for the last one in your list",
    ask="What should somebody who wrote “softplus” get to hear?",
    looks="right for the three, and an answer where there should be none",
    tempting="`else` is where the third case goes",
    source="seen in review",
)
def else_means_relu(weights: list[Array], x: Array, activation: str) -> Array:
    return _layers(weights, x, activation if activation in _ACT else "relu")


@misconception(
    "layer_gradient_norms",
    says="an activation nobody knows is taken for no activation",
    ask="What should somebody who wrote “softplus” get to hear?",
    looks="right for the three, and an answer where there should be none",
    tempting="the case that is not handled does nothing, and nothing is the identity",
    source="seen in review",
)
def else_means_linear(weights: list[Array], x: Array, activation: str) -> Array:
    if activation in _ACT:
        return _layers(weights, x, activation)
    return _layers(weights, x, "tanh", act=lambda z: z, slope=lambda run, i: np.ones(len(run.z[i])))


@misconception(
    "layer_gradient_norms",
    says="an activation nobody knows ends in a KeyError",
    ask="Which error says that an argument has a value that means nothing?",
    looks="right for the three",
    tempting="a dict of functions refuses by itself",
    source="seen in review",
)
def key_error(weights: list[Array], x: Array, activation: str) -> Array:
    _ACT[activation]
    return _layers(weights, x, activation)


@misconception(
    "layer_gradient_norms",
    says="an activation nobody knows is answered with None",
    ask="Who notices a None, and where?",
    looks="right for the three",
    tempting="a chain of ifs without an else returns None by itself",
    source="seen in review",
)
def none_for_unknown(weights: list[Array], x: Array, activation: str) -> Array | None:
    return _layers(weights, x, activation) if activation in _ACT else None


@misconception(
    "layer_gradient_norms",
    says="any name that contains relu is taken for relu",
    ask="Is leaky_relu one of the three?",
    looks="right for the three",
    tempting="`in` reads like `==` and forgives spelling",
    source="seen in review",
)
def relu_in_the_name(weights: list[Array], x: Array, activation: str) -> Array:
    return _layers(weights, x, "relu" if "relu" in activation else activation)


# batch_norm


def _statistics(x: Array) -> tuple[Array, Array]:
    return np.asarray(x.mean(axis=0)), np.asarray(x.var(axis=0))


@misconception(
    "batch_norm",
    says="the variance is divided by N - 1",
    ask="Which variance normalises the batch, and of how many examples is it the mean?",
    looks="too small by sqrt((N - 1) / N)",
    tempting="every statistics course says N - 1",
    source="catalogue Q1",
)
def unbiased_variance(x: Array, gamma: Array, beta: Array, eps: float = 1e-5) -> Array:
    return np.asarray(gamma * (x - x.mean(0)) / np.sqrt(x.var(0, ddof=1) + eps) + beta)


@misconception(
    "batch_norm",
    says="eps is added to the standard deviation, outside the root",
    ask="With a variance of 1e-6, is eps small beside it, or beside its root?",
    looks="right to five digits for a variance of 1; 3.3 times too large at 1e-6",
    tempting="as protection against 0 it does as well there",
    source="catalogue Q6",
)
def eps_outside_root(x: Array, gamma: Array, beta: Array, eps: float = 1e-5) -> Array:
    return np.asarray(gamma * (x - x.mean(0)) / (x.std(0) + eps) + beta)


@misconception(
    "batch_norm",
    says="eps is left out",
    ask="What comes out for a feature that is the same in all examples?",
    looks="right to five digits for a variance of 1; 3.3 times too large at 1e-6",
    tempting="it is so small",
    source="catalogue Q6's neighbour",
)
def no_eps(x: Array, gamma: Array, beta: Array, eps: float = 1e-5) -> Array:
    return np.asarray(gamma * (x - x.mean(0)) / x.std(0) + beta)


@misconception(
    "batch_norm",
    says="eps is a lower limit for the variance instead of a term",
    ask="For a variance of 1, does eps change anything in the formula?",
    looks="right to five digits for a variance of 1",
    tempting="as protection against 0 it does as well",
    source="seen in review",
)
def eps_as_limit(x: Array, gamma: Array, beta: Array, eps: float = 1e-5) -> Array:
    return np.asarray(gamma * (x - x.mean(0)) / np.sqrt(np.maximum(x.var(0), eps)) + beta)


@misconception(
    "batch_norm",
    says="eps is squared under the root",
    ask="What is the square root of var + eps when var is 0?",
    looks="right to five digits for a variance of 1",
    tempting="next to a standard deviation squared, eps squared looks consistent",
    source="seen in review",
)
def eps_squared(x: Array, gamma: Array, beta: Array, eps: float = 1e-5) -> Array:
    return np.asarray(gamma * (x - x.mean(0)) / np.sqrt(x.var(0) + eps**2) + beta)


@misconception(
    "batch_norm",
    says="the eps you are given is not the one you use",
    ask="Which line of yours reads eps?",
    looks="right for the eps it has by default",
    tempting="1e-5 is written into the formula, from a first try",
    source="seen in review",
)
def ignores_eps(x: Array, gamma: Array, beta: Array, eps: float = 1e-5) -> Array:
    return np.asarray(gamma * (x - x.mean(0)) / np.sqrt(x.var(0) + 1e-5) + beta)


@misconception(
    "batch_norm",
    says="every example is normalised over its features",
    ask="Over which axis is the batch?",
    looks="another normalisation altogether: layer norm",
    tempting="axis=1 is the other axis, and both give a normalised x",
    source="catalogue Q7",
)
def over_features(x: Array, gamma: Array, beta: Array, eps: float = 1e-5) -> Array:
    mean, var = x.mean(1, keepdims=True), x.var(1, keepdims=True)
    return np.asarray(gamma * (x - mean) / np.sqrt(var + eps) + beta)


@misconception(
    "batch_norm",
    says="one mean and one variance are shared by all features",
    ask="How many means does a batch of F features have?",
    looks="columns keep their own means and spreads",
    tempting="x.mean() has a default axis, and it is none",
    source="seen in review",
)
def one_mean_for_all(x: Array, gamma: Array, beta: Array, eps: float = 1e-5) -> Array:
    return np.asarray(gamma * (x - x.mean()) / np.sqrt(x.var() + eps) + beta)


@misconception(
    "batch_norm",
    says="gamma and beta are left out",
    ask="What does the network do if it wants another spread?",
    looks="mean 0 and variance 1 in every column",
    tempting="the normalising is the point, and then one feels done",
    source="seen in review",
)
def no_gamma_no_beta(x: Array, gamma: Array, beta: Array, eps: float = 1e-5) -> Array:
    return np.asarray((x - x.mean(0)) / np.sqrt(x.var(0) + eps))


@misconception(
    "batch_norm",
    says="beta is left out",
    ask="What is the mean of a column that comes out?",
    looks="off by beta",
    tempting="the mean has just been removed",
    source="seen in review",
)
def no_beta(x: Array, gamma: Array, beta: Array, eps: float = 1e-5) -> Array:
    return np.asarray(gamma * (x - x.mean(0)) / np.sqrt(x.var(0) + eps))


@misconception(
    "batch_norm",
    says="gamma is left out",
    ask="What is the spread of a column that comes out?",
    looks="every column has variance 1",
    tempting="the spread has just been set to 1",
    source="seen in review",
)
def no_gamma(x: Array, gamma: Array, beta: Array, eps: float = 1e-5) -> Array:
    return np.asarray((x - x.mean(0)) / np.sqrt(x.var(0) + eps) + beta)


@misconception(
    "batch_norm",
    says="gamma and beta are exchanged",
    ask="Which of the two moves a column, and which stretches it?",
    looks="columns with each other's mean and spread",
    tempting="both have length F, and nothing complains",
    source="seen in review",
)
def gamma_for_beta(x: Array, gamma: Array, beta: Array, eps: float = 1e-5) -> Array:
    return np.asarray(beta * (x - x.mean(0)) / np.sqrt(x.var(0) + eps) + gamma)


@misconception(
    "batch_norm",
    says="beta is added before gamma multiplies",
    ask="What is the mean of a column that comes out, beta or gamma times beta?",
    looks="off by (gamma - 1) beta",
    tempting="a bracket is in the wrong place",
    source="seen in review",
)
def beta_inside(x: Array, gamma: Array, beta: Array, eps: float = 1e-5) -> Array:
    return np.asarray(gamma * ((x - x.mean(0)) / np.sqrt(x.var(0) + eps) + beta))


@misconception(
    "batch_norm",
    says="the deviations are divided by the variance, not by its root",
    ask="If x doubles, what should the normalised x do?",
    looks="right for a variance of 1",
    tempting="the root is easily forgotten, and var is the variable's name",
    source="seen in review",
)
def no_root(x: Array, gamma: Array, beta: Array, eps: float = 1e-5) -> Array:
    return np.asarray(gamma * (x - x.mean(0)) / (x.var(0) + eps) + beta)


@misconception(
    "batch_norm",
    says="the mean is not subtracted",
    ask="What is the mean of a column that comes out?",
    looks="off by a number per column",
    tempting="beta sets the mean anyway",
    source="seen in review",
)
def no_mean(x: Array, gamma: Array, beta: Array, eps: float = 1e-5) -> Array:
    return np.asarray(gamma * x / np.sqrt(x.var(0) + eps) + beta)


@misconception(
    "batch_norm",
    says="the variance is the mean square, with the mean still in it",
    ask="What is the variance of a column of fives?",
    looks="too small where a column's mean is far from 0",
    tempting="E[x**2] is one half of a formula for the variance",
    source="seen in review",
)
def mean_square(x: Array, gamma: Array, beta: Array, eps: float = 1e-5) -> Array:
    return np.asarray(gamma * (x - x.mean(0)) / np.sqrt((x**2).mean(0) + eps) + beta)


@misconception(
    "batch_norm",
    says="you normalise the caller's x",
    ask="Call it twice with the same x: is it the same x?",
    looks="right numbers, and x has mean 0 afterwards",
    tempting="`x -= x.mean(0)` is the shortest way to write the first step",
    source="catalogue A13's neighbour",
)
def writes_into_x(x: Array, gamma: Array, beta: Array, eps: float = 1e-5) -> Array:
    x -= x.mean(0)
    x /= np.sqrt(x.var(0) + eps)
    return np.asarray(gamma * x + beta)


@misconception(
    "batch_norm",
    says="you subtract the mean from the caller's x",
    ask="Call it twice with the same x: is it the same x?",
    looks="right numbers, and x has mean 0 afterwards",
    tempting="`x -= x.mean(0)` is the shortest way to write the first step",
    source="catalogue A13's neighbour",
)
def subtracts_from_x(x: Array, gamma: Array, beta: Array, eps: float = 1e-5) -> Array:
    x -= x.mean(0)
    return np.asarray(gamma * x / np.sqrt(x.var(0) + eps) + beta)


# batch_norm_backward


class _Batch:
    """What is known on the way back."""

    def __init__(self, dout: Array, x: Array, gamma: Array, spread: Array) -> None:
        self.dout, self.x, self.gamma, self.spread = dout, x, gamma, spread
        self.N = len(x)
        self.xhat: Array = (x - x.mean(axis=0)) / spread
        self.dgamma: Array = (dout * self.xhat).sum(axis=0)
        self.dbeta: Array = dout.sum(axis=0)
        self.scale: Array = gamma / spread

    @property
    def dx(self) -> Array:
        return np.asarray(self.scale * (self.dout - self.dbeta / self.N - self.xhat * self.dgamma / self.N))


def _back(
    dout: Array,
    x: Array,
    gamma: Array,
    eps: float = 1e-5,
    *,
    dx: Callable[[_Batch], Array] | None = None,
    dgamma: Callable[[_Batch], Array] | None = None,
    dbeta: Callable[[_Batch], Array] | None = None,
    ddof: int = 0,
    spread: Callable[[Array, float], Array] = lambda var, eps: np.asarray(np.sqrt(var + eps)),
) -> Gradients:
    """The three gradients with openings: each of them, and the root that x is divided by."""
    batch = _Batch(dout, x, gamma, spread(x.var(axis=0, ddof=ddof), eps))
    return (
        dx(batch) if dx else batch.dx,
        dgamma(batch) if dgamma else batch.dgamma,
        dbeta(batch) if dbeta else batch.dbeta,
    )


@misconception(
    "batch_norm_backward",
    says="mean and variance are treated as constants",
    ask="Shift all inputs of a feature by the same amount: should the output change?",
    looks="columns of dx that do not sum to 0; dgamma and dbeta are right",
    tempting="gamma / sqrt(var + eps) is what x is multiplied by",
    source="catalogue Q8",
)
def statistics_constant(dout: Array, x: Array, gamma: Array, eps: float = 1e-5) -> Gradients:
    return _back(dout, x, gamma, eps, dx=lambda one: one.scale * one.dout)


@misconception(
    "batch_norm_backward",
    says="the variance is treated as a constant",
    ask="Stretch all deviations of a feature by the same factor: should the output change?",
    looks="columns of dx sum to 0; right for a dout of all ones",
    tempting="the mean is the visible part, and all ones do not tell",
    source="catalogue Q9",
)
def variance_constant(dout: Array, x: Array, gamma: Array, eps: float = 1e-5) -> Gradients:
    return _back(dout, x, gamma, eps, dx=lambda one: one.scale * (one.dout - one.dbeta / one.N))


@misconception(
    "batch_norm_backward",
    says="the mean is treated as a constant",
    ask="Shift all inputs of a feature by the same amount: should the output change?",
    looks="columns of dx that do not sum to 0",
    tempting="the variance is the hard part, and once it is done one feels done",
    source="catalogue Q8's other half",
)
def mean_constant(dout: Array, x: Array, gamma: Array, eps: float = 1e-5) -> Gradients:
    return _back(dout, x, gamma, eps, dx=lambda one: one.scale * (one.dout - one.xhat * one.dgamma / one.N))


@misconception(
    "batch_norm_backward",
    says="sums are subtracted where means should be",
    ask="If all examples have the same dout, what should be left of it?",
    looks="far too large, the more so the larger the batch",
    tempting="dbeta and dgamma are sums, and they are what appears in the formula",
    source="seen in review",
)
def sums_for_means(dout: Array, x: Array, gamma: Array, eps: float = 1e-5) -> Gradients:
    return _back(dout, x, gamma, eps, dx=lambda one: one.scale * (one.dout - one.dbeta - one.xhat * one.dgamma))


@misconception(
    "batch_norm_backward",
    says="dx lacks gamma",
    ask="What did gamma multiply on the way forward?",
    looks="dx off by a factor per column; dgamma and dbeta are right",
    tempting="the derivation is done for xhat, and gamma was one step before it",
    source="seen in review",
)
def dx_without_gamma(dout: Array, x: Array, gamma: Array, eps: float = 1e-5) -> Gradients:
    return _back(dout, x, gamma, eps, dx=lambda one: one.dx / one.gamma)


@misconception(
    "batch_norm_backward",
    says="gamma is applied to only one of dx's three parts",
    ask="Through which of the three ways does the gradient pass gamma?",
    looks="dx off by different amounts; dgamma and dbeta are right",
    tempting="gamma * dout is written once, in the direct part",
    source="seen in review",
)
def gamma_on_direct_part(dout: Array, x: Array, gamma: Array, eps: float = 1e-5) -> Gradients:
    def dx(one: _Batch) -> Array:
        return np.asarray((one.gamma * one.dout - one.dbeta / one.N - one.xhat * one.dgamma / one.N) / one.spread)

    return _back(dout, x, gamma, eps, dx=dx)


@misconception(
    "batch_norm_backward",
    says="dx is not divided by the standard deviation",
    ask="If x is measured in millimetres instead of metres, what should dx do?",
    looks="dx off by a factor per column; dgamma and dbeta are right",
    tempting="the bracket is the interesting part",
    source="seen in review",
)
def dx_without_spread(dout: Array, x: Array, gamma: Array, eps: float = 1e-5) -> Gradients:
    return _back(dout, x, gamma, eps, dx=lambda one: one.dx * one.spread)


@misconception(
    "batch_norm_backward",
    says="dx is divided by the variance, not by its root",
    ask="If x is measured in millimetres instead of metres, what should dx do?",
    looks="dx off by a factor per column; right for a variance of 1",
    tempting="var is the variable's name, and the root is easily forgotten",
    source="seen in review",
)
def dx_over_variance(dout: Array, x: Array, gamma: Array, eps: float = 1e-5) -> Gradients:
    return _back(dout, x, gamma, eps, dx=lambda one: one.dx / one.spread)


@misconception(
    "batch_norm_backward",
    says="the variance's part lacks its factor of 2",
    ask="What is the derivative of a square?",
    looks="dx off by half of the variance's part; right for a dout of all ones",
    tempting="-1/2 from the root and 2 from the square cancel, if both are there",
    source="seen in review",
)
def variance_part_halved(dout: Array, x: Array, gamma: Array, eps: float = 1e-5) -> Gradients:
    def dx(one: _Batch) -> Array:
        return np.asarray(one.scale * (one.dout - one.dbeta / one.N - 0.5 * one.xhat * one.dgamma / one.N))

    return _back(dout, x, gamma, eps, dx=dx)


@misconception(
    "batch_norm_backward",
    says="the variance's part has the wrong sign",
    ask="If a larger input raises the variance, do the other outputs grow or shrink?",
    looks="dx off by twice the variance's part; right for a dout of all ones",
    tempting="the -1/2 of the root loses its minus",
    source="seen in review",
)
def variance_part_sign(dout: Array, x: Array, gamma: Array, eps: float = 1e-5) -> Gradients:
    def dx(one: _Batch) -> Array:
        return np.asarray(one.scale * (one.dout - one.dbeta / one.N + one.xhat * one.dgamma / one.N))

    return _back(dout, x, gamma, eps, dx=dx)


@misconception(
    "batch_norm_backward",
    says="the variance's part has the deviations, not xhat",
    ask="Stretch all deviations of a feature by the same factor: should the output change?",
    looks="dx off where the variance is far from 1; right for a dout of all ones",
    tempting="x - mean and xhat stand next to each other in every derivation",
    source="seen in review",
)
def deviations_for_xhat(dout: Array, x: Array, gamma: Array, eps: float = 1e-5) -> Gradients:
    def dx(one: _Batch) -> Array:
        return np.asarray(one.scale * (one.dout - one.dbeta / one.N - one.xhat * one.spread * one.dgamma / one.N))

    return _back(dout, x, gamma, eps, dx=dx)


@misconception(
    "batch_norm_backward",
    says="the means are taken with N - 1",
    ask="What should the columns of dx sum to?",
    looks="dx a little off; dgamma and dbeta are right",
    tempting="every statistics course says N - 1",
    source="catalogue Q1's way back",
)
def means_over_N_minus_1(dout: Array, x: Array, gamma: Array, eps: float = 1e-5) -> Gradients:
    def dx(one: _Batch) -> Array:
        n = max(one.N - 1, 1)
        return np.asarray(one.scale * (one.dout - one.dbeta / n - one.xhat * one.dgamma / n))

    return _back(dout, x, gamma, eps, dx=dx)


@misconception(
    "batch_norm_backward",
    says="the variance is divided by N - 1",
    ask="Which variance did batch_norm use?",
    looks="dgamma and dx a little off, dbeta right",
    tempting="every statistics course says N - 1",
    source="catalogue Q1",
)
def back_unbiased_variance(dout: Array, x: Array, gamma: Array, eps: float = 1e-5) -> Gradients:
    return _back(dout, x, gamma, eps, ddof=1)


@misconception(
    "batch_norm_backward",
    says="eps is added to the standard deviation, outside the root",
    ask="With a variance of 1e-6, is eps small beside it, or beside its root?",
    looks="right to five digits for a variance of 1; far off at 1e-6",
    tempting="as protection against 0 it does as well there",
    source="catalogue Q6",
)
def back_eps_outside_root(dout: Array, x: Array, gamma: Array, eps: float = 1e-5) -> Gradients:
    return _back(dout, x, gamma, eps, spread=lambda var, eps: np.sqrt(var) + eps)


@misconception(
    "batch_norm_backward",
    says="eps is left out",
    ask="Which root did batch_norm divide by?",
    looks="right to five digits for a variance of 1; far off at 1e-6",
    tempting="it is so small",
    source="catalogue Q6's neighbour",
)
def back_no_eps(dout: Array, x: Array, gamma: Array, eps: float = 1e-5) -> Gradients:
    return _back(dout, x, gamma, eps, spread=lambda var, eps: np.asarray(np.sqrt(var)))


@misconception(
    "batch_norm_backward",
    says="the eps you are given is not the one you use",
    ask="Which line of yours reads eps?",
    looks="right for the eps it has by default",
    tempting="1e-5 is written into the formula, from a first try",
    source="seen in review",
)
def back_ignores_eps(dout: Array, x: Array, gamma: Array, eps: float = 1e-5) -> Gradients:
    return _back(dout, x, gamma, 1e-5)


@misconception(
    "batch_norm_backward",
    says="dgamma is made with x instead of xhat",
    ask="What did gamma multiply?",
    looks="dgamma differs; dbeta and dx are right",
    tempting="x is the argument, and xhat has to be made first",
    source="catalogue Q10",
)
def dgamma_with_x(dout: Array, x: Array, gamma: Array, eps: float = 1e-5) -> Gradients:
    return _back(dout, x, gamma, eps, dgamma=lambda one: np.asarray((one.dout * one.x).sum(axis=0)))


@misconception(
    "batch_norm_backward",
    says="dgamma is made with the deviations, which are not yet divided",
    ask="What did gamma multiply?",
    looks="dgamma off by a factor per column; dbeta and dx are right",
    tempting="x - mean and xhat stand next to each other in every derivation",
    source="catalogue Q10's neighbour",
)
def dgamma_with_deviations(dout: Array, x: Array, gamma: Array, eps: float = 1e-5) -> Gradients:
    return _back(dout, x, gamma, eps, dgamma=lambda one: one.dgamma * one.spread)


@misconception(
    "batch_norm_backward",
    says="gamma multiplies its own gradient",
    ask="Does gamma appear in the derivative of gamma * xhat with respect to gamma?",
    looks="dgamma off by gamma; dbeta and dx are right",
    tempting="dxhat = gamma * dout is at hand, and looks like the upstream gradient",
    source="seen in review",
)
def dgamma_times_gamma(dout: Array, x: Array, gamma: Array, eps: float = 1e-5) -> Gradients:
    return _back(dout, x, gamma, eps, dgamma=lambda one: one.dgamma * one.gamma)


@misconception(
    "batch_norm_backward",
    says="dgamma and dbeta are means over the batch, not sums",
    ask="How often does one gamma take part in the loss?",
    looks="dgamma and dbeta are ours over N; dx is right",
    tempting="everything else in this layer is a mean over the batch",
    source="catalogue G15",
)
def means_for_sums(dout: Array, x: Array, gamma: Array, eps: float = 1e-5) -> Gradients:
    return _back(dout, x, gamma, eps, dgamma=lambda one: one.dgamma / one.N, dbeta=lambda one: one.dbeta / one.N)


@misconception(
    "batch_norm_backward",
    says="dgamma and dbeta are not summed over the batch",
    ask="What shape has beta, and what shape has your dbeta?",
    looks="shape (N, F)",
    tempting="each example has its share, and nobody said stop",
    source="seen in review",
)
def not_summed(dout: Array, x: Array, gamma: Array, eps: float = 1e-5) -> Gradients:
    return _back(dout, x, gamma, eps, dgamma=lambda one: np.asarray(one.dout * one.xhat), dbeta=lambda one: one.dout)


@misconception(
    "batch_norm_backward",
    says="dgamma and dbeta keep the batch axis",
    ask="What is dbeta.shape, and what is gamma.shape?",
    looks="the numbers are right and the shapes are (1, F)",
    tempting="keepdims=True is how batch code keeps broadcasting right",
    source="catalogue G4",
)
def keeps_an_axis(dout: Array, x: Array, gamma: Array, eps: float = 1e-5) -> Gradients:
    return _back(
        dout, x, gamma, eps, dgamma=lambda one: one.dgamma[np.newaxis], dbeta=lambda one: one.dbeta[np.newaxis]
    )


@misconception(
    "batch_norm_backward",
    says="dgamma and dbeta are summed over the features",
    ask="How many betas are there?",
    looks="shape (N,)",
    tempting="axis=1 is the other axis",
    source="catalogue Q7's way back",
)
def summed_over_features(dout: Array, x: Array, gamma: Array, eps: float = 1e-5) -> Gradients:
    return _back(
        dout,
        x,
        gamma,
        eps,
        dgamma=lambda one: np.asarray((one.dout * one.xhat).sum(axis=1)),
        dbeta=lambda one: np.asarray(one.dout.sum(axis=1)),
    )


@misconception(
    "batch_norm_backward",
    says="dbeta is all that arrives at xhat: it has gamma in it",
    ask="Is beta added before or after gamma multiplies?",
    looks="dbeta off by gamma; dgamma and dx are right",
    tempting="gamma * dout is formed first and used from then on",
    source="seen in review",
)
def dbeta_times_gamma(dout: Array, x: Array, gamma: Array, eps: float = 1e-5) -> Gradients:
    return _back(dout, x, gamma, eps, dbeta=lambda one: one.dbeta * one.gamma)


@misconception(
    "batch_norm_backward",
    says="dgamma and dbeta are exchanged",
    ask="In which order are the three asked for?",
    looks="each is the other's",
    tempting="both have length F, and nothing complains",
    source="seen in review",
)
def dbeta_before_dgamma(dout: Array, x: Array, gamma: Array, eps: float = 1e-5) -> Gradients:
    dx, dgamma, dbeta = _back(dout, x, gamma, eps)
    return dx, dbeta, dgamma


@misconception(
    "batch_norm_backward",
    says="dx comes last",
    ask="In which order are the three asked for?",
    looks="shapes in another order",
    tempting="dgamma and dbeta are computed first",
    source="seen in review",
)
def dx_last(dout: Array, x: Array, gamma: Array, eps: float = 1e-5) -> Gradients:
    dx, dgamma, dbeta = _back(dout, x, gamma, eps)
    return dgamma, dbeta, dx


@misconception(
    "batch_norm_backward",
    says="you multiply the caller's dout by gamma",
    ask="Call it twice with the same dout: do you get the same dx?",
    looks="right numbers, and dout is another array afterwards",
    tempting="`dout *= gamma` saves a name",
    source="catalogue G16",
)
def writes_into_dout(dout: Array, x: Array, gamma: Array, eps: float = 1e-5) -> Gradients:
    found = _back(dout, x, gamma, eps)
    dout *= gamma
    return found


@misconception(
    "batch_norm_backward",
    says="you subtract the mean from the caller's x",
    ask="Call batch_norm with the same x afterwards: is it the same x?",
    looks="right numbers, and x has mean 0 afterwards",
    tempting="`x -= x.mean(0)` is the shortest way to write the first step",
    source="catalogue A13's neighbour",
)
def back_subtracts_from_x(dout: Array, x: Array, gamma: Array, eps: float = 1e-5) -> Gradients:
    found = _back(dout, x, gamma, eps)
    x -= x.mean(axis=0)
    return found


# residual_block_backward


def _block(
    dout: Array,
    x: Array,
    W1: Array,
    W2: Array,
    *,
    mask: Callable[[Array, Array], Any] = lambda z, da: z > 0,
    dx: Callable[[Array, Array], Array] = lambda dout, through: dout + through,
    dW1: Callable[[Array, Array], Array] | None = None,
    dW2: Callable[[Array, Array], Array] = lambda dout, z: np.outer(dout, np.maximum(z, 0)),
) -> Gradients:
    """The block's way back with openings: relu's mask, how the two ways meet, and the two weights' gradients."""
    z = W1 @ x
    da = W2.T @ dout
    dz = np.asarray(da * mask(z, da))
    return dx(dout, W1.T @ dz), (dW1(dz, da) if dW1 else np.outer(dz, x)), dW2(dout, z)


@misconception(
    "residual_block_backward",
    says="dx takes the way through the block only",
    ask="What is the derivative of x + f(x)?",
    looks="dx is ours minus dout; 0 when every unit is dead",
    tempting="the block is where the work is",
    source="catalogue O1",
)
def no_shortcut(dout: Array, x: Array, W1: Array, W2: Array) -> Gradients:
    return _block(dout, x, W1, W2, dx=lambda dout, through: through)


@misconception(
    "residual_block_backward",
    says="dx takes the shortcut only",
    ask="If x moves a little, does relu(W1 @ x) stand still?",
    looks="dx equals dout, as if every unit were dead",
    tempting="the gradient goes straight through: that is how residual networks are explained",
    source="catalogue O1's other half",
)
def shortcut_only(dout: Array, x: Array, W1: Array, W2: Array) -> Gradients:
    return _block(dout, x, W1, W2, dx=lambda dout, through: dout)


@misconception(
    "residual_block_backward",
    says="the shortcut is counted twice",
    ask="How often does x appear in x + W2 @ relu(W1 @ x), outside of the relu?",
    looks="dx is ours plus dout",
    tempting="it is added in the block and once more at its end",
    source="seen in review",
)
def shortcut_twice(dout: Array, x: Array, W1: Array, W2: Array) -> Gradients:
    return _block(dout, x, W1, W2, dx=lambda dout, through: 2 * dout + through)


@misconception(
    "residual_block_backward",
    says="the shortcut brings ones, not dout",
    ask="The shortcut's derivative is 1: and what is it multiplied by?",
    looks="dx is off by 1 - dout",
    tempting="the derivative of x with respect to x is 1",
    source="seen in review",
)
def shortcut_of_ones(dout: Array, x: Array, W1: Array, W2: Array) -> Gradients:
    return _block(dout, x, W1, W2, dx=lambda dout, through: 1 + through)


@misconception(
    "residual_block_backward",
    says="x itself is added to dx",
    ask="Is what comes back along the shortcut a value or a gradient?",
    looks="dx is off by x - dout",
    tempting="the forward pass says x +",
    source="seen in review",
)
def shortcut_of_x(dout: Array, x: Array, W1: Array, W2: Array) -> Gradients:
    return _block(dout, x, W1, W2, dx=lambda dout, through: x + through)


@misconception(
    "residual_block_backward",
    says="the two ways are multiplied",
    ask="Two ways lead from x to out: do their gradients add or multiply?",
    looks="dx is far off",
    tempting="the chain rule multiplies",
    source="seen in review",
)
def ways_multiplied(dout: Array, x: Array, W1: Array, W2: Array) -> Gradients:
    return _block(dout, x, W1, W2, dx=lambda dout, through: dout * through)


@misconception(
    "residual_block_backward",
    says="relu lets every gradient through",
    ask="What does a unit that is off tell the weights behind it?",
    looks="dead units have gradients in dW1, and dx hears from them",
    tempting="on the way back the relu has no output to look at",
    source="catalogue G6",
)
def no_relu_mask(dout: Array, x: Array, W1: Array, W2: Array) -> Gradients:
    return _block(dout, x, W1, W2, mask=lambda z, da: np.ones(len(z)))


@misconception(
    "residual_block_backward",
    says="the relu is applied to the gradient",
    ask="What decides whether a unit lets a gradient through: the gradient's sign, or that of its input?",
    looks="negative gradients are missing, wherever they are",
    tempting="relu goes forward and relu goes back",
    source="catalogue G11",
)
def relu_of_gradient(dout: Array, x: Array, W1: Array, W2: Array) -> Gradients:
    return _block(dout, x, W1, W2, mask=lambda z, da: da > 0)


@misconception(
    "residual_block_backward",
    says="relu's slope at exactly 0 is 1",
    ask="What convention does the docstring state at exactly 0?",
    looks="right unless a pre-activation is 0",
    tempting=">= and > differ by one character, and 0 hardly ever happens",
    source="catalogue A9",
)
def block_relu_slope_at_zero(dout: Array, x: Array, W1: Array, W2: Array) -> Gradients:
    return _block(dout, x, W1, W2, mask=lambda z, da: z >= 0)


@misconception(
    "residual_block_backward",
    says="relu's slope is relu itself",
    ask="Is the slope of a line through 0 equal to its height?",
    looks="dW1 is off by a factor per row; dW2 is right",
    tempting="relu(z) is already computed, and is 0 in the right places",
    source="catalogue A11",
)
def block_relu_as_its_slope(dout: Array, x: Array, W1: Array, W2: Array) -> Gradients:
    return _block(dout, x, W1, W2, mask=lambda z, da: np.maximum(z, 0))


@misconception(
    "residual_block_backward",
    says="the mask is the wrong way round",
    ask="Which units are the dead ones?",
    looks="dead units have gradients, and the others have none",
    tempting="`dz[z > 0] = 0` is one character from right",
    source="seen in review",
)
def mask_turned(dout: Array, x: Array, W1: Array, W2: Array) -> Gradients:
    return _block(dout, x, W1, W2, mask=lambda z, da: z <= 0)


@misconception(
    "residual_block_backward",
    says="dW2 is paired with what went into the relu",
    ask="Which vector did W2 multiply?",
    looks="dW2 has gradients for dead units; dx and dW1 are right",
    tempting="z and relu(z) have the same shape",
    source="catalogue G8",
)
def dW2_with_pre_activation(dout: Array, x: Array, W1: Array, W2: Array) -> Gradients:
    return _block(dout, x, W1, W2, dW2=lambda dout, z: np.outer(dout, z))


@misconception(
    "residual_block_backward",
    says="dW2 is paired with relu's slope, not with its value",
    ask="Which vector did W2 multiply?",
    looks="dW2 is off by a factor per column; dx and dW1 are right",
    tempting="the mask is kept for the way back, and used once too often",
    source="seen in review",
)
def dW2_with_mask(dout: Array, x: Array, W1: Array, W2: Array) -> Gradients:
    return _block(dout, x, W1, W2, dW2=lambda dout, z: np.outer(dout, z > 0))


@misconception(
    "residual_block_backward",
    says="dW1 has not been back through the relu",
    ask="What lies between W1 @ x and W2?",
    looks="dead units have gradients in dW1; dx and dW2 are right",
    tempting="da has the right shape, and dz is a line further on",
    source="catalogue G6c",
)
def dW1_skips_relu(dout: Array, x: Array, W1: Array, W2: Array) -> Gradients:
    return _block(dout, x, W1, W2, dW1=lambda dz, da: np.outer(da, x))


@misconception(
    "residual_block_backward",
    says="the weights' gradients are transposed",
    ask="What shape has the thing it is the gradient of?",
    looks="shapes (n, m) and (m, n), exchanged",
    tempting="np.outer takes its arguments in either order",
    source="seen in review",
)
def block_transposed(dout: Array, x: Array, W1: Array, W2: Array) -> Gradients:
    dx, dW1, dW2 = _block(dout, x, W1, W2)
    return dx, dW1.T, dW2.T


@misconception(
    "residual_block_backward",
    says="dW2 comes before dW1",
    ask="In which order are the three asked for?",
    looks="shapes (n, m) and (m, n), exchanged",
    tempting="the way back meets W2 first",
    source="seen in review",
)
def dW2_before_dW1(dout: Array, x: Array, W1: Array, W2: Array) -> Gradients:
    dx, dW1, dW2 = _block(dout, x, W1, W2)
    return dx, dW2, dW1


@misconception(
    "residual_block_backward",
    says="the error goes back through W1 and W2, as it came forward",
    ask="If z = W a, which of W and its transpose sends blame backwards?",
    looks="an error about shapes",
    tempting="the forward pass says W2 @ ...",
    source="catalogue G5",
)
def block_without_transpose(dout: Array, x: Array, W1: Array, W2: Array) -> Gradients:
    z = W1 @ x
    dz = (W2 @ dout) * (z > 0)
    return dout + W1 @ dz, np.outer(dz, x), np.outer(dout, np.maximum(z, 0))


@misconception(
    "residual_block_backward",
    says="you add into the caller's dout",
    ask="After `dx = dout` and `dx += ...`, how many arrays are there?",
    looks="right numbers, and dout is dx afterwards",
    tempting="dx starts as dout, and then something is added",
    source="catalogue G16",
)
def block_writes_into_dout(dout: Array, x: Array, W1: Array, W2: Array) -> Gradients:
    dx, dW1, dW2 = _block(dout, x, W1, W2)
    dout[...] = dx
    return dout, dW1, dW2


@misconception(
    "residual_block_backward",
    says="you add into the caller's dout before dW2 is made from it",
    ask="What is in dout when the last line reads it?",
    looks="dx and dW1 are right; dW2 is made from dx",
    tempting="dx starts as dout, and then something is added",
    source="catalogue G16, second form",
)
def dW2_after_writing(dout: Array, x: Array, W1: Array, W2: Array) -> Gradients:
    dx, dW1, _ = _block(dout, x, W1, W2)
    dout[...] = dx
    return dout, dW1, np.outer(dout, np.maximum(W1 @ x, 0))
