"""expect: wrong, lstm.product_from_the_start"""
import numpy as np


def cell_gradient(forget_gates):
    T, H = forget_gates.shape
    out = np.ones((T + 1, H))
    for t in range(T):
        out[t + 1] = out[t] * forget_gates[t]
    return out
