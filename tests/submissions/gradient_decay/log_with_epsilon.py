"""expect: wrong; a floor at -300 decades, and everybody has another epsilon"""

import numpy as np



def log10_gradient_decay(T, a, b=0.5):
    return np.log10((a * b) ** T + 1e-300)
