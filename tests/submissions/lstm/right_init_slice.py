"""expect: right; a copy and a slice"""
import numpy as np


def init_forget_bias(b, value=1.0):
    H = b.shape[0] // 4
    out = np.array(b)
    out[H:2 * H] = value
    return out
