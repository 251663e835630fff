"""expect: wrong, deep_networks.slope_twice"""
import numpy as np


def layer_gradient_norms(weights, x, activation):
    names = ("sigmoid", "tanh", "relu")
    if activation not in names:
        raise ValueError(f"one of {names}")
    act = [lambda z: 1 / (1 + np.exp(-z)), np.tanh, lambda z: np.maximum(z, 0)][names.index(activation)]
    der = [lambda a: a * (1 - a), lambda a: 1 - a * a, lambda a: (a > 0) + 0.0][names.index(activation)]
    a = [x]
    for W in weights:
        a.append(act(W @ a[-1]))
    g = der(a[-1])
    norms = []
    for l in range(len(weights), 0, -1):
        delta = g * der(a[l])
        norms.append(np.linalg.norm(np.outer(delta, a[l - 1])))
        if l > 1:
            g = weights[l - 1].T @ delta * der(a[l - 1])
    return np.array(norms[::-1])
