"""expect: wrong, deep_networks.loss_of_squares"""
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
    g = a[-1]
    norms = []
    for l in range(len(weights) - 1, -1, -1):
        g = g * slope(a[l + 1])
        norms.append(np.linalg.norm(np.outer(g, a[l])))
        g = g @ weights[l]
    return np.array(norms[::-1])
