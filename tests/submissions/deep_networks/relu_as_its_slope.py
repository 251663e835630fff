"""expect: wrong, deep_networks.relu_as_its_slope"""
import numpy as np


def relu(z):
    return np.maximum(0, z)


def layer_gradient_norms(weights, x, activation):
    if activation not in ["relu", "tanh", "sigmoid"]:
        raise ValueError("activation must be relu, tanh or sigmoid")
    zs, outs = [], [x]
    for W in weights:
        z = W @ outs[-1]
        zs.append(z)
        outs.append({"relu": relu, "tanh": np.tanh, "sigmoid": lambda z: 1 / (1 + np.exp(-z))}[activation](z))
    g = np.ones(len(outs[-1]))
    norms = np.empty(len(weights))
    for i in reversed(range(len(weights))):
        if activation == "relu":
            g = g * relu(zs[i])
        elif activation == "tanh":
            g = g / np.cosh(zs[i]) ** 2
        else:
            g = g * outs[i + 1] * (1 - outs[i + 1])
        norms[i] = np.linalg.norm(g) * np.linalg.norm(outs[i])
        g = weights[i].T @ g
    return norms
