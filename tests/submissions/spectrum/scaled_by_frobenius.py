"""expect: wrong, spectrum.scaled_by_frobenius"""
import numpy as np


def rescale_to_radius(W, radius):
    size = np.sqrt((W * W).sum())
    return W * radius / size
