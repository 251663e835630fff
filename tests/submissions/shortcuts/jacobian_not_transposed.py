"""expect: wrong, shortcuts.jacobian_not_transposed"""
import numpy as np


def residual_gradient_norms(hs, W_hh, dh_last):
    I = np.eye(W_hh.shape[0])
    g = dh_last
    res = [np.linalg.norm(g)]
    for k in range(len(hs) - 1, 0, -1):
        u = hs[k] - hs[k - 1]
        J = I + np.diag(1 - u**2) @ W_hh
        g = J @ g
        res = [np.linalg.norm(g)] + res
    return np.array(res)
