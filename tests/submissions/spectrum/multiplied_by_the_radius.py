"""expect: wrong, spectrum.multiplied_by_the_radius"""
import numpy as np


def rescale_to_radius(W, radius):
    if not np.triu(W).any() or not np.abs(np.linalg.eigvals(W)).max() > 0:
        raise ValueError("radius 0")
    return radius * W
