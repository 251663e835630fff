"""expect: right; a loop over all indices, 0-d arrays included"""

import numpy as np


def tanh_derivative(z):
    z = np.asarray(z, dtype=float)
    out = np.empty(z.shape)
    for index in np.ndindex(z.shape):
        out[index] = 1.0 - np.tanh(z[index]) ** 2
    return out
