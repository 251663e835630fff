"""expect: wrong, lstm.changes_b"""
import numpy as np


def init_forget_bias(b, value=1.0):
    H = b.shape[0] // 4
    out = b
    out[H:2 * H] = value
    return out
