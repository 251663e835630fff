"""expect: right; from the last row up"""
import numpy as np


def cell_gradient(forget_gates):
    T, H = forget_gates.shape
    out = np.ones((T + 1, H))
    for t in range(T - 1, -1, -1):
        out[t] = out[t + 1] * forget_gates[t]
    return out
