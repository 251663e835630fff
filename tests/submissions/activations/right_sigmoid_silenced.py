"""expect: right; the overflow is known, harmless, and silenced where it happens"""

import numpy as np



def sigmoid_derivative(z):
    with np.errstate(over="ignore"):
        s = 1 / (1 + np.exp(-np.asarray(z)))
    return s * (1 - s)
