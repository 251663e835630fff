"""expect: wrong, gru.jacobian_of_reset_before"""
import numpy as np


def gru_step_jacobian(x, h_prev, W_x, W_h, b_x, b_h):
    sig = lambda a: 1 / (1 + np.exp(-a))
    Wr, Wz, Wn = np.split(W_h, 3)
    xr, xz, xn = np.split(W_x @ x, 3)
    ar, az, an = np.split(b_x + b_h, 3)     # the two biases, summed
    r = sig(xr + Wr @ h_prev + ar)
    z = sig(xz + Wz @ h_prev + az)
    n = np.tanh(xn + Wn @ (r * h_prev) + an)
    inner = np.diag(r) + np.diag(h_prev * r * (1 - r)) @ Wr
    dn = np.diag(1 - n ** 2) @ Wn @ inner
    return np.diag(z) + np.diag((h_prev - n) * z * (1 - z)) @ Wz + np.diag(1 - z) @ dn
