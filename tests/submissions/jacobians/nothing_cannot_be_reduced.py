"""expect: wrong, jacobians.nothing_cannot_be_reduced"""
from functools import reduce

import numpy as np


def jacobian_product(hs, W_hh, start, stop):
    factors = [np.diag(1 - hs[t] ** 2) @ W_hh for t in range(stop, start, -1)]
    return reduce(np.matmul, factors)
