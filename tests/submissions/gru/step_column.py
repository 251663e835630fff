"""expect: wrong, general.other_shape; a column is not a vector"""
import numpy as np


def sigmoid(a):
    return 1.0 / (1.0 + np.exp(-a))


def gru_step(x, h_prev, W_x, W_h, b_x, b_h):
    H = len(h_prev)
    gx = W_x @ x + b_x
    gh = W_h @ h_prev + b_h
    r = sigmoid(gx[:H] + gh[:H])
    z = sigmoid(gx[H:2 * H] + gh[H:2 * H])
    n = np.tanh(gx[2 * H:] + r * gh[2 * H:])
    return ((1 - z) * n + z * h_prev)[:, None]
