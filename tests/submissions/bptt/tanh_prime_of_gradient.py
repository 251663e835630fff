"""expect: wrong, bptt.tanh_prime_of_gradient"""
import numpy as np


def dtanh(v):
    return 1 - v * v


def bptt(xs, hs, dhs, W_xh, W_hh):
    dW_xh, dW_hh, db = np.zeros(W_xh.shape), np.zeros(W_hh.shape), np.zeros(len(W_hh))
    dnext = np.zeros(len(W_hh))
    for t in reversed(range(len(xs))):
        dh = dhs[t] + dnext
        draw = dtanh(dh) * dh
        dW_xh += np.outer(draw, xs[t])
        dW_hh += np.outer(draw, hs[t])
        db += draw
        dnext = np.dot(W_hh.T, draw)
    return dW_xh, dW_hh, db, dnext
