from math import inf, log10

import numpy as np


def gradient_decay(sequence_length, eigenvalue_magnitude, tanh_derivative=0.5):
    return (eigenvalue_magnitude * tanh_derivative) ** sequence_length


def decay_curve(sequence_length, eigenvalue_magnitude, tanh_derivative=0.5):
    factors = np.full(sequence_length, eigenvalue_magnitude * tanh_derivative, dtype=float)
    return np.concatenate([[1.0], np.cumprod(factors)])


def log10_gradient_decay(sequence_length, eigenvalue_magnitude, tanh_derivative=0.5):
    if sequence_length == 0:
        return 0.0
    f = eigenvalue_magnitude * tanh_derivative
    return -inf if f == 0 else sequence_length * log10(f)


def vanishing_horizon(factor, threshold=1e-6):
    k = 0
    while factor**k >= threshold:
        if factor >= 1:
            return None
        k += 1
    return k
