"""expect: wrong, general.nudged; the product forgets factors more than 30 steps away"""
import numpy as np


def cell_gradient(forget_gates):
    T, H = forget_gates.shape
    rows = []
    for t in range(T + 1):
        rows.append(np.prod(forget_gates[t:t + 30], axis=0))
    return np.array(rows)
