"""expect: wrong, jacobians.walks_from_the_first_step"""
import numpy as np


def gradient_norms(hs, W_hh, dh_last):
    g = dh_last
    norms = [np.linalg.norm(g)]
    for h in hs[1:]:
        g = W_hh.T @ (g * (1 - h ** 2))
        norms.append(np.linalg.norm(g))
    return norms[::-1]
