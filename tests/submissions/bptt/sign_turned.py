"""expect: wrong, bptt.sign_turned"""
import numpy as np


def numerical_gradient(f, w, eps=1e-5):
    grad = np.zeros(w.shape)
    for i in np.ndindex(w.shape):
        v = w.copy()
        v[i] -= eps
        first = f(v)
        v = w.copy()
        v[i] += eps
        second = f(v)
        grad[i] = (first - second) / (2 * eps)
    return grad
