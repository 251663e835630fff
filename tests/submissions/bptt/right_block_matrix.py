"""expect: right; the whole walk as one triangular system"""
import numpy as np


def bptt(xs, hs, dhs, W_xh, W_hh):
    T, H = dhs.shape
    # dh[t] = dhs[t] + J[t+1].T dh[t+1]: upper block-bidiagonal, solved from its last block up
    system = np.eye(T * H)
    for t in range(T - 1):
        J = (1 - hs[t + 2] ** 2)[:, None] * W_hh
        system[t * H : (t + 1) * H, (t + 1) * H : (t + 2) * H] = -J.T
    dh = np.linalg.solve(system, dhs.ravel()).reshape(T, H)
    das = dh * (1 - hs[1:] ** 2)
    dh0 = W_hh.T @ das[0] if T else np.zeros(H)
    return das.T @ xs, das.T @ hs[:-1], das.sum(0), dh0
