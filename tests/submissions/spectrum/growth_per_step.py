"""expect: wrong, spectrum.growth_per_step"""
import numpy as np


def transient_growth(W, steps):
    norms, P, before = [1.0], np.eye(len(W)), 1.0
    with np.errstate(invalid="ignore"):
        for k in range(steps):
            P = W @ P
            now = np.linalg.norm(P, 2)
            norms.append(now / before)
            before = now
    return norms
