import numpy as np

TINY = 1e-12  # below this it is gone, numerically speaking


def gradient_decay(sequence_length, eigenvalue_magnitude, tanh_derivative=0.5):
    g = float(eigenvalue_magnitude * tanh_derivative) ** sequence_length
    return g if g > TINY else 0.0


def decay_curve(sequence_length, eigenvalue_magnitude, tanh_derivative=0.5):
    return np.array([gradient_decay(k, eigenvalue_magnitude, tanh_derivative) for k in range(sequence_length + 1)])


def log10_gradient_decay(sequence_length, eigenvalue_magnitude, tanh_derivative=0.5):
    f = eigenvalue_magnitude * tanh_derivative
    if sequence_length == 0:
        return 0.0
    if f == 0:
        return -np.inf
    return sequence_length * np.log10(f)


def vanishing_horizon(factor, threshold=1e-6):
    for k in range(10**6):
        if factor**k < threshold:
            return k
        if factor >= 1:
            return None
    return None
