"""expect: wrong, bptt.norm_of_running_sum"""
import numpy as np


def step_contributions(xs, hs, dh_last, W_hh):
    T = len(xs)
    out = np.zeros(T)
    dW_hh = np.zeros_like(W_hh)
    dh = dh_last
    for t in reversed(range(T)):
        da = dh * (1 - hs[t + 1] ** 2)
        dW_hh += np.outer(da, hs[t])
        out[t] = np.linalg.norm(dW_hh)
        dh = W_hh.T @ da
    return out
