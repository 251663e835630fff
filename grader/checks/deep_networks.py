"""`deep_networks`: a gradient per layer, batch norm with its three ways back, and a block beside its shortcut."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from grader.checks.check import HARDER_VALUES, Case, Subject
from grader.checks.rungs import agrees, answers, leaves_arguments, refuses
from grader.numeric.cases import contraction, dense

Arguments = tuple[Any, ...]


# Inputs


def _layers(rng: np.random.Generator, sizes: Sequence[int], activation: str, scale: float = 1.0) -> Arguments:
    """(weights, x, activation): rectangular matrices, all of them dense, pre-activations of both signs around 1."""
    pairs = zip(sizes[1:], sizes[:-1], strict=True)
    weights = [dense(rng, n_out, n_in, scale=scale / np.sqrt(n_in)) for n_out, n_in in pairs]
    return weights, dense(rng, sizes[0]), activation


def _square(rng: np.random.Generator, layers: int, n: int, activation: str, norm: float) -> Arguments:
    """As `_layers`, every matrix with singular values between norm / 2 and norm: the decay is known."""
    return [contraction(rng, n, norm) for _ in range(layers)], dense(rng, n), activation


def _switched(rng: np.random.Generator, W: np.ndarray, a: np.ndarray) -> np.ndarray:
    """Return W with every other unit of W @ a alive, or the ones between, and all of them clearly so.

    Whichever sign a unit had, and however near 0 it was: now it is 0.3 further away from it, on the side drawn.
    """
    alive = (np.arange(len(W)) + rng.integers(2)) % 2 == 0
    z = W @ a
    return np.asarray(W + np.outer(np.where(alive, 1, -1) * (np.abs(z) + 0.3) - z, a) / (a @ a))


def _relus(rng: np.random.Generator, sizes: Sequence[int]) -> Arguments:
    """As `_layers`, half of every layer alive: all of a layer dead by chance would make every norm 0."""
    weights, x, activation = _layers(rng, sizes, "relu", 1.4)
    a = x
    for i, W in enumerate(weights):
        weights[i] = _switched(rng, W, a)
        a = np.maximum(weights[i] @ a, 0)
    return weights, x, activation


def _one_sign(rng: np.random.Generator, sizes: Sequence[int], activation: str) -> Arguments:
    """As `_layers`, without a minus: a single unit's sum near 0 would cost float32 its digits."""
    weights, x, activation = _layers(rng, sizes, activation, 0.4)
    return [np.abs(W) for W in weights], np.abs(x), activation


def _at_the_kink(rng: np.random.Generator) -> Arguments:
    """Units whose pre-activation is exactly 0 in any order of summation: their rows of W are zeros."""
    weights, x, activation = _layers(rng, (4, 6, 5, 7), "relu")
    for W in weights:
        W[1] = 0.0
        W[3] = np.abs(W[3])  # and one that is on, so that something gets through
    return weights, np.abs(x), activation


def _dead_layer(rng: np.random.Generator) -> Arguments:
    """A relu network in which one layer is off altogether: every norm is exactly 0."""
    weights, x, activation = _layers(rng, (4, 6, 5, 3), "relu")
    weights[1] = -np.abs(weights[1])
    return weights, x, activation


def _batch(rng: np.random.Generator, N: int, F: int, spread: float = 1.0) -> Arguments:
    """(x, gamma, beta): columns of different mean and spread, none of whose means is 0."""
    x = spread * (dense(rng, N, F) * rng.uniform(0.6, 1.8, F) + rng.choice([-1, 1], F) * rng.uniform(0.5, 2, F))
    gamma = rng.choice([-1, 1], F) * rng.uniform(0.5, 2, F)
    return x, gamma, dense(rng, F)


def _batch_back(rng: np.random.Generator, N: int, F: int, spread: float = 1.0) -> Arguments:
    """(dout, x, gamma), dout without any pattern."""
    x, gamma, _ = _batch(rng, N, F, spread)
    return dense(rng, N, F), x, gamma


def _one_feature(rng: np.random.Generator) -> Arguments:
    """One column whose dout rises with x: neither of its two sums is near 0, where float32 would lose its digits."""
    dout, x, gamma = _batch_back(rng, 6, 1)
    return np.sort(np.abs(dout), axis=0)[np.argsort(np.argsort(x[:, 0]))], x, gamma


def _same_for_all(rng: np.random.Generator) -> Arguments:
    """All ones: no input can do anything about a loss that is the sum of the outputs."""
    _, x, gamma = _batch_back(rng, 8, 5)
    return np.ones((8, 5)), x, gamma


def _block(rng: np.random.Generator, n: int, m: int) -> Arguments:
    """(dout, x, W1, W2), half of the units alive and half of them dead."""
    x = dense(rng, n)
    W1 = _switched(rng, dense(rng, m, n, scale=0.7), x)
    return dense(rng, n), x, W1, dense(rng, n, m, scale=0.6)


