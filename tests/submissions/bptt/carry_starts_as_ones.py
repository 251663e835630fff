"""expect: wrong, bptt.carry_starts_as_ones"""
import numpy as np


def bptt(xs, hs, dhs, W_xh, W_hh):
    H, D = W_xh.shape
    dWx, dWh, db = np.zeros((H, D)), np.zeros((H, H)), np.zeros(H)
    dh = np.ones(H)
    t = len(xs)
    while t > 0:
        t -= 1
        da = np.einsum("i,i->i", dhs[t] + dh, 1 - hs[t + 1] ** 2)
        dWx += np.einsum("i,j->ij", da, xs[t])
        dWh += np.einsum("i,j->ij", da, hs[t])
        db += da
        dh = np.einsum("ij,i->j", W_hh, da)
    return dWx, dWh, db, dh
