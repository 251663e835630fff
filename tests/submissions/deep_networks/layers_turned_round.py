"""expect: wrong, deep_networks.layers_turned_round"""
import numpy as np


def layer_gradient_norms(weights, x, activation):
    if activation == "tanh":
        f, der = np.tanh, lambda z: 1 - np.tanh(z) ** 2
    elif activation == "sigmoid":
        f, der = lambda z: 1 / (1 + np.exp(-z)), lambda z: np.exp(-z) / (1 + np.exp(-z)) ** 2
    elif activation == "relu":
        f, der = lambda z: z * (z > 0), lambda z: np.where(z > 0, 1.0, 0.0)
    else:
        raise ValueError(activation)
    cache, a = [], x
    for W in weights:
        z = W @ a
        cache.append((W, a, z))
        a = f(z)
    g, norms = np.ones(len(a)), []
    for W, a, z in cache[::-1]:
        d = g * der(z)
        norms.append(np.linalg.norm(np.outer(d, a)))
        g = W.T @ d
    return np.array(norms)
