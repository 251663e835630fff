"""expect: wrong, gru.rows_of_three"""
import numpy as np


def gru_step(x, h_prev, W_x, W_h, b_x, b_h):
    H = len(h_prev)
    sig = lambda a: 1 / (1 + np.exp(-a))
    X = (W_x @ x + b_x).reshape(H, 3)
    P = (W_h @ h_prev + b_h).reshape(H, 3)
    r, z = sig(X[:, 0] + P[:, 0]), sig(X[:, 1] + P[:, 1])
    n = np.tanh(X[:, 2] + r * P[:, 2])
    return (1 - z) * n + z * h_prev
