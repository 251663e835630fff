"""expect: wrong, jacobians.writes_into_dh_last"""
import numpy as np


def gradient_norms(hs, W_hh, dh_last):
    norms = [np.linalg.norm(dh_last)]
    for h in hs[:0:-1]:
        dh_last *= 1 - h ** 2
        dh_last = dh_last @ W_hh
        norms.append(np.linalg.norm(dh_last))
    return np.array(norms[::-1])
