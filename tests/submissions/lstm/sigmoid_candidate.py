"""expect: wrong, lstm.sigmoid_candidate"""
import numpy as np


def lstm_step(x, h_prev, c_prev, W_x, W_h, b):
    a = W_x @ x + W_h @ h_prev + b
    gates = (1 / (1 + np.exp(-a))).reshape(4, -1)   # all four in one go
    i, f, g, o = gates
    c = f * c_prev + i * g
    return o * np.tanh(c), c, gates
