"""expect: wrong, lstm.no_row_of_ones"""
import numpy as np


def cell_gradient(forget_gates):
    T, H = forget_gates.shape
    rows = []
    for t in range(T):
        rows.append(np.prod(forget_gates[t:], axis=0))
    return np.array(rows).reshape(T, H)
