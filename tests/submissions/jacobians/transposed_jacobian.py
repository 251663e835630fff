"""expect: wrong, jacobians.transposed_jacobian"""
import numpy as np


def step_jacobian(h, W_hh):
    # Pascanu et al. eq. (5): W^T diag(sigma')
    return W_hh.T @ np.diag(1 - h * h)
