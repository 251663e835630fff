"""expect: wrong, shortcuts.slope_on_the_sender"""
import numpy as np


def residual_gradient_norms(hs, W_hh, dh_last):
    I = np.eye(W_hh.shape[0])
    g = dh_last
    res = [np.linalg.norm(g)]
    for k in range(len(hs) - 1, 0, -1):
        slope = 1 - (hs[k] - hs[k - 1]) ** 2
        J = I + W_hh * slope
        g = J.T @ g
        res.append(np.linalg.norm(g))
    res.reverse()
    return np.array(res)
