"""expect: wrong; a slice that is one entry long"""
import numpy as np


def init_forget_bias(b, value=1.0):
    H = b.shape[0] // 4
    out = np.array(b)
    out[H] = value
    return out
