"""expect: wrong, spectrum.bound_of_the_radius"""
import numpy as np


def jacobian_bound(W_hh, gamma, steps):
    lam = np.max(np.abs(np.linalg.eig(W_hh)[0]))
    return gamma ** steps * lam ** steps
