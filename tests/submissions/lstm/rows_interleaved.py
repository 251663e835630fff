"""expect: wrong, lstm.rows_interleaved"""
import numpy as np


def lstm_step(x, h_prev, c_prev, W_x, W_h, b):
    a = (W_x @ x + W_h @ h_prev + b).reshape(-1, 4)
    i, f, g, o = [a[:, k] for k in range(4)]
    i, f, o = [1 / (1 + np.exp(-v)) for v in (i, f, o)]
    g = np.tanh(g)
    c = f * c_prev + i * g
    return o * np.tanh(c), c, np.array([i, f, g, o])
