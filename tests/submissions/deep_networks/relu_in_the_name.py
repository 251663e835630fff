"""expect: wrong, deep_networks.relu_in_the_name"""
import numpy as np


def walk(weights, x, f, slope):
    a = [x]
    for W in weights:
        a.append(f(W @ a[-1]))
    norms, g = np.zeros(len(weights)), np.ones(len(a[-1]))
    for l in reversed(range(len(weights))):
        d = g * slope(a[l + 1])
        norms[l] = np.linalg.norm(np.outer(d, a[l]))
        g = weights[l].T @ d
    return norms


def layer_gradient_norms(weights, x, activation):
    if "sigmoid" in activation:
        return walk(weights, x, lambda z: 1 / (1 + np.exp(-z)), lambda a: a * (1 - a))
    if "tanh" in activation:
        return walk(weights, x, np.tanh, lambda a: 1 - a**2)
    if "relu" in activation:
        return walk(weights, x, lambda z: np.maximum(z, 0), lambda a: (a > 0).astype(float))
    raise ValueError("unknown activation")
