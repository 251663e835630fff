"""expect: wrong, spectrum.last_norm_only"""
import numpy as np


def transient_growth(W, steps):
    P = np.eye(len(W))
    for k in range(steps):
        P = W @ P
    return np.linalg.norm(P, 2)
