"""expect: wrong, jacobians.slopes_on_columns"""
import numpy as np


def jacobian_product(hs, W_hh, start, stop):
    out = np.eye(len(W_hh))
    for h in hs[start + 1:stop + 1]:
        out = W_hh @ np.diag(1 - h ** 2) @ out
    return out
