"""expect: wrong, bptt.leaves_entries_moved"""
import numpy as np


def numerical_gradient(f, w, eps=1e-5):
    grad = np.zeros_like(w)
    flat, g = w.reshape(-1), grad.reshape(-1)
    for i in range(flat.size):
        flat[i] += eps
        up = f(w)
        flat[i] -= 2 * eps
        down = f(w)
        g[i] = (up - down) / (2 * eps)
    return grad
