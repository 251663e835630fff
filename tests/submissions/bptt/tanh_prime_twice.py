"""expect: wrong, bptt.tanh_prime_twice"""
import numpy as np


def bptt(xs, hs, dhs, W_xh, W_hh):
    dW_xh, dW_hh, db = np.zeros(W_xh.shape), np.zeros(W_hh.shape), np.zeros(len(W_hh))
    dnext = np.zeros(len(W_hh))
    for t in reversed(range(len(xs))):
        dh = (dhs[t] + dnext) * (1 - hs[t + 1] ** 2)
        dz = dh * (1 - hs[t + 1] ** 2)
        dW_xh += np.outer(dz, xs[t])
        dW_hh += np.outer(dz, hs[t])
        db += dz
        dnext = W_hh.T @ dz
    return dW_xh, dW_hh, db, dnext
