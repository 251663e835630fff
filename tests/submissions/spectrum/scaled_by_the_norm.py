"""expect: wrong, spectrum.scaled_by_the_norm"""
import numpy as np


def rescale_to_radius(W, radius):
    sigma = np.linalg.svd(W, compute_uv=False).max()
    if sigma == 0:
        raise ValueError("zero matrix")
    return W / sigma * radius
