"""expect: wrong, bptt.no_carry_but_dh0"""
import numpy as np


def bptt(xs, hs, dhs, W_xh, W_hh):
    # one matrix product per gradient, no loop needed
    dz = dhs * (1 - hs[1:] ** 2)
    dh0 = W_hh.T @ dz[0] if len(xs) else np.zeros(len(W_hh))
    return dz.T @ xs, dz.T @ hs[:-1], dz.sum(axis=0), dh0
