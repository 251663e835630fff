"""expect: wrong, spectrum.one_factor_less"""
import numpy as np


def jacobian_bound(W_hh, gamma, steps):
    sigma = np.sqrt(max(np.linalg.eigvalsh(W_hh @ W_hh.T)))
    return (gamma * sigma) ** steps / (gamma * sigma)
