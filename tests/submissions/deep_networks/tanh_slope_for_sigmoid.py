"""expect: wrong, deep_networks.tanh_slope_for_sigmoid"""
import numpy as np


def layer_gradient_norms(weights, x, activation):
    if activation not in ("sigmoid", "tanh", "relu"):
        raise ValueError(activation)

    def act(z):
        if activation == "sigmoid":
            return 1 / (1 + np.exp(-z))
        return np.tanh(z) if activation == "tanh" else np.maximum(z, 0)

    def slope(a):
        return (a > 0).astype(float) if activation == "relu" else 1 - a * a

    a = [x]
    for W in weights:
        a.append(act(W @ a[-1]))
    norms = np.zeros(len(weights))
    g = np.ones(len(a[-1]))
    for l in range(len(weights) - 1, -1, -1):
        d = g * slope(a[l + 1])
        norms[l] = np.sqrt((np.outer(d, a[l]) ** 2).sum())
        g = d @ weights[l]
    return norms
