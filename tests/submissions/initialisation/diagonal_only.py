"""expect: wrong, initialisation.diagonal_only"""
import numpy as np


def scaled_identity(n, scale=1.0):
    return [scale] * n
