"""expect: wrong, spectrum.without_the_last_power"""
import numpy as np


def transient_growth(W, steps):
    norms = np.zeros(steps)
    P = np.eye(W.shape[0])
    for k in range(steps):
        norms[k] = np.linalg.svd(P)[1][0]
        P = P @ W
    return norms
