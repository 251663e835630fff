"""expect: wrong, general.rounded; rounding to eight digits is no idea about gates"""
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def lstm_step(x, h_prev, c_prev, W_x, W_h, b):
    H = h_prev.shape[0]
    a = W_x @ x + W_h @ h_prev + b
    i = sigmoid(a[:H])
    f = sigmoid(a[H:2 * H])
    g = np.tanh(a[2 * H:3 * H])
    o = sigmoid(a[3 * H:])
    c = f * c_prev + i * g
    h = o * np.tanh(c)
    return h.round(8), c.round(8), np.array([i, f, g, o])
