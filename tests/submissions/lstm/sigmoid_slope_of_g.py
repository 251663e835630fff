"""expect: wrong, lstm.sigmoid_slope_of_g"""
import numpy as np


def dsigmoid(s):
    return s * (1 - s)


def dtanh(t):
    return 1 - np.square(t)


def lstm_step_backward(dh, dc, x, h_prev, c_prev, c, gates, W_x, W_h):
    i, f, g, o = gates
    y = np.tanh(c)
    dcell = dh * o * dtanh(y)
    dcell = dcell + dc
    rows = np.stack([
        dcell * g * dsigmoid(i),
        dcell * c_prev * dsigmoid(f),
        dcell * i * dsigmoid(g),
        dh * y * dsigmoid(o),
    ])
    Wx = W_x.reshape(4, len(c), -1)
    Wh = W_h.reshape(4, len(c), -1)
    dx = np.einsum("gh,ghd->d", rows, Wx)
    dh_prev = np.einsum("gh,ghk->k", rows, Wh)
    dWx = np.einsum("gh,d->ghd", rows, x).reshape(W_x.shape)
    dWh = np.einsum("gh,k->ghk", rows, h_prev).reshape(W_h.shape)
    return dx, dh_prev, f * dcell, dWx, dWh, rows.ravel()
