"""expect: wrong, general.small_taken_for_zero; a gradient below 1e-8 is called 0"""
import numpy as np


def layer_gradient_norms(weights, x, activation):
    if activation not in ("sigmoid", "tanh", "relu"):
        raise ValueError("unknown activation")
    f = {"sigmoid": lambda z: 1 / (1 + np.exp(-z)), "tanh": np.tanh, "relu": lambda z: np.maximum(z, 0)}[activation]
    s = {"sigmoid": lambda a: a * (1 - a), "tanh": lambda a: 1 - a**2, "relu": lambda a: (a > 0) * 1.0}[activation]
    a = [x]
    for W in weights:
        a.append(f(W @ a[-1]))
    norms, g = np.zeros(len(weights)), np.ones(len(a[-1]))
    for l in reversed(range(len(weights))):
        d = g * s(a[l + 1])
        norms[l] = np.linalg.norm(np.outer(d, a[l]))
        if norms[l] < 1e-8:
            norms[l] = 0.0
            break
        g = weights[l].T @ d
    return norms
