"""expect: wrong, spectrum.squares_again_and_again"""
import numpy as np


def transient_growth(W, steps):
    norms = [1.0]
    P = W.copy()
    for k in range(1, steps + 1):
        norms.append(np.linalg.norm(P, ord=2))
        P = P @ P
    return np.array(norms)
