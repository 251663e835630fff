"""expect: wrong, general.nudged; each share as the difference of two running sums: small ones drown in the rounding of large ones"""
import numpy as np


def step_contributions(xs, hs, dh_last, W_hh):
    total, out, g = np.zeros(W_hh.shape), [], dh_last
    for t in reversed(range(len(xs))):
        g = (1 - hs[t + 1] ** 2) * g
        bigger = total + np.outer(g, hs[t])
        out.append(np.linalg.norm(bigger - total))
        total = bigger
        g = g @ W_hh
    return out[::-1]
