"""expect: wrong, general.rounded; rounding for readability costs at most 5e-9, which is no idea about networks"""
import numpy as np


def step_jacobian(h, W_hh):
    return np.round(np.diag(1 - h ** 2) @ W_hh, 8)
