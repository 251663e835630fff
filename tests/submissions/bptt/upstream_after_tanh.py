"""expect: wrong, bptt.upstream_after_tanh"""
import numpy as np


def bptt(xs, hs, dhs, W_xh, W_hh):
    das = []
    carry = np.zeros(len(W_hh))
    for direct, h in zip(dhs[::-1], hs[:0:-1]):
        da = carry * (1 - h**2) + direct
        das.insert(0, da)
        carry = W_hh.T @ da
    A = np.array(das).reshape(len(das), len(W_hh))
    return A.T @ xs, A.T @ hs[:-1], A.sum(axis=0), carry
