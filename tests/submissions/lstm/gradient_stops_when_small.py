"""expect: wrong, general.small_taken_for_zero; below 1e-8 the loop gives up and leaves zeros: an absolute error of 1e-8"""
import numpy as np


def cell_gradient(forget_gates):
    T, H = forget_gates.shape
    out = np.zeros((T + 1, H))
    out[T] = 1.0
    for t in reversed(range(T)):
        out[t] = out[t + 1] * forget_gates[t]
        if out[t].max() < 1e-8:
            out[t] = 0
            break
    return out
