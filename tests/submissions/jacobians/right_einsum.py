"""expect: right; all slopes at once"""
import numpy as np


def step_jacobian(h, W_hh):
    return np.einsum("i,ij->ij", 1 - h * h, W_hh)


def jacobian_product(hs, W_hh, start, stop):
    Js = np.einsum("ti,ij->tij", 1 - hs[start + 1:stop + 1] ** 2, W_hh)
    P = np.eye(len(W_hh))
    for J in Js:
        P = np.einsum("ik,kj->ij", J, P)
    return P


def gradient_norms(hs, W_hh, dh_last):
    gradients = np.empty(hs.shape)
    gradients[-1] = dh_last
    for t in range(len(hs) - 1, 0, -1):
        gradients[t - 1] = np.einsum("i,i,ij->j", gradients[t], 1 - hs[t] ** 2, W_hh)
    return np.sqrt(np.einsum("ti,ti->t", gradients, gradients))
