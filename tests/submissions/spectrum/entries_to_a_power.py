"""expect: wrong, spectrum.entries_to_a_power"""
import numpy as np


def transient_growth(W, steps):
    norms = []
    for k in range(steps + 1):
        norms.append(np.linalg.norm(W ** k, 2))
    return norms
