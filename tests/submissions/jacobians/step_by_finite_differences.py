"""expect: wrong; catalogue D8: a step of 1e-10 through arctanh, where rounding leaves six digits"""
import numpy as np


def step_jacobian(h, W_hh):
    a, eps = np.arctanh(h), 1e-10
    J = np.zeros(W_hh.shape)
    for j in range(len(h)):
        J[:, j] = (np.tanh(a + eps * W_hh[:, j]) - h) / eps
    return J
