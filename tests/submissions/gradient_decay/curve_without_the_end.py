"""expect: wrong; the last entry is never written, which is a slip and not an idea"""

import numpy as np



def decay_curve(T, a, b=0.5):
    curve = np.zeros(T + 1)
    curve[0] = 1
    for k in range(1, T):
        curve[k] = curve[k - 1] * a * b
    return curve
