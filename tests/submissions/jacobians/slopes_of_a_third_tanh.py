"""expect: wrong, jacobians.slopes_of_a_third_tanh"""
import numpy as np


def tanh_derivative(z):
    return 1 - np.tanh(z) ** 2


def gradient_norms(hs, W_hh, dh_last):
    dh = dh_last
    norms = [np.linalg.norm(dh)]
    for h in hs[:0:-1]:
        dh = (dh * tanh_derivative(h)) @ W_hh
        norms.append(np.linalg.norm(dh))
    return norms[::-1]