def _dead_block(rng: np.random.Generator) -> Arguments:
    """Every unit off: the shortcut is all there is."""
    dout, x, W1, W2 = _block(rng, 4, 6)
    return dout, x, -W1 * np.sign(W1 @ x)[:, np.newaxis], W2  # all on the other side of 0


def _block_at_the_kink(rng: np.random.Generator) -> Arguments:
    dout, x, W1, W2 = _block(rng, 5, 7)
    W1[[2, 4]] = 0.0
    return dout, x, W1, W2


# layer_gradient_norms

PER_LAYER = {"norms": 0}
LAYERS = Subject("layer_gradient_norms", counts="layer", outputs=("norms",))
SIGMOID = Case("sigmoids", lambda rng: _layers(rng, (4, 6, 5, 7, 3), "sigmoid", 1.5), PER_LAYER)
TANH = Case("tanhs", lambda rng: _layers(rng, (5, 3, 6, 4), "tanh", 0.6), PER_LAYER)
RELU = Case("relus", lambda rng: _relus(rng, (6, 8, 7, 9, 5)), PER_LAYER)
DEEP = Case("20 layers of sigmoids", lambda rng: _square(rng, 20, 6, "sigmoid", 1.2), PER_LAYER)
DEEP_TANH = Case("30 layers of tanhs", lambda rng: _square(rng, 30, 5, "tanh", 0.6), PER_LAYER)
KINKS = (
    Case("pre-activations of exactly 0", _at_the_kink, PER_LAYER),
    Case("a layer that is dead", _dead_layer, PER_LAYER),
)
LAYER_EDGES = (
    Case("one layer", lambda rng: _layers(rng, (5, 3), "tanh", 0.6), PER_LAYER),
    Case("one unit in every layer", lambda rng: _one_sign(rng, (1, 1, 1, 1), "sigmoid"), PER_LAYER),
    Case("a bottleneck", lambda rng: _one_sign(rng, (4, 1, 5), "tanh"), PER_LAYER),
)
UNKNOWN = (
    Case("an activation nobody knows", lambda rng: _layers(rng, (4, 3, 5), "softplus")),
    Case("no activation", lambda rng: _layers(rng, (4, 3, 5), "")),
)
NEARLY_KNOWN = Case("an activation that is nearly one of them", lambda rng: _layers(rng, (4, 3, 5), "leaky_relu"))

# batch_norm

NORM = Subject("batch_norm", ("out",))
BATCH = Case("more examples than features", lambda rng: _batch(rng, 8, 5))
WIDE = Case("more features than examples", lambda rng: _batch(rng, 4, 7))
NARROW_SPREAD = Case("variances around 1e-6", lambda rng: _batch(rng, 7, 4, 1e-3))
OTHER_EPS = Case("an eps of 0.3", lambda rng: (*_batch(rng, 6, 4), 0.3))
NORM_EDGES = (
    Case("one example", lambda rng: _batch(rng, 1, 4)),
    Case("one feature", lambda rng: _batch(rng, 6, 1)),
)

# batch_norm_backward


def _dx_slack(dout: np.ndarray, x: np.ndarray, gamma: np.ndarray, eps: float = 1e-5) -> np.ndarray:
    """Bound the rounding of dx, a difference that may cancel: 64 ulp of what is subtracted from.

    It has dx's shape, so that dgamma and dbeta get none.

    Shapes:
        returns: (N, F)
    """
    ulps = 64 * float(np.finfo(np.float64).eps)
    return np.asarray(ulps * np.abs(gamma * dout) / np.sqrt(np.var(x, axis=0) + eps))


NORM_BACK = Subject("batch_norm_backward", ("dx", "dgamma", "dbeta"), floor=_dx_slack)
BACK = Case("more examples than features", lambda rng: _batch_back(rng, 8, 5))
BACK_WIDE = Case("more features than examples", lambda rng: _batch_back(rng, 4, 7))
BACK_SPREAD = Case("variances around 1e-6", lambda rng: _batch_back(rng, 7, 4, 1e-3))
BACK_EPS = Case("an eps of 0.3", lambda rng: (*_batch_back(rng, 6, 4), 0.3))
ONES = Case("a dout of all ones", _same_for_all)
BACK_FEATURE = Case("one feature", _one_feature)

# residual_block_backward

BLOCK = Subject("residual_block_backward", ("dx", "dW1", "dW2"))
MIXED = Case("units alive and dead", lambda rng: _block(rng, 4, 6))
BROAD = Case("fewer units inside than outside", lambda rng: _block(rng, 7, 5))
DEAD = Case("every unit dead", _dead_block)
KINK = Case("pre-activations of exactly 0", _block_at_the_kink)

