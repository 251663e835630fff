import math

import numpy as np


def gradient_decay(sequence_length, eigenvalue_magnitude, tanh_derivative=0.5):
    return float((eigenvalue_magnitude * tanh_derivative) ** sequence_length)


def decay_curve(sequence_length, eigenvalue_magnitude, tanh_derivative=0.5):
    factor = eigenvalue_magnitude * tanh_derivative
    return factor ** np.arange(sequence_length + 1.0)


def log10_gradient_decay(sequence_length, eigenvalue_magnitude, tanh_derivative=0.5):
    if sequence_length == 0:
        return 0.0
    if eigenvalue_magnitude == 0 or tanh_derivative == 0:
        return -math.inf
    return sequence_length * (math.log10(eigenvalue_magnitude) + math.log10(tanh_derivative))


def vanishing_horizon(factor, threshold=1e-6):
    if threshold > 1:
        return 0
    if factor >= 1:
        return None
    # find a power that is small enough by doubling, then the exact place by bisection
    high = 1
    while factor**high >= threshold:
        high *= 2
    low = 0  # factor**0 = 1 is not below the threshold
    while high - low > 1:
        middle = (low + high) // 2
        if factor**middle < threshold:
            high = middle
        else:
            low = middle
    return high
