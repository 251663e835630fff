"""expect: wrong, rnn.batch_of_one"""
import numpy as np


def rnn_step(x, h_prev, W_xh, W_hh, b):
    X = np.atleast_2d(x)
    Hp = np.atleast_2d(h_prev)
    return np.tanh(X @ W_xh.T + Hp @ W_hh.T + b)
