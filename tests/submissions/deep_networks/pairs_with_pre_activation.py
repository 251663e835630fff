"""expect: wrong, deep_networks.pairs_with_pre_activation"""
import numpy as np


def layer_gradient_norms(weights, x, activation):
    acts = {"sigmoid": lambda z: 1 / (1 + np.exp(-z)), "tanh": np.tanh, "relu": lambda z: np.maximum(z, 0)}
    ders = {"sigmoid": lambda a: a * (1 - a), "tanh": lambda a: 1 - a**2, "relu": lambda a: (a > 0) * 1.0}
    if activation not in acts:
        raise ValueError(activation)
    zs = [x]
    a = x
    for W in weights:
        zs.append(W @ a)
        a = acts[activation](zs[-1])
    g = np.ones(len(a))
    norms = np.zeros(len(weights))
    for l in reversed(range(len(weights))):
        delta = g * ders[activation](acts[activation](zs[l + 1]))
        norms[l] = np.linalg.norm(np.outer(delta, zs[l]))
        g = weights[l].T @ delta
    return norms
