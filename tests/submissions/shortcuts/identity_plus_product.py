"""expect: wrong, shortcuts.identity_plus_product"""
import numpy as np


def residual_gradient_norms(hs, W_hh, dh_last):
    H = len(W_hh)
    P = np.eye(H)
    norms = [np.linalg.norm(dh_last)]
    for t in range(len(hs) - 2, -1, -1):
        J = np.diag(1 - (hs[t + 1] - hs[t]) ** 2) @ W_hh
        P = P @ J
        norms.append(np.linalg.norm((np.eye(H) + P).T @ dh_last))
    return np.array(norms[::-1])
