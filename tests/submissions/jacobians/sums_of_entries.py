"""expect: wrong, jacobians.sums_of_entries"""
import numpy as np


def gradient_norms(hs, W_hh, dh_last):
    dh = dh_last
    norms = [np.linalg.norm(dh, 1)]
    for t in range(len(hs) - 1, 0, -1):
        dh = W_hh.T @ np.diag(1 - hs[t] ** 2) @ dh
        norms.append(np.linalg.norm(dh, 1))
    return list(reversed(norms))
