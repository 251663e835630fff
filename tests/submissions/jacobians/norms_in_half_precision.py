"""expect: wrong, general.half_precision; float16 keeps three digits and nothing below 6e-8"""
import numpy as np


def gradient_norms(hs, W_hh, dh_last):
    norms, dh = [], dh_last
    for h in hs[::-1]:
        norms.append(np.float16(np.linalg.norm(dh)))
        dh = W_hh.T @ ((1 - h ** 2) * dh)
    return np.array(norms[::-1])
