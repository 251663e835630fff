"""expect: wrong; the limit is made smaller by 1e-9, an error no absolute tolerance sees"""
import numpy as np


def clip_by_value(grads, limit):
    return [np.clip(g, -limit + 2e-9, limit - 2e-9) for g in grads]
