"""expect: wrong, general.remembers; gradients that nobody sets to zero grow from call to call"""
import numpy as np

grads = {}


def bptt(xs, hs, dhs, W_xh, W_hh):
    key = xs.shape + W_hh.shape
    total = grads.setdefault(key, [np.zeros(W_xh.shape), np.zeros(W_hh.shape), np.zeros(len(W_hh))])
    carry = np.zeros(len(W_hh))
    for t in reversed(range(len(xs))):
        da = (dhs[t] + carry) * (1 - hs[t + 1] ** 2)
        total[0] += np.outer(da, xs[t])
        total[1] += np.outer(da, hs[t])
        total[2] += da
        carry = W_hh.T @ da
    return total[0].copy(), total[1].copy(), total[2].copy(), carry
