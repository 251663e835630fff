"""expect: wrong, gru.central_differences"""
import numpy as np


def step(x, h, W_x, W_h, b_x, b_h):
    sig = lambda a: 1 / (1 + np.exp(-a))
    xr, xz, xn = np.split(W_x @ x + b_x, 3)
    hr, hz, hn = np.split(W_h @ h + b_h, 3)
    z = sig(xz + hz)
    return (1 - z) * np.tanh(xn + sig(xr + hr) * hn) + z * h


def gru_step_jacobian(x, h_prev, W_x, W_h, b_x, b_h):
    H = len(h_prev)
    J = np.zeros((H, H))
    for j in range(H):
        up, down = h_prev.copy(), h_prev.copy()
        up[j] += 1e-5
        down[j] -= 1e-5
        J[:, j] = (step(x, up, W_x, W_h, b_x, b_h) - step(x, down, W_x, W_h, b_x, b_h)) / 2e-5
    return J
