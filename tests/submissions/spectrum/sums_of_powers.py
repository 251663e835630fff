"""expect: wrong, spectrum.sums_of_powers"""
import numpy as np


def transient_growth(W, steps):
    P = np.eye(len(W))
    total = np.eye(len(W))
    norms = [1.0]
    for k in range(steps):
        P = P @ W
        total += P
        norms.append(np.linalg.norm(total, 2))
    return np.array(norms)
