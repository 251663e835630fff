"""expect: wrong, bptt.restores_by_arithmetic"""
import numpy as np


def numerical_gradient(f, w, eps=1e-5):
    grad = np.zeros_like(w)
    it = np.nditer(w, flags=["multi_index"], op_flags=["readwrite"])
    for entry in it:
        entry += eps
        up = f(w)
        entry -= 2 * eps
        down = f(w)
        entry += eps
        grad[it.multi_index] = (up - down) / (2 * eps)
    return grad
