"""expect: wrong, general.writes_into_arguments; the caller's dh_last ends as the gradient at hs[0], which the message says already"""
import numpy as np


def gradient_norms(hs, W_hh, dh_last):
    norms = [np.linalg.norm(dh_last)]
    for t in range(len(hs) - 1, 0, -1):
        dh_last[:] = ((1 - hs[t] ** 2) * dh_last) @ W_hh
        norms.append(np.linalg.norm(dh_last))
    return np.array(norms[::-1])
