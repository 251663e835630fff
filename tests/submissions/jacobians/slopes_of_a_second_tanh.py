"""expect: wrong, jacobians.slopes_of_a_second_tanh"""
import numpy as np


def jacobian_product(hs, W_hh, start, stop):
    P = np.eye(len(W_hh))
    for h in hs[start + 1:stop + 1]:
        P = np.diag(1 - np.tanh(h) ** 2) @ W_hh @ P
    return P
