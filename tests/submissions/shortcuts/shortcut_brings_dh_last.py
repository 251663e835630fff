"""expect: wrong, shortcuts.shortcut_brings_dh_last"""
import numpy as np


def residual_gradient_norms(hs, W_hh, dh_last):
    norms = np.zeros(len(hs))
    norms[-1] = np.linalg.norm(dh_last)
    carry = dh_last
    for t in reversed(range(len(hs) - 1)):
        da = carry * (1 - (hs[t + 1] - hs[t]) ** 2)
        carry = dh_last + da @ W_hh
        norms[t] = np.linalg.norm(carry)
    return norms
