"""expect: right; each half by its own formula, the entries picked before exp sees them"""

import numpy as np



def sigmoid_derivative(z):
    z = np.asarray(z, dtype=float)
    s = np.empty_like(z)
    up = z >= 0
    s[up] = 1 / (1 + np.exp(-z[up]))
    e = np.exp(z[~up])
    s[~up] = e / (1 + e)
    return s * (1 - s)
