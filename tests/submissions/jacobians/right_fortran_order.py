"""expect: right; transposed views, in-place work on copies of its own"""
import numpy as np


def step_jacobian(h, W_hh, activation="tanh"):
    J = W_hh.copy(order="F")
    J *= (1 - h ** 2).reshape(-1, 1)
    return J


def jacobian_product(hs, W_hh, start, stop):
    PT = np.eye(len(W_hh))
    for t in range(start + 1, stop + 1):
        PT = PT @ step_jacobian(hs[t], W_hh).T
    return PT.T


def gradient_norms(hs, W_hh, dh_last):
    dh = dh_last.copy()
    norms = np.zeros((len(hs), 1))
    norms[-1] = np.linalg.norm(dh)
    for t in reversed(range(len(hs) - 1)):
        dh *= 1 - hs[t + 1] ** 2
        dh = W_hh.T.dot(dh)
        norms[t] = np.linalg.norm(dh)
    return norms[:, 0]
