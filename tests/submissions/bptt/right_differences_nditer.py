"""expect: right; nditer, an extra parameter with a default, a float32 array for the answer's numbers is not needed"""
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
