"""expect: wrong, deep_networks.carry_skips_slope"""
import numpy as np


def layer_gradient_norms(weights, x, activation):
    names = ("sigmoid", "tanh", "relu")
    if activation not in names:
        raise ValueError(f"one of {names}")
    act = [lambda z: 1 / (1 + np.exp(-z)), np.tanh, lambda z: np.maximum(z, 0)][names.index(activation)]
    der = [lambda a: a * (1 - a), lambda a: 1 - a * a, lambda a: (a > 0) + 0.0][names.index(activation)]
    a = [x]
    for W in weights:
        a.append(act(np.dot(W, a[-1])))
    upstream = [np.ones(len(a[-1]))]
    for W in weights[:0:-1]:
        upstream.insert(0, np.dot(W.T, upstream[0]))
    return np.array([np.linalg.norm(np.outer(u * der(o), i)) for u, o, i in zip(upstream, a[1:], a)])
