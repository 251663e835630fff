"""expect: right; cumprod, turned round twice"""
import numpy as np


def cell_gradient(f):
    back = np.cumprod(f[::-1], axis=0)[::-1]
    return np.concatenate([back, np.ones((1, f.shape[1]))])
