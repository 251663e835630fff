"""expect: wrong, general.small_taken_for_zero; the walk ends after ten steps"""
import numpy as np


def step_contributions(xs, hs, dh_last, W_hh):
    out = np.zeros(len(xs))
    g = dh_last
    for t in reversed(range(max(0, len(xs) - 10), len(xs))):
        g = (1 - hs[t + 1] ** 2) * g
        out[t] = np.linalg.norm(np.outer(g, hs[t]))
        g = g @ W_hh
    return out
