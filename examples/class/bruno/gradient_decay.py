# plain python floats here, no arrays needed except for the curve
import math

import numpy as np


def gradient_decay(sequence_length, eigenvalue_magnitude, tanh_derivative=0.5):
    return math.pow(eigenvalue_magnitude * tanh_derivative, sequence_length)


def decay_curve(sequence_length, eigenvalue_magnitude, tanh_derivative=0.5):
    return np.array([gradient_decay(k, eigenvalue_magnitude, tanh_derivative) for k in range(sequence_length + 1)])


def log10_gradient_decay(sequence_length, eigenvalue_magnitude, tanh_derivative=0.5):
    factor = eigenvalue_magnitude * tanh_derivative
    if sequence_length == 0:
        return 0.0
    return sequence_length * math.log10(factor) if factor > 0 else float("-inf")


def vanishing_horizon(factor, threshold=1e-6):
    k = 0
    while not factor**k < threshold:
        if factor >= 1:
            return None
        k += 1
    return k
