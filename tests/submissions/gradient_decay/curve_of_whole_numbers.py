"""expect: wrong, gradient_decay.curve_of_whole_numbers"""

import numpy as np



def decay_curve(T, a, b=0.5):
    out = np.array([1] * (T + 1))
    for k in range(1, T + 1):
        out[k] = out[k - 1] * a * b
    return out
