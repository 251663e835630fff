"""expect: right; built on each other"""

import numpy as np


def gradient_decay(sequence_length, eigenvalue_magnitude, tanh_derivative=0.5):
    return decay_curve(sequence_length, eigenvalue_magnitude, tanh_derivative)[-1]


def decay_curve(sequence_length, eigenvalue_magnitude, tanh_derivative=0.5):
    curve = [1.0]
    while len(curve) <= sequence_length:
        curve.append(curve[-1] * eigenvalue_magnitude * tanh_derivative)
    return np.array(curve)


def log10_gradient_decay(sequence_length, eigenvalue_magnitude, tanh_derivative=0.5):
    if sequence_length == 0:
        return 0.0
    with np.errstate(divide="ignore"):
        return sequence_length * np.log10(eigenvalue_magnitude * tanh_derivative)


def vanishing_horizon(factor, threshold=1e-6):
    k = 0
    while factor**k >= threshold:
        k += 1
        if factor**k >= factor ** (k - 1):
            return None
    return k
