"""expect: wrong, bptt.shares_pair_h_t"""
import numpy as np


def step_contributions(xs, hs, dh_last, W_hh):
    T = len(xs)
    out = np.zeros(T)
    dh = np.array(dh_last)
    for t in range(T, 0, -1):
        h = hs[t]
        da = dh * (1 - h**2)
        out[t - 1] = np.linalg.norm(da) * np.linalg.norm(h)
        dh = W_hh.T @ da
    return out
