"""expect: wrong, jacobians.logarithms_of_norms"""
import math

import numpy as np


def gradient_norms(hs, W_hh, dh_last):
    dh = dh_last
    logs = [math.log10(np.linalg.norm(dh))]
    for t in range(len(hs) - 1, 0, -1):
        dh = (dh * (1 - hs[t] ** 2)) @ W_hh
        logs.insert(0, math.log10(np.linalg.norm(dh)))
    return np.array(logs)
