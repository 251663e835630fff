"""expect: wrong, general.small_taken_for_zero; a share below 1e-8 is taken for zero, which np.allclose would never notice"""
import numpy as np


def step_contributions(xs, hs, dh_last, W_hh):
    out = np.zeros(len(xs))
    g = dh_last
    for t in reversed(range(len(xs))):
        g = (1 - hs[t + 1] ** 2) * g
        out[t] = np.linalg.norm(np.outer(g, hs[t]))
        g = g @ W_hh
    out[out < 1e-8] = 0
    return out
