import numpy as np


def gradient_decay(sequence_length, eigenvalue_magnitude, tanh_derivative=0.5):
    g = 1.0
    for _ in range(sequence_length):
        g = g * eigenvalue_magnitude * tanh_derivative
    return g


def decay_curve(sequence_length, eigenvalue_magnitude, tanh_derivative=0.5):
    curve = [1.0]
    for _ in range(sequence_length):
        curve.append(curve[-1] * eigenvalue_magnitude * tanh_derivative)
    return np.array(curve)


def log10_gradient_decay(sequence_length, eigenvalue_magnitude, tanh_derivative=0.5):
    if sequence_length == 0:
        return 0.0
    with np.errstate(divide="ignore"):
        return float(sequence_length * np.log10(eigenvalue_magnitude * tanh_derivative))


def vanishing_horizon(factor, threshold=1e-6):
    if factor >= 1 and threshold <= 1:
        return None
    k = 0
    while factor**k >= threshold:
        k = k + 1
    return k
