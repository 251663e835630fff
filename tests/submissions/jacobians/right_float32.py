"""expect: right; float32"""
import numpy as np


def step_jacobian(h, W_hh):
    h, W_hh = h.astype(np.float32), W_hh.astype(np.float32)
    return (1 - h ** 2)[:, None] * W_hh


def jacobian_product(hs, W_hh, start, stop):
    P = np.eye(len(W_hh), dtype=np.float32)
    for t in range(start + 1, stop + 1):
        P = step_jacobian(hs[t], W_hh) @ P
    return P


def gradient_norms(hs, W_hh, dh_last):
    hs, W_hh, dh = (a.astype(np.float32) for a in (hs, W_hh, dh_last))
    norms = np.zeros(len(hs), dtype=np.float32)
    norms[-1] = np.linalg.norm(dh)
    for t in range(len(hs) - 1, 0, -1):
        dh = W_hh.T @ ((1 - hs[t] ** 2) * dh)
        norms[t - 1] = np.linalg.norm(dh)
    return norms
