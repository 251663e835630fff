"""expect: wrong, spectrum.begins_with_W"""
import numpy as np


def transient_growth(W, steps):
    power = W
    norms = np.zeros(steps + 1)
    for k in range(steps + 1):
        norms[k] = np.linalg.norm(power, 2)
        power = power @ W
    return norms
