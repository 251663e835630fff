"""expect: wrong, jacobians.same_slopes_as_at_the_start"""
import numpy as np


def jacobian_product(hs, W_hh, start, stop):
    if start == stop:
        return np.eye(len(W_hh))
    J = (1 - hs[start + 1] ** 2)[:, np.newaxis] * W_hh
    return np.linalg.matrix_power(J, stop - start)
