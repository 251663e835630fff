"""expect: wrong, spectrum.gamma_only_once"""
import numpy as np


def jacobian_bound(W_hh, gamma, steps):
    return gamma * np.linalg.norm(W_hh, 2) ** steps
