"""expect: wrong; a better derivative than the one asked for, which a coarse step shows"""
import numpy as np


def numerical_gradient(f, w, eps=1e-5):
    grad = np.zeros(w.shape)
    for i in np.ndindex(w.shape):
        d = np.zeros(w.shape)
        d[i] = eps
        near = f(w + d) - f(w - d)
        far = f(w + 2 * d) - f(w - 2 * d)
        grad[i] = (8 * near - far) / (12 * eps)
    return grad
