"""expect: wrong; the walk stops after 30 steps, where the gradient is below 1e-8"""
import numpy as np


def residual_gradient_norms(hs, W_hh, dh_last):
    T = len(hs) - 1
    norms = np.zeros(T + 1)
    g = dh_last
    norms[T] = np.linalg.norm(g)
    for t in range(T - 1, max(T - 31, -1), -1):
        g = g + W_hh.T @ (g * (1 - (hs[t + 1] - hs[t]) ** 2))
        norms[t] = np.linalg.norm(g)
    return norms
