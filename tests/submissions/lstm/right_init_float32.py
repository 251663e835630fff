"""expect: right; float32"""
import numpy as np


def init_forget_bias(b, value=1.0):
    H = b.shape[0] // 4
    out = np.array(b, dtype=np.float32)
    out[H:2 * H] = value
    return out
