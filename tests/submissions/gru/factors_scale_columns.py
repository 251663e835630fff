"""expect: wrong, gru.factors_scale_columns"""
import numpy as np


def gru_step_jacobian(x, h_prev, W_x, W_h, b_x, b_h):
    sig = lambda a: 1 / (1 + np.exp(-a))
    Wr, Wz, Wn = np.split(W_h, 3)
    a, b, c = np.split(W_x @ x + b_x, 3)
    d, e, s = np.split(W_h @ h_prev + b_h, 3)
    r, z = sig(a + d), sig(b + e)
    n = np.tanh(c + r * s)
    dn = (1 - n ** 2) * (r * Wn + s * r * (1 - r) * Wr)
    return np.diag(z) + (h_prev - n) * z * (1 - z) * Wz + (1 - z) * dn
