"""expect: wrong, jacobians.always_to_the_last_state"""
import numpy as np


def jacobian_product(hs, W_hh, start, stop):
    # from the end of the sequence back to `start`
    J = np.eye(len(W_hh))
    T = len(hs) - 1
    for t in range(T, start, -1):
        J = J @ ((1 - hs[t] ** 2)[:, None] * W_hh)
    return J
