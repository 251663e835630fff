"""expect: right; entry by entry"""
import numpy as np


def step_jacobian(h, W_hh):
    H = len(h)
    J = np.zeros((H, H))
    for i in range(H):
        for j in range(H):
            J[i, j] = (1 - h[i]) * (1 + h[i]) * W_hh[i, j]
    return J


def jacobian_product(hs, W_hh, start, stop):
    H = W_hh.shape[0]
    P = np.zeros((H, H))
    for i in range(H):
        P[i, i] = 1.0
    for t in range(start, stop):
        J = step_jacobian(hs[t + 1], W_hh)
        Q = np.zeros((H, H))
        for i in range(H):
            for j in range(H):
                for k in reversed(range(H)):
                    Q[i, j] += J[i, k] * P[k, j]
        P = Q
    return P


def gradient_norms(hs, W_hh, dh_last):
    T, H = len(hs) - 1, len(dh_last)
    dh = list(dh_last)
    norms = np.zeros(T + 1)
    for t in range(T, -1, -1):
        norms[t] = sum(d * d for d in dh) ** 0.5
        if t > 0:
            dh = [sum(dh[i] * (1 - hs[t, i] ** 2) * W_hh[i, j] for i in range(H)) for j in range(H)]
    return norms
