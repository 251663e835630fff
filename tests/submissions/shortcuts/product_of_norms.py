"""expect: wrong, shortcuts.product_of_norms"""
import numpy as np


def residual_gradient_norms(hs, W_hh, dh_last):
    T = len(hs) - 1
    out = [np.linalg.norm(dh_last)]
    for t in range(T - 1, -1, -1):
        u = hs[t + 1] - hs[t]
        J = np.diag(1 - u**2) @ W_hh + np.eye(len(u))
        biggest = np.linalg.svd(J)[1][0]
        out.append(out[-1] * biggest)
    return np.array(out[::-1])
