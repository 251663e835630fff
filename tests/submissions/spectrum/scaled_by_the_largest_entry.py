"""expect: wrong, spectrum.scaled_by_the_largest_entry"""
import numpy as np


def rescale_to_radius(W, radius):
    return radius * W / np.max(np.abs(W))
