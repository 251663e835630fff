"""expect: wrong, deep_networks.relu_slope_one"""
import numpy as np


FUNCTIONS = {
    "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
    "tanh": np.tanh,
    "relu": lambda z: np.maximum(z, 0),
}
SLOPES = {"sigmoid": lambda a: a - a**2, "tanh": lambda a: 1 - a**2, "relu": lambda a: 1.0}


def layer_gradient_norms(weights, x, activation):
    try:
        f, s = FUNCTIONS[activation], SLOPES[activation]
    except KeyError:
        raise ValueError(activation) from None
    a = [x]
    for W in weights:
        a.append(f(W @ a[-1]))
    g, norms = np.ones(len(a[-1])), []
    while weights:
        *weights, W = weights
        d = g * s(a.pop())
        norms.append(np.linalg.norm(np.outer(d, a[-1])))
        g = W.T @ d
    return np.array(norms[::-1])
