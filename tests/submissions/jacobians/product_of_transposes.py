"""expect: wrong, jacobians.product_of_transposes"""
import numpy as np


def jacobian_product(hs, W_hh, start, stop):
    J = np.eye(len(W_hh))
    for k in range(start, stop):
        J = np.matmul(W_hh.T, np.diag(1 - hs[k + 1] ** 2)) @ J
    return J
