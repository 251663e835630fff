"""expect: wrong, general.small_taken_for_zero; what is below 1e-12 is called noise, which shows after many steps only"""
import numpy as np


def transient_growth(W, steps):
    norms, P = np.zeros(steps + 1), np.eye(len(W))
    for k in range(steps + 1):
        norms[k] = np.linalg.norm(P, 2)
        if norms[k] < 1e-12:
            norms[k] = 0
        P = P @ W
    return norms
