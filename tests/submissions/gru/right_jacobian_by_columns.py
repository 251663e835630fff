"""expect: right; forward mode: one column at a time, by the chain rule"""
import numpy as np


def gru_step_jacobian(x, h_prev, W_x, W_h, b_x, b_h):
    sig = lambda a: 1 / (1 + np.exp(-a))
    xr, xz, xn = np.split(W_x @ x + b_x, 3)
    hr, hz, hn = np.split(W_h @ h_prev + b_h, 3)
    r, z = sig(xr + hr), sig(xz + hz)
    n = np.tanh(xn + r * hn)
    columns = []
    for v in np.eye(len(h_prev)):
        vr, vz, vn = np.split(W_h @ v, 3)
        r_dot = r * (1 - r) * vr
        z_dot = z * (1 - z) * vz
        n_dot = (1 - n ** 2) * (r_dot * hn + r * vn)
        columns.append(z_dot * (h_prev - n) + z * v + (1 - z) * n_dot)
    return np.column_stack(columns)
