"""expect: wrong, gru.blocks_n_r_z"""
import numpy as np


def gru_step(x, h_prev, W_x, W_h, b_x, b_h):
    sig = lambda a: 1 / (1 + np.exp(-a))
    xn, xr, xz = (W_x @ x + b_x).reshape(3, -1)
    hn, hr, hz = (W_h @ h_prev + b_h).reshape(3, -1)
    n = np.tanh(xn + sig(xr + hr) * hn)
    z = sig(xz + hz)
    return (1 - z) * n + z * h_prev
