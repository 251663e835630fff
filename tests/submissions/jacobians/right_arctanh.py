"""expect: right; through the pre-activation: 1 / cosh**2, with a loop that solves for columns"""
import numpy as np


def step_jacobian(h, W_hh):
    with np.errstate(divide="ignore", over="ignore"):
        slope = 1 / np.cosh(np.arctanh(h)) ** 2
    return slope[:, None] * W_hh


def jacobian_product(hs, W_hh, start, stop):
    columns = []
    for v in np.eye(len(W_hh)):
        for h in hs[start + 1:stop + 1]:
            v = (1 - h ** 2) * (W_hh @ v)
        columns.append(v)
    return np.stack(columns, axis=1)


def gradient_norms(hs, W_hh, dh_last):
    # renormalised at every step: only the logarithm is carried
    size = np.linalg.norm(dh_last)
    g, log, norms = dh_last / size, np.log(size), [size]
    for h in hs[:0:-1]:
        g = W_hh.T @ (g * (1 - h ** 2))
        size = np.linalg.norm(g)
        g, log = g / size, log + np.log(size)
        norms.append(np.exp(log))
    return norms[::-1]
