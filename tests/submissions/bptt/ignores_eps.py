"""expect: wrong, bptt.ignores_eps"""
import numpy as np

EPS = 1e-5


def numerical_gradient(f, w, eps=1e-5):
    grad = np.zeros(w.shape)
    for i in np.ndindex(w.shape):
        d = np.zeros(w.shape)
        d[i] = EPS
        grad[i] = (f(w + d) - f(w - d)) / (2 * EPS)
    return grad
