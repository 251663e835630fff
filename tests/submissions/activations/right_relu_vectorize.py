"""expect: right; whole numbers are exact"""

import numpy as np



@np.vectorize
def _step(x):
    return 1 if x > 0 else 0


def relu_derivative(z):
    return _step(z)
