"""expect: wrong; entries below 1e-8 are set to zero"""
import numpy as np


def clip_by_value(grads, limit):
    return [np.where(np.abs(g) < 1e-8, 0.0, np.clip(g, -limit, limit)) for g in grads]
