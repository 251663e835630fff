"""expect: wrong, shortcuts.slope_of_tanh_of_state"""
import numpy as np


def tanh_derivative(z):
    return 1 - np.tanh(z) ** 2


def residual_gradient_norms(hs, W_hh, dh_last):
    g, out = dh_last, [np.linalg.norm(dh_last)]
    for t in reversed(range(len(hs) - 1)):
        g = g + W_hh.T @ (tanh_derivative(hs[t + 1]) * g)
        out.append(np.linalg.norm(g))
    return np.array(out[::-1])
