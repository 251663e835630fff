"""expect: wrong, deep_networks.relu_slope_at_zero"""
import numpy as np


def forward(weights, x, f):
    zs, a_s = [], [x]
    for W in weights:
        zs.append(W @ a_s[-1])
        a_s.append(f(zs[-1]))
    return zs, a_s


def layer_gradient_norms(weights, x, activation):
    if activation == "relu":
        f, df = lambda z: np.maximum(z, 0), lambda z: (z >= 0).astype(float)
    elif activation == "tanh":
        f, df = np.tanh, lambda z: 1 - np.tanh(z) ** 2
    elif activation == "sigmoid":
        f = lambda z: 1 / (1 + np.exp(-z))
        df = lambda z: f(z) * (1 - f(z))
    else:
        raise ValueError("no such activation")
    zs, a_s = forward(weights, x, f)
    delta = df(zs[-1])
    norms = [np.linalg.norm(np.outer(delta, a_s[-2]))]
    for i in range(2, len(weights) + 1):
        delta = weights[-i + 1].T @ delta * df(zs[-i])
        norms.append(np.linalg.norm(np.outer(delta, a_s[-i - 1])))
    return np.array(norms[::-1])
