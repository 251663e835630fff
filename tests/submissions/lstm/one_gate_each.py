"""expect: wrong, lstm.one_gate_each"""
import numpy as np


def cell_gradient(forget_gates):
    T, H = forget_gates.shape
    out = np.ones((T + 1, H))
    out[:T] = forget_gates      # dc_t / dc_{t-1} = f_t
    return out
