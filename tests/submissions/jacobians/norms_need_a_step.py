"""expect: wrong; right until there are no steps: the walk is unrolled once too often"""
import numpy as np


def gradient_norms(hs, W_hh, dh_last):
    gs = [dh_last, W_hh.T @ ((1 - hs[-1] ** 2) * dh_last)]
    for h in hs[-2:0:-1]:
        gs.append(W_hh.T @ ((1 - h ** 2) * gs[-1]))
    return np.linalg.norm(gs[::-1], axis=1)
