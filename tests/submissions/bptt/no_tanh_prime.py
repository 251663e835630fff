"""expect: wrong, bptt.no_tanh_prime"""
import numpy as np


def bptt(xs, hs, dhs, W_xh, W_hh):
    H = len(W_hh)
    carry = np.zeros(H)
    total = [np.zeros(W_xh.shape), np.zeros(W_hh.shape), np.zeros(H)]
    for t in reversed(range(len(xs))):
        d = dhs[t] + carry
        total = [total[0] + np.outer(d, xs[t]), total[1] + np.outer(d, hs[t]), total[2] + d]
        carry = d @ W_hh
    return total[0], total[1], total[2], carry
