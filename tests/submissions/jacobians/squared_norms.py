"""expect: wrong, jacobians.squared_norms"""
import numpy as np


def gradient_norms(hs, W_hh, dh_last):
    dh, sizes = dh_last, []
    for h in reversed(hs):
        sizes.append((dh ** 2).sum())
        dh = ((1 - h ** 2) * dh) @ W_hh
    return np.array(sizes[::-1])
