"""expect: wrong, spectrum.times_the_steps"""
import numpy as np


def jacobian_bound(W_hh, gamma, steps):
    per_step = gamma * np.linalg.norm(W_hh, 2)
    total = 0.0
    for _ in range(steps):
        total += per_step
    return total
