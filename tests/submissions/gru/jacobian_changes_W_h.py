"""expect: wrong, general.writes_into_arguments; slopes are multiplied into the caller's weights"""
import numpy as np


def logistic(t):
    return 0.5 * np.tanh(0.5 * t) + 0.5


def gru_step_jacobian(x, h, W_x, W_h, b_x, b_h):
    ir, iz, inn = np.split(W_x @ x + b_x, 3)
    hr, hz, hn = np.split(W_h @ h + b_h, 3)
    Ur, Uz, Un = np.split(W_h, 3)
    r, z = logistic(ir + hr), logistic(iz + hz)
    n = np.tanh(inn + r * hn)
    col = lambda v: v.reshape(-1, 1)
    J = col(r) * Un + col(hn * r * (1 - r)) * Ur
    J *= col((1 - n * n) * (1 - z))
    Uz *= col((h - n) * z * (1 - z))
    J += Uz
    J[np.diag_indices(len(h))] += z
    return J
