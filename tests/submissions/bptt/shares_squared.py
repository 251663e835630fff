"""expect: wrong, bptt.shares_squared"""
import numpy as np


def step_contributions(xs, hs, dh_last, W_hh):
    contributions = np.empty(len(xs))
    g = dh_last
    for t in reversed(range(len(xs))):
        g = (1 - hs[t + 1] ** 2) * g
        contributions[t] = np.einsum("i,j,i,j->", g, hs[t], g, hs[t])
        g = g @ W_hh
    return contributions
