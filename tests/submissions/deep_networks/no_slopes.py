"""expect: wrong, deep_networks.no_slopes"""
import numpy as np


def layer_gradient_norms(weights, x, activation):
    if activation == "sigmoid":
        act = lambda z: 1 / (1 + np.exp(-z))
    elif activation == "tanh":
        act = np.tanh
    elif activation == "relu":
        act = lambda z: z.clip(0)
    else:
        raise ValueError("activation")
    inputs = []
    a = x
    for W in weights:
        inputs.append(a)
        a = act(W @ a)
    g = np.ones_like(a)
    norms = []
    for W, a in zip(reversed(weights), reversed(inputs)):
        norms.append(np.linalg.norm(np.outer(g, a)))
        g = W.T @ g
    return np.array(norms[::-1])
