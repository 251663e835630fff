"""expect: wrong, spectrum.bound_of_the_largest_entry"""
import numpy as np


def jacobian_bound(W_hh, gamma, steps):
    return (gamma * np.max(np.abs(W_hh))) ** steps
