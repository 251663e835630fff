"""expect: wrong; np.eye(n, dtype=int) * int(scale): fractions are lost"""
import numpy as np


def scaled_identity(n, scale=1.0):
    return np.eye(n, dtype=int) * int(scale)
