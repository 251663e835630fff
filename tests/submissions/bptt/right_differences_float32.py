"""expect: right; the quotients are float64, the answer is float32"""
import numpy as np


def numerical_gradient(f, w, eps=1e-5):
    grad = np.zeros(w.shape, dtype=np.float32)
    for i in np.ndindex(*w.shape):
        e = np.zeros(w.shape)
        e[i] = eps
        grad[i] = (f(w + e) - f(w - e)) / (2 * eps)
    return grad
