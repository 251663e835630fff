"""expect: wrong, spectrum.powers_of_the_radius"""
import numpy as np


def transient_growth(W, steps):
    rho = max(abs(np.linalg.eigvals(W)))
    norms = np.ones(steps + 1)
    for k in range(1, steps + 1):
        norms[k] = norms[k - 1] * rho
    return norms
