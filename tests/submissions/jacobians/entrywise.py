"""expect: wrong, jacobians.entrywise"""
import numpy as np


def jacobian_product(hs, W_hh, start, stop):
    Js = np.array([np.diag(1 - h ** 2) @ W_hh for h in hs[start + 1:stop + 1]])
    return np.prod(Js, axis=0)
