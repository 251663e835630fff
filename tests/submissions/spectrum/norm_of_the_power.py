"""expect: wrong, spectrum.norm_of_the_power"""
import numpy as np


def jacobian_bound(W_hh, gamma, steps):
    P = np.eye(len(W_hh))
    for _ in range(steps):
        P = gamma * (W_hh @ P)
    return np.linalg.norm(P, 2)
