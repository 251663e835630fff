"""expect: wrong, shortcuts.slope_one_step_early"""
import numpy as np


def residual_gradient_norms(hs, W_hh, dh_last):
    T = len(hs) - 1
    norms = np.zeros(T + 1)
    dh = dh_last
    norms[T] = np.linalg.norm(dh)
    for t in range(T - 1, -1, -1):
        step = hs[t] - hs[t - 1]
        da = dh * (1.0 - step**2)
        dh = dh + W_hh.T.dot(da)
        norms[t] = np.linalg.norm(dh)
    return norms
