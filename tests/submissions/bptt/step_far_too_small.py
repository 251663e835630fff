"""expect: wrong; eps is divided by a million, and f's own rounding is all that is left"""
import numpy as np


def numerical_gradient(f, w, eps=1e-5):
    eps = eps * 1e-6
    grad = np.zeros(w.shape)
    for i in np.ndindex(w.shape):
        d = np.zeros(w.shape)
        d[i] = eps
        grad[i] = (f(w + d) - f(w - d)) / (2 * eps)
    return grad
