"""expect: wrong, jacobians.root_mean_squares"""
import numpy as np


def gradient_norms(hs, W_hh, dh_last):
    grads = np.zeros_like(hs)
    grads[-1] = dh_last
    for t in range(len(hs) - 1, 0, -1):
        grads[t - 1] = W_hh.T @ ((1 - hs[t] ** 2) * grads[t])
    return np.sqrt((grads ** 2).mean(axis=1))
