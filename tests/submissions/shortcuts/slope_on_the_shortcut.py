"""expect: wrong, shortcuts.slope_on_the_shortcut"""
import numpy as np


def residual_gradient_norms(hs, W_hh, dh_last):
    T = len(hs) - 1
    norms = np.zeros(T + 1)
    dh = np.array(dh_last)
    norms[T] = np.linalg.norm(dh)
    for t in reversed(range(T)):
        da = dh * (1 - (hs[t + 1] - hs[t]) ** 2)
        dh = W_hh.T @ da + da
        norms[t] = np.linalg.norm(dh)
    return norms
