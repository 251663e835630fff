"""expect: wrong, general.kept_from_zero; an epsilon of 1e-12 below the root, against a division that is not there"""
import numpy as np


def step_contributions(xs, hs, dh_last, W_hh):
    out = np.zeros(len(xs))
    g = dh_last
    for t in reversed(range(len(xs))):
        g = (1 - hs[t + 1] ** 2) * g
        out[t] = np.sqrt(np.sum(np.outer(g, hs[t]) ** 2) + 1e-24)
        g = g @ W_hh
    return out
