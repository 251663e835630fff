"""expect: wrong, jacobians.worst_case_of_the_product"""
import numpy as np


def gradient_norms(hs, W_hh, dh_last):
    H = len(dh_last)
    P = np.eye(H)
    norms = [np.linalg.norm(dh_last)]
    for t in range(len(hs) - 1, 0, -1):
        P = P @ np.diag(1 - hs[t] ** 2) @ W_hh
        norms.append(np.linalg.norm(P, ord=2) * np.linalg.norm(dh_last))
    norms.reverse()
    return norms
