"""expect: wrong, general.other_shape; a flat list where w's shape is asked for"""
import numpy as np


def numerical_gradient(f, w, eps=1e-5):
    grad = []
    for i in range(w.size):
        d = np.zeros(w.size)
        d[i] = eps
        d = d.reshape(w.shape)
        grad.append((f(w + d) - f(w - d)) / (2 * eps))
    return grad
