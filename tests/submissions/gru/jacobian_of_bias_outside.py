"""expect: wrong, gru.jacobian_of_bias_outside"""
import numpy as np


def gru_step_jacobian(x, h_prev, W_x, W_h, b_x, b_h):
    sig = lambda a: 1 / (1 + np.exp(-a))
    H = len(h_prev)
    a = W_x @ x + b_x + b_h
    Wr, Wz, Wn = W_h.reshape(3, H, H)
    r, z = sig(a[:H] + Wr @ h_prev), sig(a[H:2 * H] + Wz @ h_prev)
    s = Wn @ h_prev
    n = np.tanh(a[2 * H:] + r * s)
    dn = ((1 - n ** 2) * r)[:, None] * (Wn + (s * (1 - r))[:, None] * Wr)
    J = (1 - z)[:, None] * dn + ((h_prev - n) * z * (1 - z))[:, None] * Wz
    return J + np.diag(z)
