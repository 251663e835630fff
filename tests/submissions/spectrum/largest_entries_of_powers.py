"""expect: wrong, spectrum.largest_entries_of_powers"""
import numpy as np


def transient_growth(W, steps):
    P, out = np.eye(len(W)), np.zeros(steps + 1)
    for k in range(steps + 1):
        out[k] = np.max(np.abs(P))
        P = P @ W
    return out
