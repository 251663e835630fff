"""expect: right; units one at a time, as 0-d arrays"""
import numpy as np


def gru_step(x, h_prev, W_x, W_h, b_x, b_h):
    H = len(h_prev)
    units = []
    for k in range(H):
        fx = [np.dot(W_x[g * H + k], x) + b_x[g * H + k] for g in range(3)]
        fh = [np.dot(W_h[g * H + k], h_prev) + b_h[g * H + k] for g in range(3)]
        r, z = (1 / (1 + np.exp(-(fx[g] + fh[g]))) for g in (0, 1))
        n = np.tanh(fx[2] + r * fh[2])
        units.append(np.array(n - z * n + z * h_prev[k]))
    return units
