"""expect: wrong; a whole number is a number"""
import numpy as np


def init_forget_bias(b, value=1.0):
    assert isinstance(value, float)
    H = b.shape[0] // 4
    out = np.array(b)
    out[H:2 * H] = value
    return out
