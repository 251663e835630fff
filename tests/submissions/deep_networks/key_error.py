"""expect: wrong, deep_networks.key_error"""
import numpy as np


ACTIVATIONS = {
    "sigmoid": (lambda z: 1 / (1 + np.exp(-z)), lambda a: a * (1 - a)),
    "tanh": (np.tanh, lambda a: 1 - a**2),
    "relu": (lambda z: np.maximum(z, 0), lambda a: (a > 0).astype(float)),
}


def layer_gradient_norms(weights, x, activation):
    f, slope = ACTIVATIONS[activation]
    a = [x]
    for W in weights:
        a.append(f(W @ a[-1]))
    norms, g = np.zeros(len(weights)), np.ones(len(a[-1]))
    for l in reversed(range(len(weights))):
        d = g * slope(a[l + 1])
        norms[l] = np.linalg.norm(np.outer(d, a[l]))
        g = weights[l].T @ d
    return norms
