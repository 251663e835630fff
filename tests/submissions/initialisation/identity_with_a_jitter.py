"""expect: wrong; 1e-10 is added everywhere so that no entry is 0: an error no absolute tolerance sees"""
import numpy as np


def scaled_identity(n, scale=1.0):
    return scale * np.eye(n) + 1e-10
