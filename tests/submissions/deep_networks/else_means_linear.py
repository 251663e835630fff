"""expect: wrong, deep_networks.else_means_linear"""
import numpy as np


def layer_gradient_norms(weights, x, activation):
    a, slopes = [x], []
    for W in weights:
        h = W @ a[-1]
        slope = np.ones(len(h))
        if activation == "sigmoid":
            h = 1 / (1 + np.exp(-h))
            slope = h * (1 - h)
        if activation == "tanh":
            h = np.tanh(h)
            slope = 1 - h * h
        if activation == "relu":
            slope = (h > 0).astype(float)
            h = h * slope
        a.append(h)
        slopes.append(slope)
    norms, g = np.zeros(len(weights)), np.ones(len(a[-1]))
    for l in reversed(range(len(weights))):
        d = g * slopes[l]
        norms[l] = np.linalg.norm(np.outer(d, a[l]))
        g = weights[l].T @ d
    return norms
