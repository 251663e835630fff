"""expect: right; the natural logarithm in other units, 0-d arrays, numpy's warning at 0"""

import numpy as np



def log10_gradient_decay(T, a, b=0.5):
    if T == 0:
        return np.array(0.0)
    return np.asarray(T * np.log(a * b) / np.log(10))
