"""expect: wrong, jacobians.newest_first"""
import numpy as np


def gradient_norms(hs, W_hh, dh_last):
    dh = dh_last
    norms = [np.linalg.norm(dh)]
    for t in range(len(hs) - 1, 0, -1):
        dh = W_hh.T @ ((1 - hs[t] ** 2) * dh)
        norms.append(np.linalg.norm(dh))
    return np.array(norms)
