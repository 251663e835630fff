"""expect: right; a mask"""
import numpy as np


def init_forget_bias(b, value=1.0, gate=1):
    return np.where(np.arange(b.size) // (b.size // 4) == gate, value, b)
