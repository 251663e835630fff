"""expect: wrong, deep_networks.else_means_relu"""
import numpy as np


def layer_gradient_norms(weights, x, activation):
    a = [x]
    for W in weights:
        z = W @ a[-1]
        if activation == "sigmoid":
            a.append(1 / (1 + np.exp(-z)))
        elif activation == "tanh":
            a.append(np.tanh(z))
        else:
            a.append(np.maximum(z, 0))
    norms, g = np.zeros(len(weights)), np.ones(len(a[-1]))
    for l in reversed(range(len(weights))):
        out = a[l + 1]
        if activation == "sigmoid":
            d = g * out * (1 - out)
        elif activation == "tanh":
            d = g * (1 - out**2)
        else:
            d = g * (out > 0)
        norms[l] = np.linalg.norm(np.outer(d, a[l]))
        g = weights[l].T @ d
    return norms
