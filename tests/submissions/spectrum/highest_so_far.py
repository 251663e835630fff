"""expect: wrong, spectrum.highest_so_far"""
import numpy as np


def transient_growth(W, steps):
    norms, P, peak = [], np.eye(len(W)), 0
    for k in range(steps + 1):
        peak = max(peak, np.linalg.norm(P, 2))
        norms.append(peak)
        P = P @ W
    return norms
