"""expect: wrong, lstm.power_of_the_mean"""
import numpy as np


def cell_gradient(forget_gates):
    T, H = forget_gates.shape
    rows = []
    for t in range(T + 1):
        rows.append(np.mean(forget_gates[t:], axis=0) ** (T - t) if t < T else np.ones(H))
    return np.array(rows)
