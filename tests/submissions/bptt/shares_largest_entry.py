"""expect: wrong, bptt.shares_largest_entry"""
import numpy as np


def step_contributions(xs, hs, dh_last, W_hh):
    contributions = np.empty(len(xs))
    g = dh_last
    for t in reversed(range(len(xs))):
        g = (1 - hs[t + 1] ** 2) * g
        contributions[t] = np.max(np.abs(g)) * np.max(np.abs(hs[t]))
        g = g @ W_hh
    return contributions
