"""expect: right; works in the caller's arrays and puts them back exactly"""
import numpy as np


def step_jacobian(h, W_hh):
    saved = W_hh.copy()
    W_hh *= (1 - h ** 2)[:, None]
    J = W_hh.copy()
    W_hh[...] = saved
    return J


def gradient_norms(hs, W_hh, dh_last):
    saved = dh_last.copy()
    norms = [np.linalg.norm(dh_last)]
    for h in hs[:0:-1]:
        dh_last[:] = ((1 - h ** 2) * dh_last) @ W_hh
        norms.append(np.linalg.norm(dh_last))
    dh_last[:] = saved
    return np.flip(norms)
