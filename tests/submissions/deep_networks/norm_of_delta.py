"""expect: wrong, deep_networks.norm_of_delta"""
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
    slopes, a = [], x
    for W in weights:
        a = act(W @ a)
        slopes.append(der(a))
    delta = slopes[-1]
    norms = [np.linalg.norm(delta)]
    for W, s in zip(weights[:0:-1], slopes[-2::-1]):
        delta = W.T @ delta * s
        norms.append(np.linalg.norm(delta))
    return np.array(norms[::-1])
