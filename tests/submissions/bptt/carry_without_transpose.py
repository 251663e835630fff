"""expect: wrong, bptt.carry_without_transpose"""
import numpy as np


def bptt(xs, hs, dhs, W_xh, W_hh):
    T, H = dhs.shape
    das = np.zeros((T, H))
    back = np.zeros(H)
    for t in reversed(range(T)):
        das[t] = (dhs[t] + back) * (1 - hs[t + 1] ** 2)
        back = np.dot(W_hh, das[t])
    return das.T @ xs, das.T @ hs[:-1], das.sum(0), back
