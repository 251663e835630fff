"""expect: wrong; gates are kept away from 0, which is nobody's business"""
import numpy as np


def cell_gradient(forget_gates):
    T, H = forget_gates.shape
    out = np.ones((T + 1, H))
    for t in range(T - 1, -1, -1):
        out[t] = out[t + 1] * np.maximum(forget_gates[t], 1e-3)
    return out
