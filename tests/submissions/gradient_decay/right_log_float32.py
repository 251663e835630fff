"""expect: right; float32"""

import numpy as np



def log10_gradient_decay(T, a, b=0.5):
    if T == 0:
        return np.float32(0)
    return np.float32(T) * np.log10(np.float32(a) * np.float32(b))
