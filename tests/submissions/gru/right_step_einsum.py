"""expect: right; einsum"""
import numpy as np


def gru_step(x, h_prev, W_x, W_h, b_x, b_h):
    H = h_prev.size
    u = np.einsum("khd,d->kh", W_x.reshape(3, H, -1), x) + b_x.reshape(3, H)
    v = np.einsum("khj,j->kh", W_h.reshape(3, H, H), h_prev) + b_h.reshape(3, H)
    r, z = 0.5 + 0.5 * np.tanh(0.5 * (u[:2] + v[:2]))
    n = np.tanh(u[2] + r * v[2])
    return n * (1 - z) + h_prev * z
