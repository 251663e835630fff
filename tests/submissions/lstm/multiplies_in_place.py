"""expect: wrong, lstm.multiplies_in_place"""
import numpy as np


def cell_gradient(forget_gates):
    T, H = forget_gates.shape
    for t in range(T - 2, -1, -1):
        forget_gates[t] *= forget_gates[t + 1]
    return np.append(forget_gates, np.ones((1, H)), axis=0)
