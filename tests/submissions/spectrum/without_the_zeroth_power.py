"""expect: wrong, spectrum.without_the_zeroth_power"""
import numpy as np


def transient_growth(W, steps):
    P = W.copy()
    norms = []
    for k in range(steps):
        norms.append(np.linalg.norm(P, 2))
        P = P @ W
    return np.array(norms)
