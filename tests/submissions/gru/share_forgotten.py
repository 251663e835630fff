"""expect: wrong, gru.share_forgotten"""
import numpy as np


def sigmoid(a):
    return 1.0 / (1.0 + np.exp(-a))


def gru_step_jacobian(x, h_prev, W_x, W_h, b_x, b_h):
    H = len(h_prev)
    Wr, Wz, Wn = W_h[:H], W_h[H:2 * H], W_h[2 * H:]
    gx = W_x @ x + b_x
    gh = W_h @ h_prev + b_h
    r = sigmoid(gx[:H] + gh[:H])
    z = sigmoid(gx[H:2 * H] + gh[H:2 * H])
    q = gh[2 * H:]
    n = np.tanh(gx[2 * H:] + r * q)
    dr = np.diag(r * (1 - r)) @ Wr
    dz = np.diag(z * (1 - z)) @ Wz
    dn = np.diag(1 - n ** 2) @ (np.diag(r) @ Wn + np.diag(q) @ dr)
    return np.diag(z) + np.diag(h_prev - n) @ dz + dn
