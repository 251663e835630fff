"""expect: wrong, deep_networks.back_without_transpose"""
import numpy as np


def layer_gradient_norms(weights, x, activation):
    if activation == "sigmoid":
        act, der = (lambda z: 1 / (1 + np.exp(-z))), (lambda a: a * (1 - a))
    elif activation == "tanh":
        act, der = np.tanh, (lambda a: 1 - a * a)
    elif activation == "relu":
        act, der = (lambda z: np.maximum(z, 0)), (lambda a: np.heaviside(a, 0))
    else:
        raise ValueError
    a = [x]
    for W in weights:
        a.append(act(W @ a[-1]))
    norms = np.zeros(len(weights))
    g = np.ones(len(a[-1]))
    for l in reversed(range(len(weights))):
        d = g * der(a[l + 1])
        norms[l] = np.linalg.norm(np.outer(d, a[l]))
        g = weights[l] @ d
    return norms
