"""expect: wrong, bptt.divides_by_eps"""
import numpy as np


def numerical_gradient(f, w, eps=1e-5):
    grad = np.empty(w.shape)
    for i, _ in np.ndenumerate(w):
        plus, minus = w.copy(), w.copy()
        plus[i] += eps
        minus[i] -= eps
        grad[i] = (f(plus) - f(minus)) / eps
    return grad
