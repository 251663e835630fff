"""expect: wrong, bptt.sigmoid_prime"""
import numpy as np


def bptt(xs, hs, dhs, W_xh, W_hh):
    T = len(xs)
    dW_xh, dW_hh, db = np.zeros(W_xh.shape), np.zeros(W_hh.shape), np.zeros(len(W_hh))
    delta = np.zeros(len(W_hh))
    for k in range(1, T + 1):
        h = hs[T + 1 - k]
        error = dhs[T - k] + delta
        grad = error * h * (1.0 - h)
        dW_xh += grad.reshape(-1, 1) @ xs[T - k].reshape(1, -1)
        dW_hh += grad.reshape(-1, 1) @ hs[T - k].reshape(1, -1)
        db += grad
        delta = W_hh.T @ grad
    return dW_xh, dW_hh, db, delta
