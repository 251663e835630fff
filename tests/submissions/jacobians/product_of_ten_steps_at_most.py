"""expect: wrong; a window of ten steps is as good as all of them, someone said"""
import numpy as np


def jacobian_product(hs, W_hh, start, stop):
    P = np.eye(len(W_hh))
    for t in range(max(start, stop - 10), stop):
        P = np.diag(1 - hs[t + 1] ** 2) @ W_hh @ P
    return P
