"""expect: wrong, jacobians.product_of_norms"""
import numpy as np


def gradient_norms(hs, W_hh, dh_last):
    size = np.linalg.norm(dh_last)
    norms = [size]
    for t in range(len(hs) - 1, 0, -1):
        size *= np.linalg.svd(np.diag(1 - hs[t] ** 2) @ W_hh)[1][0]
        norms.append(size)
    return np.array(norms)[::-1]
