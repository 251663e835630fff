"""expect: right; repeated squaring, a 0-d array"""

import numpy as np



def gradient_decay(T, a, b=0.5):
    if T == 0:
        return np.array(1.0)
    half = gradient_decay(T // 2, a, b)
    return half * half * (a * b if T % 2 else 1)
