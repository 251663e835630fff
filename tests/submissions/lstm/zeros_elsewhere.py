"""expect: wrong, lstm.zeros_elsewhere"""
import numpy as np


def init_forget_bias(b, value=1.0):
    n = len(b) // 4
    return np.concatenate([np.zeros(n), np.full(n, value, dtype=float), np.zeros(2 * n)])
