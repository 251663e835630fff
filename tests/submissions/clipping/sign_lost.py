"""expect: wrong, clipping.sign_lost"""
import numpy as np


def clip_by_value(grads, limit):
    return [np.clip(abs(g), -limit, limit) for g in grads]
