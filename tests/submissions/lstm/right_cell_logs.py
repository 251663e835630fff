"""expect: right; logarithms and back, in float64"""
import numpy as np


def cell_gradient(forget_gates):
    with np.errstate(divide="ignore"):
        logs = np.log(forget_gates)
    later = np.flip(np.cumsum(np.flip(logs, 0), 0), 0)
    return np.exp(np.concatenate([later, np.zeros((1, logs.shape[1]))]))
