"""expect: right; float32"""

import numpy as np



def gradient_decay(T, a, b=0.5):
    factor = np.float32(a) * np.float32(b)
    return factor ** np.float32(T)
