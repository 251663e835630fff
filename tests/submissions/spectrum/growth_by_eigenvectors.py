"""expect: wrong; V diag(lambda**k) V^-1 needs as many eigenvectors as there are units"""
import numpy as np


def transient_growth(W, steps):
    lam, V = np.linalg.eig(W)
    inverse = np.linalg.inv(V)
    return np.array([np.linalg.norm((V * lam ** k) @ inverse, 2) for k in range(steps + 1)])
