"""expect: wrong, bptt.one_sided_over_two"""
import numpy as np


def numerical_gradient(f, w, eps=1e-5):
    grad = np.zeros(w.size)
    f0 = f(w)
    for k in range(w.size):
        e = np.zeros(w.size)
        e[k] = eps
        grad[k] = (f(w + e.reshape(w.shape)) - f0) / (2 * eps)
    return grad.reshape(w.shape)
