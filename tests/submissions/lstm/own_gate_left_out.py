"""expect: wrong, lstm.own_gate_left_out"""
import numpy as np


def cell_gradient(forget_gates):
    T, H = forget_gates.shape
    rows = []
    for t in range(T + 1):
        rows.append(np.prod(forget_gates[t + 1:], axis=0))
    return np.array(rows)
