"""expect: wrong, spectrum.frobenius_norms_of_powers"""
import numpy as np


def transient_growth(W, steps):
    P, out = np.eye(len(W)), []
    for _ in range(steps + 1):
        out.append(np.linalg.norm(P))
        P = W @ P
    return np.array(out)
