"""expect: wrong, deep_networks.pairs_with_output"""
import numpy as np


def layer_gradient_norms(weights, x, activation):
    acts = {"sigmoid": lambda z: 1 / (1 + np.exp(-z)), "tanh": np.tanh, "relu": lambda z: np.maximum(z, 0)}
    ders = {"sigmoid": lambda a: a * (1 - a), "tanh": lambda a: 1 - a**2, "relu": lambda a: (a > 0) * 1.0}
    if activation not in acts:
        raise ValueError(activation)
    a = [x]
    for W in weights:
        a.append(acts[activation](W @ a[-1]))
    a = a[1:]
    g = np.ones(len(a[-1]))
    norms = np.zeros(len(weights))
    for l in reversed(range(len(weights))):
        delta = g * ders[activation](a[l])
        norms[l] = np.linalg.norm(np.outer(delta, a[l]))
        g = weights[l].T @ delta
    return norms
