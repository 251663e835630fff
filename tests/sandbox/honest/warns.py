"""expect: right; divides by zero and overflows"""

import warnings

import numpy as np


def demand(x):
    warnings.warn("by hand", stacklevel=1)
    np.log(np.zeros(2))
    return np.exp(1000 * x) > 0