CHECKS = (
    answers(LAYERS, SIGMOID, id="deep_networks.layers_return", points=0.5),
    agrees(
        LAYERS,
        (SIGMOID, TANH, RELU),
        id="deep_networks.layers_match",
        title="sigmoid, tanh and relu layers agree",
        points=2.5,
    ),
    agrees(
        LAYERS,
        (DEEP, DEEP_TANH),
        rung=HARDER_VALUES,
        id="deep_networks.layers_deep",
        title="20 layers agree, down to 1e-10",
        points=1,
    ),
    agrees(
        LAYERS,
        KINKS,
        rung=HARDER_VALUES,
        id="deep_networks.layers_at_kinks",
        title="kinks and dead layers agree",
        points=0.5,
    ),
    agrees(
        LAYERS,
        LAYER_EDGES,
        rung=HARDER_VALUES,
        id="deep_networks.layers_edges",
        title="one layer and one unit work",
        points=0.25,
    ),
    refuses(
        LAYERS,
        UNKNOWN,
        "ValueError",
        id="deep_networks.layers_refuse",
        title="an unknown activation is a ValueError",
        points=0.25,
    ),
    refuses(
        LAYERS,
        (NEARLY_KNOWN,),
        "ValueError",
        id="deep_networks.layers_refuse_leaky_relu",
        title="leaky_relu is not relu",
        points=0.25,
    ),
    leaves_arguments(LAYERS, TANH, id="deep_networks.layers_leave_arguments", points=0.25),
    answers(NORM, BATCH, id="deep_networks.norm_returns", points=0.5),
    agrees(
        NORM,
        (BATCH, WIDE, NARROW_SPREAD),
        id="deep_networks.norm_matches",
        title="every feature is normalised over the batch",
        points=1.25,
    ),
    agrees(
        NORM,
        (OTHER_EPS,),
        rung=HARDER_VALUES,
        id="deep_networks.norm_eps",
        title="an eps that is given is the one that counts",
        points=0.5,
    ),
    agrees(
        NORM,
        NORM_EDGES,
        rung=HARDER_VALUES,
        id="deep_networks.norm_edges",
        title="one example and one feature work",
        points=0.25,
    ),
    leaves_arguments(NORM, BATCH, id="deep_networks.norm_leaves_arguments", points=0.5),
    answers(NORM_BACK, BACK, id="deep_networks.norm_back_returns", title="returns three finite gradients", points=0.5),
    agrees(
        NORM_BACK,
        (BACK, BACK_WIDE),
        output="dbeta",
        id="deep_networks.dbeta_matches",
        title="dbeta agrees",
        points=0.5,
    ),
    agrees(
        NORM_BACK,
        (BACK, BACK_WIDE),
        output="dgamma",
        id="deep_networks.dgamma_matches",
        title="dgamma agrees",
        points=0.75,
    ),
    agrees(
        NORM_BACK,
        (BACK, BACK_WIDE),
        output="dx",
        id="deep_networks.dx_matches",
        title="dx agrees, all three ways counted",
        points=2,
    ),
    agrees(
        NORM_BACK,
        (BACK_SPREAD, BACK_EPS),
        rung=HARDER_VALUES,
        id="deep_networks.norm_back_eps",
        title="small variances and another eps agree",
        points=0.75,
    ),
    agrees(
        NORM_BACK,
        (ONES,),
        output="dx",
        rung=HARDER_VALUES,
        id="deep_networks.dx_of_ones",
        title="dx is 0 for a dout of all ones",
        points=0.25,
    ),
    agrees(
        NORM_BACK,
        (BACK_FEATURE,),
        rung=HARDER_VALUES,
        id="deep_networks.norm_back_one_feature",
        title="one feature works",
        points=0.25,
    ),
    leaves_arguments(NORM_BACK, BACK, id="deep_networks.norm_back_leaves_arguments", points=0.5),
    answers(BLOCK, MIXED, id="deep_networks.block_returns", title="returns three finite gradients", points=0.5),
    agrees(
        BLOCK,
        (MIXED, BROAD),
        output="dx",
        id="deep_networks.block_dx",
        title="dx agrees, both ways counted",
        points=1,
    ),
    agrees(
        BLOCK,
        (MIXED, BROAD),
        output="dW1",
        id="deep_networks.block_dW1",
        title="dW1 agrees",
        points=0.75,
    ),
    agrees(
        BLOCK,
        (MIXED, BROAD),
        output="dW2",
        id="deep_networks.block_dW2",
        title="dW2 agrees",
        points=0.5,
    ),
    agrees(
        BLOCK,
        (DEAD, KINK),
        rung=HARDER_VALUES,
        id="deep_networks.block_dead",
        title="dead units pass on nothing",
        points=0.75,
    ),
    leaves_arguments(BLOCK, MIXED, id="deep_networks.block_leaves_arguments", points=0.5),
)
