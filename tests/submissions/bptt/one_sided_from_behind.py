"""expect: wrong, bptt.one_sided_from_behind"""
import numpy as np


def numerical_gradient(f, w, eps=1e-5):
    flat = w.ravel()
    here = f(w)
    out = []
    for i in range(flat.size):
        behind = flat.copy()
        behind[i] = behind[i] - eps
        out.append((here - f(behind.reshape(w.shape))) / eps)
    return np.array(out).reshape(w.shape)
