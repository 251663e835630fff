"""expect: wrong, lstm.logarithms"""
import numpy as np


def cell_gradient(forget_gates):
    T, H = forget_gates.shape
    total = np.zeros((T + 1, H))
    for t in reversed(range(T)):
        total[t] = total[t + 1] + np.log(forget_gates[t])
    return total
