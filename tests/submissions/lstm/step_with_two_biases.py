"""expect: wrong, lstm.step_with_two_biases"""
import numpy as np


def squash(s):
    e = np.exp(-np.abs(s))
    return np.where(s >= 0, 1 / (1 + e), e / (1 + e))


def lstm_step(x, h_prev, c_prev, W_x, W_h, b):
    n = len(h_prev)

    def gate(k):
        rows = slice(k * n, (k + 1) * n)
        return (W_x[rows].dot(x) + b[rows]) + (W_h[rows].dot(h_prev) + b[rows])

    i = squash(gate(0))
    f = squash(gate(1))
    g = np.tanh(gate(2))
    o = squash(gate(3))
    c = c_prev * f + g * i
    return np.tanh(c) * o, c, np.stack((i, f, g, o), axis=0)
