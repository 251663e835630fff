"""expect: right; as the formula is written"""
import numpy as np


def step_jacobian(h, W_hh):
    return np.diag(1 - h ** 2) @ W_hh


def jacobian_product(hs, W_hh, start, stop):
    P = np.eye(len(W_hh))
    for t in range(stop, start, -1):
        P = P @ step_jacobian(hs[t], W_hh)
    return P


def gradient_norms(hs, W_hh, dh_last):
    T = len(hs) - 1
    return np.array([np.linalg.norm(jacobian_product(hs, W_hh, t, T).T @ dh_last) for t in range(T + 1)])
