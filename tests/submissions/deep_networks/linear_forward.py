"""expect: wrong, deep_networks.linear_forward"""
import numpy as np


def layer_gradient_norms(weights, x, activation):
    if activation == "tanh":
        der = lambda z: 1 - np.tanh(z) ** 2
    elif activation == "sigmoid":
        der = lambda z: np.exp(-z) / (1 + np.exp(-z)) ** 2
    elif activation == "relu":
        der = lambda z: np.where(z > 0, 1.0, 0.0)
    else:
        raise ValueError(activation)
    a = [x]
    for W in weights:
        a.append(W @ a[-1])
    g = np.ones(len(a[-1]))
    norms = np.zeros(len(weights))
    for l in range(len(weights) - 1, -1, -1):
        d = g * der(a[l + 1])
        norms[l] = np.linalg.norm(np.outer(d, a[l]), "fro")
        g = weights[l].T @ d
    return norms
