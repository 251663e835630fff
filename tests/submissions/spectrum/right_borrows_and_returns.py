"""expect: right; scales the caller's W and puts it back exactly"""
import numpy as np


def rescale_to_radius(W, radius):
    saved = W.copy()
    rho = np.abs(np.linalg.eigvals(W)).max()
    if rho == 0:
        raise ValueError("radius 0")
    W *= radius / rho
    out = W.copy()
    W[:] = saved
    return out


def transient_growth(W, steps):
    saved = W.copy()
    norms = [1.0]
    for _ in range(steps):
        norms.append(np.linalg.svd(W)[1][0])
        W[:] = W @ saved
    W[:] = saved
    return norms
