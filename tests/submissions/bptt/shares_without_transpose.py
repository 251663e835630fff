"""expect: wrong, bptt.shares_without_transpose"""
import numpy as np


def step_contributions(xs, hs, dh_last, W_hh):
    contributions = np.empty(len(xs))
    g = dh_last
    for t in reversed(range(len(xs))):
        g = (1 - hs[t + 1] ** 2) * g
        contributions[t] = np.sqrt(np.sum(np.outer(g, hs[t]) ** 2))
        g = W_hh @ g
    return contributions
