"""expect: right; float32"""

import numpy as np



def decay_curve(T, a, b=0.5):
    curve = np.ones(T + 1, dtype=np.float32)
    for k in range(T):
        curve[k + 1] = curve[k] * np.float32(a) * np.float32(b)
    return curve
