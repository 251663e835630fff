"""expect: wrong; np.linalg.multi_dot needs two factors at least: no steps and one step raise"""
import numpy as np


def jacobian_product(hs, W_hh, start, stop):
    return np.linalg.multi_dot([(1 - hs[t] ** 2)[:, None] * W_hh for t in range(stop, start, -1)])
