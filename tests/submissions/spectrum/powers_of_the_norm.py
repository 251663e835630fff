"""expect: wrong, spectrum.powers_of_the_norm"""
import numpy as np


def transient_growth(W, steps):
    sigma = np.linalg.norm(W, 2)
    return sigma ** np.arange(steps + 1)
