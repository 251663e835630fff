"""expect: wrong, deep_networks.no_slope_at_the_top"""
import numpy as np


def layer_gradient_norms(weights, x, activation):
    table = {
        "sigmoid": (lambda z: 1 / (1 + np.exp(-z)), lambda a: a * (1 - a)),
        "tanh": (np.tanh, lambda a: 1 - a**2),
        "relu": (lambda z: np.maximum(z, 0), lambda a: np.sign(a)),
    }
    if activation not in table:
        raise ValueError(f"{activation}?")
    act, slope = table[activation]
    a = [x]
    for W in weights:
        a.append(act(W @ a[-1]))
    delta = np.ones(len(a[-1]))
    norms = [np.linalg.norm(np.outer(delta, a[-2]))]
    for l in range(len(weights) - 1, 0, -1):
        delta = weights[l].T @ delta * slope(a[l])
        norms.append(np.linalg.norm(np.outer(delta, a[l - 1])))
    return np.array(norms[::-1])
