"""expect: wrong, bptt.one_sided"""
import numpy as np


def numerical_gradient(f, w, eps=1e-5):
    base = f(w)
    grad = np.zeros_like(w)
    it = np.nditer(w, flags=["multi_index"])
    while not it.finished:
        moved = w.copy()
        moved[it.multi_index] += eps
        grad[it.multi_index] = (f(moved) - base) / eps
        it.iternext()
    return grad
