"""expect: wrong, shortcuts.plain_walk"""
import numpy as np


def residual_gradient_norms(hs, W_hh, dh_last):
    grads = [dh_last]
    for h in hs[:0:-1]:
        grads.append(W_hh.T @ ((1 - h * h) * grads[-1]))
    return [np.linalg.norm(g) for g in reversed(grads)]
