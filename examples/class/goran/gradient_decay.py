import numpy as np


def gradient_decay(sequence_length, eigenvalue_magnitude, tanh_derivative=0.5):
    return eigenvalue_magnitude**sequence_length * tanh_derivative


def decay_curve(sequence_length, eigenvalue_magnitude, tanh_derivative=0.5):
    factor = eigenvalue_magnitude * tanh_derivative
    return np.array([factor**k for k in range(1, sequence_length + 1)])


def log10_gradient_decay(sequence_length, eigenvalue_magnitude, tanh_derivative=0.5):
    with np.errstate(divide="ignore"):
        return float(np.log10(float(eigenvalue_magnitude * tanh_derivative) ** sequence_length))


def vanishing_horizon(factor, threshold=1e-6):
    if factor >= 1:
        return None
    k = 0
    while factor**k >= 1e-6:
        k += 1
    return k
