"""expect: wrong, deep_networks.norm_of_blame"""
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
    da = [np.ones_like(a[-1])]
    for l in range(len(weights) - 1, 0, -1):
        da.append(weights[l].T @ (da[-1] * der(a[l + 1])))
    return np.array([np.linalg.norm(v) for v in da[::-1]])
