"""expect: wrong, lstm.sets_third_quarter"""
import numpy as np


def init_forget_bias(b, value=1.0):
    rows = b.reshape(4, -1).copy()
    rows[2] = value
    return rows.reshape(-1)
