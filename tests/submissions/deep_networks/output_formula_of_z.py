"""expect: wrong, deep_networks.output_formula_of_z"""
import numpy as np


def layer_gradient_norms(weights, x, activation):
    if activation == "sigmoid":
        f, df = lambda z: 1 / (1 + np.exp(-z)), lambda z: z * (1 - z)
    elif activation == "tanh":
        f, df = np.tanh, lambda z: 1 - z * z
    elif activation == "relu":
        f, df = lambda z: np.where(z > 0, z, 0), lambda z: np.where(z > 0, 1, 0)
    else:
        raise ValueError(activation)
    zs, a_s = [], [x]
    for W in weights:
        zs.append(W @ a_s[-1])
        a_s.append(f(zs[-1]))
    L = len(weights)
    norms = np.zeros(L)
    delta = np.ones(len(a_s[-1])) * df(zs[-1])
    norms[L - 1] = np.linalg.norm(np.outer(delta, a_s[L - 1]))
    for l in range(L - 2, -1, -1):
        delta = (weights[l + 1].T @ delta) * df(zs[l])
        norms[l] = np.linalg.norm(np.outer(delta, a_s[l]))
    return norms
