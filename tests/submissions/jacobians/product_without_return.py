"""expect: wrong; it does everything and returns nothing"""
import numpy as np


def jacobian_product(hs, W_hh, start, stop):
    P = np.eye(len(W_hh))
    for t in range(start, stop):
        P = np.diag(1 - hs[t + 1] ** 2) @ W_hh @ P
