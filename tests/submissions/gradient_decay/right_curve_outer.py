"""expect: right; a row of a Vandermonde matrix"""

import numpy as np



def decay_curve(T, a, b=0.5):
    powers = np.vander([a * b], T + 1, increasing=True)
    return powers[0]
