"""expect: wrong, bptt.shares_turned_round"""
import numpy as np


def step_contributions(xs, hs, dh_last, W_hh):
    norms = []
    dh = dh_last
    for t in range(len(xs) - 1, -1, -1):
        da = dh * (1 - hs[t + 1] ** 2)
        norms.append(np.linalg.norm(np.outer(da, hs[t]), "fro"))
        dh = W_hh.T @ da
    return np.array(norms)
