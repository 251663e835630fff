"""expect: right; float32"""
import numpy as np


def cell_gradient(forget_gates):
    T, H = forget_gates.shape
    out = np.ones((T + 1, H), dtype=np.float32)
    for t in range(T - 1, -1, -1):
        out[t] = out[t + 1] * forget_gates[t]
    return out
