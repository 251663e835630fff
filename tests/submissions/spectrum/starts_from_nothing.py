"""expect: wrong, spectrum.starts_from_nothing"""
import numpy as np


def transient_growth(W, steps):
    norms = np.zeros(steps + 1)
    P = np.eye(len(W))
    for k in range(1, steps + 1):
        P = P @ W
        norms[k] = np.linalg.norm(P, 2)
    return norms
