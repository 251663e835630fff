"""expect: right; a sum of T logarithms, empty when there is no step"""

import numpy as np



def log10_gradient_decay(T, a, b=0.5):
    with np.errstate(divide="ignore"):
        return np.log10(np.full(T, a * b, dtype=float)).sum()
