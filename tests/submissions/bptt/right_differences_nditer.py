"""expect: right; nditer, one moved copy for both sides, an extra parameter with a default"""
import numpy as np


def numerical_gradient(f, w, eps=1e-5, order="C"):
    grad = np.zeros_like(w)
    it = np.nditer(w, flags=["multi_index"], order=order)
    for value in it:
        v = w.copy()
        v[it.multi_index] = value + eps
        above = f(v)
        v[it.multi_index] = value - eps
        grad[it.multi_index] = (above - f(v)) * 0.5 / eps
    return grad
