"""expect: wrong, general.nudged; 1e-8 in the denominator against a division by 0 that should have been refused"""
import numpy as np


def rescale_to_radius(W, radius):
    return W * (radius / (np.abs(np.linalg.eigvals(W)).max() + 1e-8))
