"""expect: wrong, jacobians.worst_case_by_frobenius"""
import numpy as np


def gradient_norms(hs, W_hh, dh_last):
    T, H = len(hs) - 1, len(dh_last)
    out = np.zeros(T + 1)
    P = np.eye(H)
    for t in range(T, -1, -1):
        out[t] = np.linalg.norm(P) * np.linalg.norm(dh_last)
        P = P @ (np.diag(1 - hs[t] ** 2) @ W_hh)
    return out
