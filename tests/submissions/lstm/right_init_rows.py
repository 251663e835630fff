"""expect: right; as four rows"""
import numpy as np


def init_forget_bias(b, value=1.0):
    rows = b.reshape(4, -1).copy()
    rows[1] = value
    return rows.reshape(-1)
