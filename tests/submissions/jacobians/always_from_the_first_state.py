"""expect: wrong, jacobians.always_from_the_first_state"""
import numpy as np


def jacobian_product(hs, W_hh, start, stop):
    J = np.eye(len(W_hh))
    for t in range(stop):
        slope = 1 - hs[t + 1] ** 2
        J = slope[:, None] * (W_hh @ J)
    return J
