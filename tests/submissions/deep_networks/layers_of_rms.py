"""expect: wrong, deep_networks.layers_of_rms"""
import numpy as np


def act(z, name):
    return {"sigmoid": 1 / (1 + np.exp(-z)), "tanh": np.tanh(z), "relu": np.maximum(z, 0)}[name]


def der(a, name):
    return {"sigmoid": a * (1 - a), "tanh": 1 - a * a, "relu": (a > 0) * 1.0}[name]


def layer_gradient_norms(weights, x, activation):
    if activation not in {"sigmoid", "tanh", "relu"}:
        raise ValueError(activation)
    a = [x]
    for W in weights:
        a.append(act(W @ a[-1], activation))
    g, grads = np.ones(len(a[-1])), []
    for l in reversed(range(len(weights))):
        g = g * der(a[l + 1], activation)
        grads.insert(0, np.outer(g, a[l]))
        g = weights[l].T @ g
    return np.array([np.sqrt(np.mean(dW**2)) for dW in grads])
