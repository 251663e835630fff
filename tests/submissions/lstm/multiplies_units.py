"""expect: wrong, lstm.multiplies_units"""
import numpy as np


def cell_gradient(forget_gates):
    T, H = forget_gates.shape
    rows = []
    for t in range(T + 1):
        rows.append(np.ones(H) * np.prod(forget_gates[t:]))
    return np.array(rows)
