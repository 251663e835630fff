"""expect: wrong, lstm.always_one"""
import numpy as np


def init_forget_bias(b, value=1.0):
    H = b.shape[0] // 4
    out = np.array(b)
    out[H:2 * H] = 1.0
    return out
