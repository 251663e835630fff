"""expect: right; a product for every row"""
import numpy as np


def cell_gradient(forget_gates):
    T, H = forget_gates.shape
    rows = []
    for t in range(T + 1):
        rows.append(np.prod(forget_gates[t:], axis=0))
    return np.array(rows)
