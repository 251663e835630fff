"""expect: wrong, bptt.overwrites_all_gradients"""
import numpy as np


def backward_step(dh, x, h, h_prev, W_hh):
    da = dh * (1 - h**2)
    return np.outer(da, x), np.outer(da, h_prev), da, W_hh.T @ da


def bptt(xs, hs, dhs, W_xh, W_hh):
    dW_xh, dW_hh, db = np.zeros(W_xh.shape), np.zeros(W_hh.shape), np.zeros(len(W_hh))
    dh0 = np.zeros(len(W_hh))
    for t in reversed(range(len(xs))):
        dW_xh, dW_hh, db, dh0 = backward_step(dhs[t] + dh0, xs[t], hs[t + 1], hs[t], W_hh)
    return dW_xh, dW_hh, db, dh0
